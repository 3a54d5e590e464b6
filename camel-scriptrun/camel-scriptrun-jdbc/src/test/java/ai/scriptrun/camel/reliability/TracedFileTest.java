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
package ai.scriptrun.camel.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.testing.CollectedSpans;
import ai.scriptrun.camel.testing.TestNode;
import com.zaxxer.hikari.HikariDataSource;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The way of a file is one trace, from the node that has read it to the one that delivers its result. */
class TracedFileTest {

    @TempDir
    private Path folder;

    private final ScriptRunEmulator service = ScriptRunEmulator.start();
    private final long workflow = service.createWorkflow(SampleWorkflow.FEEDBACK.json());
    private final CollectedSpans spans = new CollectedSpans();
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final HikariDataSource ofTheFirst = Databases.pool(url, 5);
    private final HikariDataSource ofTheSecond = Databases.pool(url, 5);
    private final TestNode first = node(ofTheFirst);
    private final TestNode second = node(ofTheSecond);

    private TestNode node(HikariDataSource database) {
        JdbcRunStore store = new JdbcRunStore(database);
        store.setLease(Duration.ofSeconds(1));
        TestNode node = new TestNode(service).runStore(store);
        spans.of(node.context());
        return node;
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        ofTheFirst.close();
        ofTheSecond.close();
        spans.close();
        service.close();
    }

    private static final class Results extends RouteBuilder {

        @Override
        public void configure() {
            from("scriptrun:results?initialDelay=0&delay=50&resultFormat=TEXT").to("mock:results");
        }
    }

    private void readFiles() throws Exception {
        first.start(new Results(), new RouteBuilder() {
            @Override
            public void configure() {
                from(folder.toUri() + "?initialDelay=0&delay=50&noop=true")
                        .convertBodyTo(String.class)
                        .toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
            }
        });
    }

    @Test
    void aFileOfANodeThatHasDiedIsDeliveredInTheSameTrace() throws Exception {
        service.faults().on(Endpoint.RESULT).calls(1, 100_000).status(503);
        service.faults().on(Endpoint.HISTORY).calls(1, 100_000).status(503);
        Files.writeString(folder.resolve("feedback.json"), "{\"feedback\": \"It arrived broken.\"}");
        readFiles();
        await().until(() -> first.component().status().waiting() == 1);
        // It no longer reaches the database: to the others it is dead, and it delivers nothing.
        ofTheFirst.close();
        second.start(new Results());
        service.faults().clear();
        await().untilAsserted(() -> assertThat(spans.of("scriptrun:results")).hasSize(1));

        assertThat(first.mock("results").getReceivedCounter()).isZero();
        Exchange result = second.mock("results").getReceivedExchanges().get(0);
        assertThat(result.getIn().getHeader(Exchange.FILE_NAME)).isEqualTo("feedback.json");
        SpanData file = only(spans.of("file:"));
        SpanData start = only(spans.of("scriptrun:runWorkflow"));
        SpanData run = only(spans.runs());
        SpanData delivery = only(spans.of("scriptrun:results"));
        assertThat(start.getParentSpanId()).isEqualTo(file.getSpanId());
        assertThat(run.getParentSpanId()).isEqualTo(start.getSpanId());
        assertThat(delivery.getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(List.of(file, start, run, delivery, only(spans.of("mock:"))))
                .extracting(SpanData::getTraceId)
                .containsOnly(file.getTraceId());
        assertThat(run.getStartEpochNanos()).isLessThan(run.getEndEpochNanos());
    }

    private static SpanData only(List<SpanData> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
