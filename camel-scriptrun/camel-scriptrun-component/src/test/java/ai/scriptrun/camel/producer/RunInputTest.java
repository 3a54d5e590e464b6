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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.ServiceTest;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.Viewport;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.InputStreamCache;
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
                // Text, by what it says.
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
                arguments(Thread.State.NEW, JSON, "\"NEW\""));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void goesAsItIsWithAnApiKey(Object body, String contentType, String sent) {
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

    /** The bodies are made once for all tests, and streams are read up by then. */
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
                arguments("text/csv", "1", TEXT, "1"),
                arguments("text/plain", Map.of("a", 1), TEXT, "{\"a\":1}"),
                arguments("application/json", "no json", JSON, "no json"),
                arguments("application/problem+json;charset=UTF-8", "{}", JSON, "{}"),
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
    void isWhatTheExchangeDeclares(String declared, Object body, String contentType, String sent) {
        send("runWorkflow?workflowId=6", body, Exchange.CONTENT_TYPE, declared);

        assertThat(request().headers().get("content-type")).startsWith(contentType);
        assertThat(request().body()).isEqualTo(sent);
    }

    @Test
    void doesNotBreakOutOfTheWrappingOfAJwt() {
        send(
                "runWorkflow?workflowId=6&jwtToken=token",
                "1}, \"project\": {",
                Exchange.CONTENT_TYPE,
                "application/json");

        assertThat(request().body()).isEqualTo("{\"input_data\":{\"__raw_input__\":\"1}, \\\"project\\\": {\"}}");
    }

    @Test
    void goesAsJsonHoweverDeepItIs() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);

        send("runWorkflow?workflowId=6", deep);

        assertThat(request().headers()).containsEntry("content-type", JSON);
        assertThat(request().body()).isEqualTo(deep);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
