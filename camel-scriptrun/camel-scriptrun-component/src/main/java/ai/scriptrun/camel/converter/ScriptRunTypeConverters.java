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
package ai.scriptrun.camel.converter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.JsonObject;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.TypeConverterRegistry;

/**
 * Converts the model to JSON text, bytes, streams, trees and maps, and back. A map or tree is a copy, so that it can be
 * changed without changing the model.
 */
@Converter(generateLoader = true)
public final class ScriptRunTypeConverters {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private ScriptRunTypeConverters() {}

    /** The object as JSON text. */
    @Converter
    public static String toString(JsonObject value) {
        return Json.write(value);
    }

    /** The object as JSON in UTF-8. */
    @Converter
    public static byte[] toBytes(JsonObject value) {
        return Json.write(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The object as a stream of JSON in UTF-8. */
    @Converter
    public static InputStream toStream(JsonObject value) {
        return new ByteArrayInputStream(toBytes(value));
    }

    /** The object as a JSON tree. */
    @Converter
    public static JsonNode toTree(JsonObject value) {
        return value.toJson().deepCopy();
    }

    /** The object as a map of plain Java values. */
    @Converter
    public static Map<String, Object> toMap(JsonObject value) {
        return Json.mapper().convertValue(value.toJson(), MAP);
    }

    /**
     * A model object from any value with its JSON; {@code null} if another type is requested.
     *
     * @throws TypeConversionException where the value is no JSON object
     */
    @Converter(fallback = true)
    public static Object toModel(Class<?> type, Exchange exchange, Object value, TypeConverterRegistry registry) {
        if (!JsonObject.class.isAssignableFrom(type)) {
            return null;
        }
        try {
            if (toObject(exchange, value, registry) instanceof ObjectNode object) {
                return Json.mapper().convertValue(object, type);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new TypeConversionException(value, type, e);
        }
        throw new TypeConversionException(value, type, new IllegalArgumentException("It is no JSON object."));
    }

    private static JsonNode toObject(Exchange exchange, Object value, TypeConverterRegistry registry)
            throws IOException {
        if (value instanceof JsonObject model) {
            return model.toJson();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Map) {
            return Json.mapper().valueToTree(value);
        }
        byte[] json = value instanceof CharSequence text
                ? text.toString().getBytes(StandardCharsets.UTF_8)
                : bytes(exchange, value, registry);
        return json == null ? null : Json.read(json);
    }

    private static byte[] bytes(Exchange exchange, Object value, TypeConverterRegistry registry) {
        return value instanceof byte[] bytes
                ? bytes
                : registry.lookup(byte[].class, value.getClass()) == null
                        ? null
                        : registry.lookup(byte[].class, value.getClass()).tryConvertTo(byte[].class, exchange, value);
    }
}
