/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package ai.scriptrun.camel.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/**
 * Reads the {@code result.content} of a node, which is plain text, JSON, or JSON in a code fence. Does what the API's own
 * {@code parse_content} does (API, "result.content Formats"), which is Python: what is white space, and what passes for
 * JSON, is as there.
 */
public final class ResultContent {

    private static final String FENCE = "```";
    private static final String LANGUAGE = "json";

    /** Python reads whole numbers up to this length. */
    private static final int MAX_DIGITS = 4_300;

    /** What Python takes besides JSON; Jackson knows more spellings of the same. */
    private static final Set<String> NON_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    /** Names are not interned: an LLM makes up as many as it likes. */
    private static final JsonFactory JSON = ((JsonFactoryBuilder) JsonFactory.builder())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MAX_DIGITS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ResultContent() {}

    /** The JSON value of the content, or its text where it is no JSON. */
    public static Object parse(String content) {
        String text = withoutFence(content);
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == null) {
                return text;
            }
            Object value = value(json);
            return json.nextToken() == null ? value : text;
        } catch (IOException e) {
            return text;
        }
    }

    /** Recursion is no danger: the parser refuses deep nesting. */
    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonParseException(json, "no JSON value: " + json.currentToken());
        };
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, value(json));
        }
        return members;
    }

    private static List<Object> array(JsonParser json) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(json));
        }
        return elements;
    }

    private static Double decimal(JsonParser json) throws IOException {
        if (json.isNaN() && !NON_NUMBERS.contains(json.getText())) {
            throw new JsonParseException(json, "no JSON value: " + json.getText());
        }
        return json.getDoubleValue();
    }

    /**
     * The text inside the code fence that the content begins with, or the content as it is where there is none. By hand,
     * because the regular expression of the API, <code>```(?:json)?\s*([\s\S]*?)\s*```</code>, overflows the stack or
     * takes quadratic time on large content.
     */
    static String withoutFence(String content) {
        int from = skipSpace(content, 0);
        if (!content.startsWith(FENCE, from)) {
            return content;
        }
        from += FENCE.length();
        if (content.startsWith(LANGUAGE, from)) {
            from += LANGUAGE.length();
        }
        from = skipSpace(content, from);
        int to = content.indexOf(FENCE, from);
        if (to < 0) {
            return content;
        }
        while (to > from && isSpace(content.charAt(to - 1))) {
            to--;
        }
        return content.substring(from, to);
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** As Python's {@code str.isspace}. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
