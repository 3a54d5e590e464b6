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
package ai.scriptrun.camel.consumer;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.testing.NodeTest;
import ai.scriptrun.camel.testing.TestNode;
import com.github.tomakehurst.wiremock.matching.UrlPattern;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** All runs of a workflow, also those that others started. */
class WorkflowHistoryTest extends NodeTest {

    private RouteBuilder results(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                fromF("scriptrun:results?workflowId=%d&initialDelay=0&delay=30&resultFormat=TEXT%s", workflow, options)
                        .routeId("results")
                        .to("mock:results");
            }
        };
    }

    private void run(int from, int count) {
        IntStream.range(from, from + count).forEach(i -> service.runs().start(workflow, "{\"n\": " + i + "}"));
    }

    private void runToTheEnd(int from, int count) {
        run(from, count);
        List<String> ids = service.runs().ids();
        await().until(() ->
                ids.stream().allMatch(id -> service.runs().status(id).equals("succeed")));
    }

    private void awaitExactly(TestNode receiver, List<String> results) {
        await().untilAsserted(() -> assertThat(received(receiver)).containsExactlyInAnyOrderElementsOf(results));
    }

    @Test
    void newRunsAreEmittedAndOldOnesAreNot() throws Exception {
        runToTheEnd(0, 120);
        node.start(results(""));

        run(200, 15);

        awaitExactly(node, expected(200, 15));
    }

    @Test
    void aRunInFlightAtTheFirstStartIsEmittedWhenItEnds() throws Exception {
        runToTheEnd(0, 3);
        run(10, 2);
        node.start(results(""));
        awaitExactly(node, expected(10, 2));
    }

    @Test
    void theWholeHistoryIsEmittedIfConfigured() throws Exception {
        runToTheEnd(0, 130);
        node.start(results("&startFrom=ALL"));
        awaitExactly(node, expected(0, 130));
    }

    @Test
    void onlyRequestedStatusesAreEmitted() throws Exception {
        node.start(results("&statuses=failed"));
        runToTheEnd(0, 3);
        await().untilAsserted(() -> assertThat(service.wireMock().findAll(getRequestedFor(historyPath())))
                .hasSizeGreaterThan(8));
        assertThat(received(node)).isEmpty();
    }

    @Test
    void aResultWhoseRouteFailsIsEmittedAgain() throws Exception {
        node.start(results(""));
        node.mock("results").whenExchangeReceived(1, e -> {
            throw new IllegalStateException("the disk is full");
        });
        run(1, 1);
        awaitExactly(node, List.of("n=1", "n=1"));
    }

    @Test
    void aFailedPollIsRetried() throws Exception {
        node.component().getConfiguration().setMaxRetries(0);
        service.faults().on(Endpoint.HISTORY).calls(1, 3).status(500);
        node.start(results("&startFrom=ALL"));
        run(1, 4);
        awaitExactly(node, expected(1, 4));
    }

    @Test
    void twoNodesWithOneStoreEmitEachRunOnce() throws Exception {
        MemoryRunStore shared = new MemoryRunStore();
        node.runStore(shared);
        try (TestNode other = new TestNode(service).runStore(shared)) {
            node.start(results(""));
            other.start(results(""));

            run(0, 30);

            await().untilAsserted(() ->
                    assertThat(received(node).size() + received(other).size()).isGreaterThanOrEqualTo(30));
            assertThat(Stream.concat(received(node).stream(), received(other).stream()))
                    .containsExactlyInAnyOrderElementsOf(expected(0, 30));
        }
    }

    @Test
    void aPollOfALongHistoryNeedsOneCall() throws Exception {
        runToTheEnd(0, 500);
        node.start(results(""));
        run(1_000, 1);
        awaitExactly(node, expected(1_000, 1));

        service.wireMock().resetRequests();
        await().untilAsserted(
                        () -> assertThat(service.wireMock().getAllServeEvents()).hasSizeGreaterThan(5));

        assertThat(service.wireMock().getAllServeEvents())
                .allSatisfy(call ->
                        assertThat(call.getRequest().getQueryParams().keySet()).doesNotContain("page"));
    }

    private UrlPattern historyPath() {
        return urlPathEqualTo("/api/v1/workflows/" + workflow + "/history/");
    }

    @Test
    void headersDescribeTheRun() throws Exception {
        node.start(results(""));
        String id = service.runs().start(workflow, "{\"n\": 1}");
        awaitExactly(node, List.of("n=1"));
        assertThat(node.mock("results").getExchanges().get(0).getIn().getHeaders())
                .containsAllEntriesOf(Map.of(
                        "CamelScriptRunRunId",
                        id,
                        "CamelScriptRunWorkflowId",
                        workflow,
                        "CamelScriptRunRunStatus",
                        "succeed",
                        "CamelScriptRunComplete",
                        true));
    }
}
