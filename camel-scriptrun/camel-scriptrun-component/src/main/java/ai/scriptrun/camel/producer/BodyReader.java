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
package ai.scriptrun.camel.producer;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.scriptrun.camel.client.RunInput;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.JsonObject;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;

/** Reads a message body of any supported type: text, bytes, stream, file, or values. */
final class BodyReader {

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    private final Inputs inputs;

    BodyReader(Inputs inputs) {
        this.inputs = inputs;
    }

    /** The body as a JSON object; an empty body is an empty object. The object is the caller's own. */
    ObjectNode object(Exchange exchange) throws IOException {
        JsonNode value = value(exchange);
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw inputs.invalid("the body has to be a JSON object, and is " + kind(value) + ".", null);
    }

    private JsonNode value(Exchange exchange) throws IOException {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!isText(exchange, body)) {
            return tree(body, true);
        }
        String text = text(exchange);
        if (text.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw inputs.invalid("the body is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The body as the input of a run; of text and bytes, the exchange's {@code Content-Type} says what they are. */
    RunInput input(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        if (body == null) {
            return RunInput.EMPTY;
        }
        if (!isText(exchange, body)) {
            return RunInput.json(written(body));
        }
        String text = text(exchange);
        if (text.isEmpty()) {
            return RunInput.EMPTY;
        }
        Boolean json = declaredJson(message);
        return (json == null ? Json.isJson(text) : json) ? RunInput.json(text) : RunInput.text(text);
    }

    /** The body in a form that outlives the exchange and can be serialized: text, bytes, or plain Java values. */
    Object storable(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body == null || body instanceof String || body instanceof byte[]) {
            return body;
        }
        return isText(exchange, body) ? text(exchange) : Json.mapper().convertValue(tree(body, false), Object.class);
    }

    /** Whether the exchange says that the body is JSON, or plain text; {@code null} where it says neither. */
    private static Boolean declaredJson(Message message) {
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
            case "application/json" -> true;
            case "text/plain" -> false;
            // Set by the body's origin, such as text/html by a web page.
            default -> null;
        };
    }

    /** Values are written as JSON; what Camel can read as a stream is text; any other bean is a value again. */
    private static boolean isText(Exchange exchange, Object body) {
        if (body instanceof CharSequence
                || body instanceof byte[]
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof StreamCache
                || body instanceof WrappedFile
                || body instanceof Path) {
            return true;
        }
        if (body instanceof JsonObject
                || body instanceof JsonNode
                || body instanceof Map
                || body instanceof Iterable
                || body instanceof Object[]) {
            return false;
        }
        return exchange.getContext().getTypeConverterRegistry().lookup(InputStream.class, body.getClass()) != null;
    }

    private String text(Exchange exchange) {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        try {
            String text = isBytes(body) ? decoded(exchange) : message.getBody(String.class);
            text = text == null ? "" : withoutByteOrderMark(text);
            if ((body instanceof InputStream || body instanceof Reader) && !(body instanceof StreamCache)) {
                // A stream can be read only once, but storing the input and error handling read it again.
                message.setBody(text);
            }
            return text;
        } catch (TypeConversionException
                | InvalidPayloadException
                | IllegalCharsetNameException
                | UnsupportedCharsetException e) {
            throw inputs.invalid("the body can't be read as text: " + e.getMessage(), e);
        }
    }

    /** These are decoded here, so that bytes that are no text are rejected instead of being garbled. */
    private static boolean isBytes(Object body) {
        return !(body instanceof CharSequence || body instanceof Reader);
    }

    private String decoded(Exchange exchange) throws InvalidPayloadException {
        byte[] bytes = exchange.getMessage().getBody(byte[].class);
        if (bytes == null) {
            return exchange.getMessage().getMandatoryBody(String.class);
        }
        Charset charset = charset(exchange);
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw inputs.invalid(
                    "the body is no text in " + charset
                            + ". A workflow takes JSON or text: convert the body, or say its"
                            + " charset in the header Content-Type, as in text/plain; charset=ISO-8859-1.",
                    e);
        }
    }

    /** The charset of the exchange, as a file's endpoint sets it, else of the {@code Content-Type}, else UTF-8. */
    private static Charset charset(Exchange exchange) {
        Charset declared = declaredCharset(exchange);
        return declared == null ? Charset.forName(ExchangeHelper.getCharsetName(exchange)) : declared;
    }

    /** The charset that comes with the {@code Content-Type}; {@code null} where Camel knows better or there is none. */
    private static Charset declaredCharset(Exchange exchange) {
        String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        if (type == null || exchange.getProperty(ExchangePropertyKey.CHARSET_NAME) != null) {
            return null;
        }
        try {
            Matcher charset = CHARSET.matcher(type);
            return charset.find() ? Charset.forName(charset.group(1)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Some editors write one; JSON has none. */
    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private JsonNode tree(Object body, boolean own) {
        if (body instanceof JsonObject model) {
            return own ? model.toJson().deepCopy() : model.toJson();
        }
        if (body instanceof JsonNode node) {
            return own ? node.deepCopy() : node;
        }
        try {
            return Json.mapper().valueToTree(body);
        } catch (IllegalArgumentException e) {
            throw unwritable(body, e);
        }
    }

    /** Directly, because a tree in between costs time. */
    private String written(Object body) {
        try {
            return Json.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw unwritable(body, e);
        }
    }

    private InvalidInputException unwritable(Object body, Exception cause) {
        return inputs.invalid(
                "the body, a " + body.getClass().getName() + ", can't be written as JSON: " + cause.getMessage(),
                cause);
    }

    private static String kind(JsonNode value) {
        return "a JSON " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
