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
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** JSON that would overload its reader is an error, at low cost. */
@Timeout(10)
class HostileJsonTest {

    @Test
    void rejectsDeepNesting() throws IOException {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(failure(deep, ScriptRunClient::getNodes)).hasMessageContaining("JSON beyond the limits");
    }

    @Test
    void acceptsNestingUpToTheLimit() throws IOException {
        String deep = "[".repeat(Json.MAX_NESTING) + "]".repeat(Json.MAX_NESTING);

        assertThat(ask(deep, ScriptRunClient::getNodes)).isCompleted();
    }

    @Test
    void rejectsLongNumbers() throws IOException {
        assertThat(failure("1".repeat(1_000_000), ScriptRunClient::getNodes))
                .hasMessageContaining("JSON beyond the limits");
    }

    @Test
    void readsHugeExponentsQuickly() throws IOException {
        String huge = "1e1000000000";

        assertThat(failure("{\"status\": " + huge + "}", api -> api.startRun(6, RunInput.EMPTY)))
                .hasMessageContaining("no inner status");
        assertThat(ask("{\"count\": " + huge + ", \"results\": []}", api -> api.listWorkflows(null, null, 1)))
                .isCompleted();
        assertThat(ask("{\"id\": " + huge + "}", api -> api.getWorkflow(6)))
                .isCompletedWithValueMatching(workflow -> workflow.value().getId() == null);
    }

    @Test
    void selectsNoClassByTheData() throws IOException {
        String typed =
                "{\"@class\": \"java.io.File\", \"@type\": \"java.io.File\", \"data\": [\"java.io.File\", \"/etc/passwd\"]}";

        Workflow workflow = ask(typed, api -> api.getWorkflow(6)).join().value();

        assertThat(Json.mapper().convertValue(workflow.toJson(), Object.class).toString())
                .isEqualTo("{@class=java.io.File, @type=java.io.File, data=[java.io.File, /etc/passwd]}");
    }

    /** Also checks that there is no retry: the response would be the same. */
    private static <T> Throwable failure(String body, Function<ScriptRunClient, CompletableFuture<T>> call)
            throws IOException {
        CompletableFuture<T> result = ask(body, call);
        Throwable failure = ScriptRunClient.unwrap(catchThrowable(result::join));
        assertThat(failure).isInstanceOf(ScriptRunApiException.class);
        return failure;
    }

    private static <T> CompletableFuture<T> ask(String body, Function<ScriptRunClient, CompletableFuture<T>> call)
            throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, body));
                TestClient client =
                        TestClient.of(server.baseUrl(), settings -> settings.maxResponseSize = 10_000_000)) {
            CompletableFuture<T> result = client.settle(call);
            assertThat(client.calls()).isOne();
            return result;
        }
    }
}
