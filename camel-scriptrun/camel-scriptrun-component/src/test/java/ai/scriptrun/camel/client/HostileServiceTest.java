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
package ai.scriptrun.camel.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.scriptrun.camel.client.HostileResponses.Hostile;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.reliability.ChildJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * With any response, each call ends in a result or a {@link ScriptRunException} that is safe to log, the next call
 * goes well, and nothing is started twice.
 */
@Timeout(120)
class HostileServiceTest {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\u2028\u2029&&[^\\r\\n\\t]]");
    private static final Pattern RUN_PATH = Pattern.compile("/api/v1/workflows/([0-9]+)/(run/)?");

    @ParameterizedTest
    @EnumSource(names = {"getResult", "runWorkflow", "getHistory", "listWorkflows", "getWorkflow"})
    void everyResponseEndsTheCallAndTheNextCallSucceeds(ApiOperation operation) throws IOException {
        Map<String, Integer> ends = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        List<Hostile> all = HostileResponses.all();
        for (Hostile hostile : all) {
            try (RawServer server = RawServer.replying(hostile.reply());
                    TestClient client = TestClient.of(
                            server.baseUrl(), settings -> settings.responseTimeout = Duration.ofMillis(500))) {
                Throwable end = failureOf(client.settle(operation::call));
                ends.merge(end == null ? "a result" : end.getClass().getSimpleName(), 1, Integer::sum);
                if (end != null && !(end instanceof ScriptRunException)) {
                    wrong.add(hostile + ": " + end);
                }
                if (end != null && CONTROL.matcher(everythingOf(end)).find()) {
                    wrong.add(hostile + ": control characters in " + end);
                }
                if (end instanceof RunStartUncertainException
                        && server.requests().size() != 1) {
                    wrong.add(hostile + ": in doubt, and sent "
                            + server.requests().size() + " times");
                }
                server.reply(Reply.json(200, "[]"));
                Throwable afterwards = failureOf(client.settle(ScriptRunClient::getNodes));
                if (afterwards != null) {
                    wrong.add(hostile + ": then " + afterwards);
                }
            }
        }
        System.out.println(all.size() + " hostile responses to " + operation + ": " + ends);
        assertThat(wrong).isEmpty();
    }

    @Test
    @Tag("reliability")
    void everyEndlessResponseEndsTheCallWithLittleMemory() throws Exception {
        Map<String, Integer> ends = new TreeMap<>();
        try (RawServer server = RawServer.replying(Reply.by(HostileServiceTest::endless));
                ChildJvm client =
                        ChildJvm.start("hostile", List.of("-Xmx64m"), HostileApplication.class, server.baseUrl())) {
            for (EndlessResponse response : EndlessResponse.values()) {
                for (String call : List.of("getWorkflow", "runWorkflow")) {
                    String end = client.await(HostileApplication.CAME_TO, Duration.ofSeconds(30));
                    System.out.println(response + " to " + call + ": " + end);
                    assertThat(end).as("%s to %s", response, call).startsWith("ai.scriptrun.camel.exception.");
                    if (!response.isBody()) {
                        assertThat(end).as("%s to %s", response, call).doesNotContain("OutOfMemoryError");
                    }
                    ends.merge(end.replaceAll("^.*\\.(\\w+) .*$", "$1"), 1, Integer::sum);
                }
            }
            assertThat(client.await(HostileApplication.AFTERWARDS, Duration.ofSeconds(30)))
                    .isEqualTo("healthy");
            assertThat(server.requests().stream().map(Request::path).filter(path -> path.endsWith("/run/")))
                    .as("starts, each sent once")
                    .doesNotHaveDuplicates()
                    .hasSize(EndlessResponse.values().length);
        }
        System.out.println(2 * EndlessResponse.values().length + " endless responses: " + ends);
    }

    private static Reply endless(Request request) {
        Matcher path = RUN_PATH.matcher(request.path());
        return path.matches()
                ? List.of(EndlessResponse.values())
                        .get(Integer.parseInt(path.group(1)))
                        .reply()
                : Reply.json(200, "{}");
    }

    private static Throwable failureOf(CompletableFuture<?> call) {
        Throwable failure = catchThrowable(call::join);
        return failure == null ? null : ScriptRunClient.unwrap(failure);
    }

    private static String everythingOf(Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        return all + String.valueOf(((ScriptRunException) failure).getContext());
    }
}
