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
package ai.scriptrun.camel.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads the {@code result.content} of a node, which is plain text, JSON, or JSON in a code fence (API, same title). */
final class ResultContent {

    private static final Pattern FENCE =
            Pattern.compile("```(?:json)?\\s*([\\s\\S]*?)\\s*```", Pattern.UNICODE_CHARACTER_CLASS);

    /** Values for users: maps, lists and Java's own numbers. Control characters in strings are for the text branch. */
    private static final JsonMapper VALUES = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static {
        VALUES.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private ResultContent() {}

    /** The JSON value of the content, or its text where it is no JSON. */
    static Object parse(String content) {
        String text = withoutFence(content);
        try {
            Object value = VALUES.readValue(text, Object.class);
            return value == null && !"null".equals(text.strip()) ? text : value;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** The text inside the code fence that the content begins with, or the content as it is where there is none. */
    static String withoutFence(String content) {
        Matcher fence = FENCE.matcher(content.strip());
        return fence.lookingAt() ? fence.group(1) : content;
    }
}
