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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.scriptrun.camel.ScriptRunOperation;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.Viewport;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What becomes of a body that a run is started with: JSON or plain text, and wrapped or not. */
class RunInputTest extends ServiceTest {

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";

    record Customer(String name, int age) {}

    record Appointment(YearMonth when) {}

    static class Bean implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        public String getCity() {
            return "Ghent";
        }
    }

    @BeforeEach
    void start() {
        server.reply(STARTED);
    }

    static Stream<Arguments> bodies() {
        Viewport viewport = new Viewport();
        viewport.setZoom(1.5);
        return Stream.of(
                // Text, by its content.
                arguments("{\"user_name\": \"John\", \"age\": 30}", JSON, "{\"user_name\": \"John\", \"age\": 30}"),
                arguments("{\"a\": {\"b\": [1, {\"c\": null}]}}", JSON, "{\"a\": {\"b\": [1, {\"c\": null}]}}"),
                arguments("[{\"id\": 1}]", JSON, "[{\"id\": 1}]"),
                arguments("  {\"a\": 1}\n", JSON, "  {\"a\": 1}\n"),
                arguments("12.50", JSON, "12.50"),
                arguments("\"quoted\"", JSON, "\"quoted\""),
                arguments("Hello, process this text", TEXT, "Hello, process this text"),
                arguments("{not json}", TEXT, "{not json}"),
                arguments("{\"a\": 1", TEXT, "{\"a\": 1"),
                arguments("{\"a\": 1} and more", TEXT, "{\"a\": 1} and more"),
                arguments("{'a': 1}", TEXT, "{'a': 1}"),
                arguments("12 monkeys", TEXT, "12 monkeys"),
                arguments("Gr\u00fc\u00dfe \ud83d\ude80", TEXT, "Gr\u00fc\u00dfe \ud83d\ude80"),
                arguments(CharBuffer.wrap("{\"a\": 1}"), JSON, "{\"a\": 1}"),
                // Nothing.
                arguments(null, JSON, "{}"),
                arguments("", JSON, "{}"),
                arguments(new byte[0], JSON, "{}"),
                arguments(new ByteArrayInputStream(new byte[0]), JSON, "{}"),
                arguments(Map.of(), JSON, "{}"),
                // Text in other forms.
                arguments(utf8("{\"a\": \"\u00fc\"}"), JSON, "{\"a\": \"\u00fc\"}"),
                arguments(utf8("pl\u00e4in"), TEXT, "pl\u00e4in"),
                arguments(utf8("\ufeff{\"a\": 1}"), JSON, "{\"a\": 1}"),
                arguments(ByteBuffer.wrap(utf8("[1]")), JSON, "[1]"),
                arguments(new ByteArrayInputStream(utf8("[1]")), JSON, "[1]"),
                arguments(new InputStreamCache(utf8("[1]")), JSON, "[1]"),
                arguments(new StringReader("[1]"), JSON, "[1]"),
                // Values.
                arguments(new LinkedHashMap<>(Map.of("a", List.of(1, "b"))), JSON, "{\"a\":[1,\"b\"]}"),
                arguments(List.of(Map.of("id", 1)), JSON, "[{\"id\":1}]"),
                arguments(new String[] {"a", "b"}, JSON, "[\"a\",\"b\"]"),
                arguments(new int[] {1, 2}, JSON, "[1,2]"),
                arguments(Json.mapper().createObjectNode().put("a", 1), JSON, "{\"a\":1}"),
                arguments(viewport, JSON, "{\"zoom\":1.5}"),
                arguments(new Customer("Ann", 7), JSON, "{\"name\":\"Ann\",\"age\":7}"),
                arguments(new Bean(), JSON, "{\"city\":\"Ghent\"}"),
                arguments(42, JSON, "42"),
                arguments(true, JSON, "true"),
                arguments(Thread.State.NEW, JSON, "\"NEW\""),
                // Dates, by themselves and inside.
                arguments(Instant.parse("2030-01-02T03:04:05.678Z"), JSON, "\"2030-01-02T03:04:05.678Z\""),
                arguments(LocalDate.of(2030, 1, 2), JSON, "\"2030-01-02\""),
                arguments(LocalTime.of(3, 4), JSON, "\"03:04:00\""),
                arguments(LocalDateTime.of(2030, 1, 2, 3, 4), JSON, "\"2030-01-02T03:04:00\""),
                arguments(OffsetDateTime.parse("2030-01-02T03:04:05+01:00"), JSON, "\"2030-01-02T03:04:05+01:00\""),
                arguments(
                        ZonedDateTime.of(2030, 1, 2, 3, 4, 5, 0, ZoneId.of("Europe/Brussels")),
                        JSON,
                        "\"2030-01-02T03:04:05+01:00\""),
                arguments(Duration.ofMinutes(90), JSON, "\"PT1H30M\""),
                arguments(Date.from(Instant.EPOCH), JSON, "\"1970-01-01T00:00:00.000+00:00\""),
                arguments(Map.of(LocalDate.of(2030, 1, 2), 1), JSON, "{\"2030-01-02\":1}"),
                arguments(new Appointment(YearMonth.of(2030, 1)), JSON, "{\"when\":\"2030-01\"}"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void isSentUnchangedWithAnApiKey(Object body, String contentType, String sent) {
        assertThat(send("runWorkflow?workflowId=6", body).getException()).isNull();

        assertThat(request().headers().get("content-type")).startsWith(contentType);
        assertThat(request().body()).isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void isWrappedWithAJwt(Object body, String contentType, String value) throws IOException {
        rewind(body);

        assertThat(send("runWorkflow?workflowId=6&jwtToken=token", body).getException())
                .isNull();

        String wrapped = TEXT.equals(contentType) ? "{\"__raw_input__\":" + Json.write(value) + "}" : value;
        assertThat(request().headers())
                .containsEntry("content-type", JSON)
                .containsEntry("authorization", "Bearer token");
        assertThat(request().body()).isEqualTo("{\"input_data\":" + wrapped + "}");
    }

    /** The bodies are created once for all tests, and streams can be read only once. */
    private static void rewind(Object body) throws IOException {
        if (body instanceof ByteArrayInputStream stream) {
            stream.reset();
        } else if (body instanceof StringReader reader) {
            reader.reset();
        } else if (body instanceof ByteBuffer buffer) {
            buffer.rewind();
        }
    }

    @Test
    void readsFiles(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("input.json"), "{\"a\": 1}");
        for (Object body : List.of(file, file.toFile())) {
            send("runWorkflow?workflowId=6", body);
        }

        assertThat(server.requests()).hasSize(2).extracting(Request::body).containsOnly("{\"a\": 1}");
    }

    @Test
    void readsTheFilesOfTheFileComponent(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("input.txt"), "from a file");

        Exchange file = context.createConsumerTemplate().receive("file:" + directory + "?noop=true", 5_000);
        send("runWorkflow?workflowId=6", file.getMessage().getBody());

        assertThat(request().body()).isEqualTo("from a file");
    }

    static Stream<Arguments> declaredTypes() {
        return Stream.of(
                arguments("text/plain", "{\"a\": 1}", TEXT, "{\"a\": 1}"),
                arguments("TEXT/PLAIN; charset=utf-8", "[1]", TEXT, "[1]"),
                arguments("text/plain", utf8("{\"a\": 1}"), TEXT, "{\"a\": 1}"),
                arguments("application/json", utf8("no json"), JSON, "no json"),
                // Values are JSON, and any other type is left over from where the body came from.
                arguments("text/plain", Map.of("a", 1), JSON, "{\"a\":1}"),
                arguments("text/html", Map.of("a", 1), JSON, "{\"a\":1}"),
                arguments("text/html", "{\"a\": 1}", JSON, "{\"a\": 1}"),
                arguments("text/html; charset=ISO-8859-1", new byte[] {(byte) 0xfc}, TEXT, "\u00fc"),
                arguments("application/octet-stream", "hello", TEXT, "hello"),
                arguments("text/csv", "1", JSON, "1"),
                arguments("application/json", "no json", JSON, "no json"),
                arguments("application/problem+json;charset=UTF-8", "{}", JSON, "{}"),
                arguments("application/problem+json", "no json", TEXT, "no json"),
                arguments(
                        "text/plain; charset=ISO-8859-1",
                        "\u00fc".getBytes(StandardCharsets.ISO_8859_1),
                        TEXT,
                        "\u00fc"),
                arguments("text/plain; charset=\"iso-8859-1\"", "\u00fc", TEXT, "\u00fc"),
                arguments("text/plain; charset=nonsense", utf8("\u00fc"), TEXT, "\u00fc"),
                arguments("text/plain", "", JSON, "{}"),
                arguments("", "[1]", JSON, "[1]"));
    }

    @ParameterizedTest
    @MethodSource("declaredTypes")
    void hasTheContentTypeOfTheExchange(String declared, Object body, String contentType, String sent) {
        send("runWorkflow?workflowId=6", body, Exchange.CONTENT_TYPE, declared);

        assertThat(request().headers().get("content-type")).startsWith(contentType);
        assertThat(request().body()).isEqualTo(sent);
    }

    static Stream<Object> bytesThatAreNoText() {
        byte[] image = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, (byte) 0xff};
        return Stream.of(
                image,
                new ByteArrayInputStream(image),
                new InputStreamCache(image),
                ByteBuffer.wrap(image),
                new byte[] {'g', (byte) 0xfc, 'n'});
    }

    @ParameterizedTest
    @MethodSource("bytesThatAreNoText")
    void isRejectedIfBytesAreNotText(Object body) {
        assertThat(send("runWorkflow?workflowId=6", body).getException())
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("runWorkflow: the body is no text in UTF-8. ");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void isRejectedIfAFileIsNotText(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("image"), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff});

        assertThat(send("runWorkflow?workflowId=6", file.toFile()).getException())
                .isExactlyInstanceOf(InvalidInputException.class);
    }

    @Test
    void isDecodedByTheCharsetOfTheExchange() {
        send("runWorkflow?workflowId=6", exchange -> {
            exchange.getMessage().setBody("\u00fc".getBytes(StandardCharsets.ISO_8859_1));
            exchange.setProperty(ExchangePropertyKey.CHARSET_NAME, "ISO-8859-1");
        });

        assertThat(request().body()).isEqualTo("\u00fc");
    }

    @ParameterizedTest
    @MethodSource("uncachedStreams")
    void isAvailableToAnErrorHandlerIfItWasAStream(Object body) {
        server.reply(Reply.json(500, "{}"));

        assertThat(send("runWorkflow?workflowId=6", body).getMessage().getBody(String.class))
                .isEqualTo("read once");
    }

    @ParameterizedTest
    @MethodSource("uncachedStreams")
    void canBeKeptIfItWasAStream(Object body) throws IOException {
        BodyReader bodies = new BodyReader(new Inputs(ScriptRunOperation.runWorkflow, InputOptions.NONE));
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);

        assertThat(bodies.input(exchange).asText()).isEqualTo("read once");
        assertThat(bodies.storable(exchange)).isEqualTo("read once");
    }

    static Stream<Object> uncachedStreams() {
        return Stream.of(new ByteArrayInputStream(utf8("read once")), new StringReader("read once"));
    }

    @Test
    void cannotEscapeFromInputDataWithAJwt() {
        send(
                "runWorkflow?workflowId=6&jwtToken=token",
                "1}, \"project\": {",
                Exchange.CONTENT_TYPE,
                "application/json");

        assertThat(request().body()).isEqualTo("{\"input_data\":{\"__raw_input__\":\"1}, \\\"project\\\": {\"}}");
    }

    @Test
    void isSentAsJsonAtAnyDepth() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);

        send("runWorkflow?workflowId=6", deep);

        assertThat(request().headers()).containsEntry("content-type", JSON);
        assertThat(request().body()).isEqualTo(deep);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
