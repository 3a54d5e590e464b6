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

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.testing.TestNode;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With any failure, no run is lost, delivered incomplete, or started twice. */
@Tag("reliability")
class FaultMatrixTest {

    private static final int STARTERS = 8;

    private final MemoryRunStore store = new MemoryRunStore();
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();
    private final Set<List<String>> orders = ConcurrentHashMap.newKeySet();

    @ParameterizedTest
    @EnumSource
    void everyStartedRunIsDeliveredOnceAndComplete(Trouble trouble) throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.builder()
                        .journal(false)
                        .runTime(Duration.ofMillis(100), Duration.ofSeconds(2))
                        .consistencyWindow(Duration.ZERO, Duration.ofMillis(200))
                        .start();
                TestNode node = new TestNode(service).runStore(store)) {
            CallCounter calls = new CallCounter(service);
            long workflow = service.createWorkflow(ChainWorkflow.json(trouble.text()));
            trouble.arrange(service);
            node.component().getConfiguration().setPollInterval(200);
            node.component().getConfiguration().setMaxPollInterval(500);
            node.component().getConfiguration().setConsistencyDelay(150);
            node.component().getConfiguration().setConsistencyRetries(trouble.consistencyRetries());
            node.component()
                    .getConfiguration()
                    .setResponseTimeout(trouble.responseTimeout().toMillis());
            node.start(routes(workflow, trouble));

            long begun = System.nanoTime();
            int uncertain = startAll(node.template(), trouble.runs());
            await().pollInterval(Duration.ofMillis(50))
                    .until(() -> node.component().getTrackedRuns() == 0);
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %4d runs, %4.1f s, %.2f API calls per finished run, %d starts in doubt%n",
                    trouble,
                    trouble.runs(),
                    (System.nanoTime() - begun) / 1e9,
                    (double) calls.all() / delivered.size(),
                    uncertain);

            assertThat(wrong).as("results in part, twice or not at all").isEmpty();
            assertThat(delivered).hasSize(trouble.runs() - uncertain);
            assertThat(orders).as("orders in which results came").hasSizeGreaterThan(1);
            assertThat(uncertain).isLessThanOrEqualTo(trouble.mostDoubtfulStarts());
            assertThat(inputs(service)).as("inputs, each started once").doesNotHaveDuplicates();
        }
    }

    private RouteBuilder routes(long workflow, Trouble trouble) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                from("scriptrun:results?initialDelay=0&delay=50")
                        .onException(Exception.class)
                        .handled(true)
                        .process(exchange -> wrong.add(String.valueOf(exchange.getProperty(Exchange.EXCEPTION_CAUGHT))))
                        .end()
                        .process(exchange -> judge(exchange, trouble));
            }
        };
    }

    private void judge(Exchange exchange, Trouble trouble) {
        String runId = exchange.getIn().getHeader(ScriptRunConstants.RUN_ID, String.class);
        int input = exchange.getIn().getHeader(CollectingRoutes.INPUT, Integer.class);
        WorkflowRun run = exchange.getIn().getBody(WorkflowRun.class);
        orders.add(List.copyOf(run.getData().keySet()));
        if (!delivered.add(runId)) {
            wrong.add("twice: " + runId);
        }
        if (!ChainWorkflow.isWhole(run, input, trouble.text())) {
            wrong.add("in part: " + run);
        }
    }

    /** Starts a run for each input, several concurrently; returns the number of uncertain starts. */
    private static int startAll(ProducerTemplate template, int inputs) throws Exception {
        ExecutorService starters = Executors.newFixedThreadPool(STARTERS);
        try {
            List<Callable<Boolean>> starts = IntStream.range(0, inputs)
                    .<Callable<Boolean>>mapToObj(input -> () -> start(template, input))
                    .toList();
            int uncertain = 0;
            for (Future<Boolean> started : starters.invokeAll(starts)) {
                uncertain += started.get() ? 0 : 1;
            }
            return uncertain;
        } finally {
            starters.shutdownNow();
        }
    }

    private static boolean start(ProducerTemplate template, int input) {
        try {
            template.sendBodyAndHeader("direct:start", Map.of("n", input), CollectingRoutes.INPUT, input);
            return true;
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RunStartUncertainException) {
                return false;
            }
            throw e;
        }
    }

    private static List<String> inputs(ScriptRunEmulator service) {
        return service.runs().ids().stream().map(service.runs()::input).collect(Collectors.toList());
    }
}
