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
package ai.scriptrun.camel.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.ScriptRunEmulatorExtension;
import ai.scriptrun.camel.exception.RunFailedException;
import ai.scriptrun.camel.testing.LogCapture;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.core.LogEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A run's story in the log, and the MDC of its exchange on either side of the wait. */
@ExtendWith(ScriptRunEmulatorExtension.class)
class LoggingTest {

    private static final String CUSTOMER = "customer";

    private final LogCapture runs = new LogCapture("ai.scriptrun.camel.runs");
    private final AtomicReference<Map<String, String>> mdcAfter = new AtomicReference<>();
    private final AtomicReference<Thread> threadAfter = new AtomicReference<>();
    private final TestNode node;
    private final ScriptRunEmulator service;
    private final long workflow;

    LoggingTest(ScriptRunEmulator service) {
        this.service = service;
        this.node = new TestNode(service);
        this.workflow = service.createWorkflow(Workflows.ECHO);
    }

    @AfterEach
    void stop() {
        node.close();
        runs.close();
        MDC.clear();
    }

    private void run() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .routeId("orders")
                        .process(exchange -> MDC.put(CUSTOMER, "4711"))
                        .toF("scriptrun:runWorkflow?workflowId=%d&await=true", workflow)
                        .process(LoggingTest.this::look)
                        .to("mock:after");
            }
        });
        node.template().sendBodyAndHeader("direct:start", Map.of("n", 1), Exchange.BREADCRUMB_ID, "crumb-1");
    }

    private void look(Exchange exchange) {
        threadAfter.set(Thread.currentThread());
        mdcAfter.set(new HashMap<>(MDC.getCopyOfContextMap()));
    }

    @Test
    void logsOneLineAtTheStartAndOneAtTheEnd() throws Exception {
        run();

        String id = service.runs().ids().get(0);
        List<String> lines = runs.messages();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("Run " + id + " of workflow " + workflow + " started by route orders");
        assertThat(lines.get(1))
                .startsWith("Run " + id + " of workflow " + workflow + " ended for route orders: succeed, ")
                .containsPattern("[0-9.]+ s after its start, [0-9]+ polls, ");
    }

    @Test
    void logsAFailedRun() throws Exception {
        long failing = service.createWorkflow(SampleWorkflow.FAILING.json());
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&await=true", failing);
            }
        });

        assertThatThrownBy(() -> node.template().sendBody("direct:start", "{}"))
                .hasCauseInstanceOf(RunFailedException.class);

        assertThat(runs.messages()).hasSize(2).last().asString().contains(": failed, ");
    }

    @Test
    void theMdcSurvivesTheWait() throws Exception {
        node.context().setUseBreadcrumb(true);
        node.context().setUseMDCLogging(true);

        run();

        assertThat(threadAfter.get()).isNotSameAs(Thread.currentThread());
        assertThat(mdcAfter.get())
                .containsEntry(CUSTOMER, "4711")
                .containsEntry("camel.breadcrumbId", "crumb-1")
                .containsEntry("camel.routeId", "orders");
    }

    @Test
    void theLineAtTheEndHasTheMdcOfTheExchange() throws Exception {
        node.context().setUseBreadcrumb(true);
        node.context().setUseMDCLogging(true);

        run();

        assertThat(runs.events())
                .hasSize(2)
                .extracting(LogEvent::getContextData)
                .allSatisfy(mdc -> {
                    assertThat(mdc.<String>getValue(CUSTOMER)).isEqualTo("4711");
                    assertThat(mdc.<String>getValue("camel.breadcrumbId")).isEqualTo("crumb-1");
                });
    }
}
