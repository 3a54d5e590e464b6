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
package ai.scriptrun.camel.model;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON: numbers keep every digit, dates are written as ISO 8601, trailing content is an error, nesting
 * and number lengths are limited, and the data never selects a Java type.
 */
public final class Json {

    /** Maximum nesting depth of JSON. */
    public static final int MAX_NESTING = 500;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(1_000)
                            // The response's size is limited where it is read; one text may fill it.
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .addModule(new IsoTimeModule())
            .findAndAddModules()
            .build();

    /** Only validates and keeps nothing, and so needs no limits. */
    private static final JsonFactory SCANNER = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Json() {}

    /** The mapper itself, for binding the model and users' own classes. Shared and thread-safe; don't configure it. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads one JSON value.
     *
     * @throws JsonProcessingException where the text is empty, is not JSON or has something behind it
     */
    public static JsonNode read(byte[] utf8) throws JsonProcessingException {
        try {
            return present(MAPPER.readTree(utf8));
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one JSON value.
     *
     * @throws JsonProcessingException where the text is empty, is not JSON or has something behind it
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        return present(MAPPER.readTree(text));
    }

    /** Whether a text is exactly one JSON value, of any size and depth. */
    public static boolean isJson(String text) {
        try (JsonParser parser = SCANNER.createParser(text)) {
            boolean any = parser.nextToken() != null;
            parser.skipChildren();
            return any && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes JSON text in one line. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode present(JsonNode node) throws JsonProcessingException {
        if (node == null || node.isMissingNode()) {
            throw new EmptyJsonException();
        }
        return node;
    }

    private static final class EmptyJsonException extends JsonProcessingException {
        EmptyJsonException() {
            super("no JSON value: the text is empty");
        }
    }
}
