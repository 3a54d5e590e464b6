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
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.scriptrun.camel.model.Edge;
import ai.scriptrun.camel.model.InputField;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.JsonObject;
import ai.scriptrun.camel.model.Node;
import ai.scriptrun.camel.model.NodeResult;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.Viewport;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowData;
import ai.scriptrun.camel.model.WorkflowRun;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverter;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every model class goes to JSON in any form that a route may want, and back. */
class ModelConversionTest {

    private static final String JSON =
            "{\"id\":\"x\",\"price\":1.10,\"title\":\"\u00fc\",\"deep\":{\"list\":[1,null,true]}}";
    private static CamelContext context;
    private static TypeConverter converter;

    @BeforeAll
    static void start() throws Exception {
        context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:to-model").convertBodyTo(Workflow.class);
                from("direct:to-text").convertBodyTo(String.class);
                from("direct:to-stream").convertBodyTo(InputStream.class).convertBodyTo(Workflow.class);
            }
        });
        context.start();
        converter = context.getTypeConverter();
    }

    @AfterAll
    static void stop() throws Exception {
        context.close();
    }

    static Stream<Class<? extends JsonObject>> models() {
        return Stream.of(
                Workflow.class,
                WorkflowData.class,
                Node.class,
                Edge.class,
                Viewport.class,
                InputField.class,
                InputField.Option.class,
                WorkflowRun.class,
                NodeResult.class,
                RunSummary.class);
    }

    @ParameterizedTest
    @MethodSource("models")
    void areReadFromEveryForm(Class<? extends JsonObject> type) throws Exception {
        byte[] bytes = JSON.getBytes(StandardCharsets.UTF_8);
        for (Object form : List.of(
                JSON,
                CharBuffer.wrap(JSON),
                bytes,
                ByteBuffer.wrap(bytes),
                new ByteArrayInputStream(bytes),
                new InputStreamCache(bytes),
                new StringReader(JSON),
                Json.read(JSON),
                Json.mapper().readValue(JSON, Map.class),
                new Workflow((ObjectNode) Json.read(JSON)))) {
            JsonObject model = converter.mandatoryConvertTo(type, form);

            assertThat(model)
                    .as(form.getClass().getName())
                    .isExactlyInstanceOf(type)
                    .hasToString(JSON);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void areWrittenToEveryForm(Class<? extends JsonObject> type) throws Exception {
        JsonObject model = converter.mandatoryConvertTo(type, JSON);

        assertThat(converter.mandatoryConvertTo(String.class, model)).isEqualTo(JSON);
        assertThat(converter.mandatoryConvertTo(byte[].class, model)).isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
        assertThat(converter.mandatoryConvertTo(InputStream.class, model))
                .hasBinaryContent(JSON.getBytes(StandardCharsets.UTF_8));
        assertThat(converter.mandatoryConvertTo(JsonNode.class, model)).isEqualTo(Json.read(JSON));
        assertThat(converter.mandatoryConvertTo(ObjectNode.class, model)).isEqualTo(Json.read(JSON));
        assertThat((Map<?, ?>) converter.mandatoryConvertTo(Map.class, model))
                .isEqualTo(Json.mapper().convertValue(Json.read(JSON), Map.class))
                .extracting("price")
                .isEqualTo(new BigDecimal("1.10"));
    }

    @Test
    void areCopiedToTreesAndMaps() {
        Workflow model = converter.convertTo(Workflow.class, JSON);

        converter.convertTo(ObjectNode.class, model).put("id", "changed");
        @SuppressWarnings("unchecked")
        Map<String, Object> map = converter.convertTo(Map.class, model);
        map.put("id", "changed");

        assertThat(model).hasToString(JSON);
    }

    @Test
    void areReadFromFiles(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("workflow.json"), JSON);

        assertThat(converter.mandatoryConvertTo(Workflow.class, file)).hasToString(JSON);
        assertThat(converter.mandatoryConvertTo(Workflow.class, file.toFile())).hasToString(JSON);
    }

    @Test
    void areConvertedInRoutes() {
        assertThat(body("direct:to-model", JSON))
                .isExactlyInstanceOf(Workflow.class)
                .hasToString(JSON);
        assertThat(body("direct:to-text", converter.convertTo(Workflow.class, JSON)))
                .isEqualTo(JSON);
        assertThat(body("direct:to-stream", converter.convertTo(Workflow.class, JSON))
                        .toString())
                .isEqualTo(JSON);
    }

    @ParameterizedTest
    @MethodSource("noObjects")
    void failIfTheSourceIsNotAJsonObject(Object value) {
        assertThatThrownBy(() -> converter.mandatoryConvertTo(Workflow.class, value))
                .isInstanceOf(TypeConversionException.class);
        assertThat(converter.tryConvertTo(Workflow.class, value)).isNull();
    }

    static Stream<Object> noObjects() {
        return Stream.of(
                "[1]",
                "text",
                "",
                "{\"a\": 1",
                "{} {}",
                "\"x\"",
                new byte[0],
                12,
                Json.mapper().createArrayNode());
    }

    @Test
    void doNotAffectOtherConversions() {
        assertThat(converter.convertTo(Integer.class, "12")).isEqualTo(12);
        assertThat(converter.tryConvertTo(Thread.class, JSON)).isNull();
    }

    private static Object body(String endpoint, Object in) {
        Exchange exchange = context.createProducerTemplate()
                .send(endpoint, e -> e.getMessage().setBody(in));
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody();
    }
}
