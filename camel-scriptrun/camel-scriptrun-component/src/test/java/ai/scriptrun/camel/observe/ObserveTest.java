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

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.exception.AuthenticationException;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Health, console and JMX show the current state. */
class ObserveTest {

    private final ScriptRunEmulator service =
            ScriptRunEmulator.builder().runTime(Duration.ofMillis(500)).start();
    private final long workflow = service.createWorkflow(Workflows.ECHO);
    private final TestNode node = new TestNode(service);
    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();

    @AfterEach
    void stop() {
        node.close();
        service.close();
    }

    private void start() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                from("scriptrun:results?initialDelay=0&delay=20")
                        .routeId("results")
                        .to("mock:results");
            }
        });
    }

    private void run() {
        node.template().sendBody("direct:start", Map.of("n", 1));
    }

    private void awaitResults(int count) {
        await().untilAsserted(() ->
                assertThat(node.mock("results").getReceivedCounter()).isEqualTo(count));
    }

    private HealthCheck check() {
        return HealthCheckRegistry.get(node.context()).getCheck("scriptrun").orElseThrow();
    }

    @Test
    void isReady() throws Exception {
        start();
        assertThat(check().call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(HealthCheckHelper.invokeReadiness(node.context()).stream()
                        .map(r -> r.getCheck().getId()))
                .contains("scriptrun");
    }

    @Test
    void makesOneCallPerPeriod() throws Exception {
        start();
        long before = node.component().status().figures().calls();
        for (int i = 0; i < 10; i++) {
            check().call();
        }
        assertThat(node.component().status().figures().calls() - before).isEqualTo(1);
    }

    @Test
    void isNotReadyWithAWrongKeyButLive() throws Exception {
        node.component().getConfiguration().setApiKey("no-such-key");
        start();

        HealthCheck.Result result = check().call();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage()).hasValueSatisfying(m -> assertThat(m).contains("401", "apiKey"));
        assertThat(result.getError())
                .hasValueSatisfying(e -> assertThat(e).isInstanceOf(AuthenticationException.class));
        assertThat(result.toString() + result.getDetails()).doesNotContain("no-such-key");
        assertThat(HealthCheckHelper.invokeLiveness(node.context()).stream()
                        .map(r -> r.getCheck().getId()))
                .doesNotContain("scriptrun");
    }

    @Test
    void isReadyWhileRoutesBlockAllTheirThreads() throws Exception {
        node.component().getConfiguration().setMaxConnections(2);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:start")
                        .toF("scriptrun:runWorkflow?workflowId=%d&await=true", workflow)
                        .process(exchange -> {
                            blocked.countDown();
                            over.await();
                        });
            }
        });
        node.template().sendBody("seda:start", Map.of("n", 1));
        try {
            blocked.await();

            assertThat(check().call().getState()).isEqualTo(HealthCheck.State.UP);
        } finally {
            over.countDown();
        }
    }

    @Test
    void theConsoleShowsWaitingRunsAndFigures() throws Exception {
        start();
        run();
        String id = service.runs().ids().get(0);
        await().untilAsserted(() ->
                assertThat(node.component().status().waitingRuns(10)).hasSize(1));

        DevConsole console = node.context()
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("scriptrun");

        assertThat(console.call(DevConsole.MediaType.TEXT).toString())
                .contains("1 runs waiting, 1 tracked", id, "workflow " + workflow, "starts");
        assertThat(Jsoner.serialize(console.call(DevConsole.MediaType.JSON)))
                .contains(id, "\"waiting\":1", "\"starts\":1");
    }

    @Test
    void consoleAndJmxShowHowLongRunsTake() throws Exception {
        start();
        for (int i = 0; i < 20; i++) {
            run();
        }
        awaitResults(20);

        LearnedWorkflow learned = node.component().status().learned().get(0);
        assertThat(learned.workflowId()).isEqualTo(workflow);
        assertThat(learned.runs()).isEqualTo(20);
        assertThat(learned.median().orElseThrow()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
        DevConsole console = node.context()
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("scriptrun");
        assertThat(console.call(DevConsole.MediaType.TEXT).toString())
                .contains("workflow " + workflow, learned.describe());
        assertThat(Jsoner.serialize(console.call(DevConsole.MediaType.JSON)))
                .contains(
                        "\"runs\":20",
                        "\"medianMillis\":" + learned.median().orElseThrow().toMillis());
        assertThat(jmx.invoke(mbean("components", "\"scriptrun\""), "learnedDurations", null, null))
                .isEqualTo(Map.of(Long.toString(workflow), learned.describe()));
    }

    @Test
    void figuresAreJmxAttributesOfTheComponent() throws Exception {
        start();
        run();
        run();
        awaitResults(2);

        ObjectName name = mbean("components", "\"scriptrun\"");
        assertThat(jmx.getAttribute(name, "Starts")).isEqualTo(2L);
        assertThat(jmx.getAttribute(name, "SucceededRuns")).isEqualTo(2L);
        assertThat((double) jmx.getAttribute(name, "CallsPerFinishedRun")).isBetween(1.0, 50.0);
        assertThat(jmx.getAttribute(name, "WaitingRuns")).isEqualTo(0);
    }

    @Test
    void endpointAndConsumerHaveJmxAttributes() throws Exception {
        start();
        run();
        String id = service.runs().ids().get(0);
        ObjectName endpoint = mbean("endpoints", "\"scriptrun:runWorkflow*\"");
        ObjectName consumer = mbean("consumers", "ResultsConsumer*");

        assertThat(jmx.getAttribute(endpoint, "Operation")).hasToString("runWorkflow");
        assertThat(jmx.getAttribute(endpoint, "ServiceUrl")).isEqualTo(service.baseUrl());
        assertThat(jmx.getAttribute(endpoint, "ThrottledMillis")).isEqualTo(0L);
        await().untilAsserted(() -> {
            assertThat(jmx.getAttribute(endpoint, "WaitingRuns")).isEqualTo(1);
            assertThat(jmx.invoke(endpoint, "waitingRunIds", null, null)).isEqualTo(List.of(id));
            assertThat(jmx.getAttribute(consumer, "InFlightRuns")).isEqualTo(1);
            assertThat(jmx.invoke(consumer, "runIds", null, null)).isEqualTo(List.of(id));
        });
        awaitResults(1);
        await().untilAsserted(() ->
                assertThat(jmx.getAttribute(consumer, "InFlightRuns")).isEqualTo(0));
        assertThat(jmx.getAttribute(consumer, "UnwrittenRuns")).isEqualTo(0);
    }

    private ObjectName mbean(String type, String name) throws Exception {
        String context = "*" + node.context().getManagementName() + "*";
        return jmx.queryNames(
                        new ObjectName("org.apache.camel:type=" + type + ",name=" + name + ",context=" + context), null)
                .iterator()
                .next();
    }
}
