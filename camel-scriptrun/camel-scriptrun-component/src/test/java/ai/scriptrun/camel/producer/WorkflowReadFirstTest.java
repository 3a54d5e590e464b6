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

import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A workflow is read before its first run, by which alone that run can be judged if the workflow is edited meanwhile. */
class WorkflowReadFirstTest extends ServiceTest {

    private static final String WORKFLOW = "GET /api/v1/workflows/6/";
    private static final String START = "POST /api/v1/workflows/6/run/";

    private boolean unreadable;

    @BeforeEach
    void reply() {
        server.reply(Reply.by(request -> request.method().equals("POST")
                ? STARTED
                : unreadable ? Reply.json(404, "{\"detail\": \"Not found.\"}") : Reply.json(200, "{\"id\": 6}")));
    }

    private void assertRequests(String... requests) {
        assertThat(server.requests())
                .extracting((RawServer.Request request) -> request.method() + " " + request.path())
                .containsExactly(requests);
    }

    @Test
    void isReadOnceIfTheRunIsTracked() {
        send("runWorkflow?workflowId=6&track=true", "{}");
        send("runWorkflow?workflowId=6&track=true", "{}");

        assertRequests(WORKFLOW, START, START);
    }

    @Test
    void isNotReadIfTheRunIsNotAwaited() {
        send("runWorkflow?workflowId=6", "{}");

        assertRequests(START);
    }

    @Test
    void isNotRequiredForTheStart() {
        unreadable = true;

        assertThat(send("runWorkflow?workflowId=6&track=true", "{}").getException())
                .isNull();
        assertRequests(WORKFLOW, START);
    }

    @Test
    void isNotReadWithoutAWorkflowId() {
        assertThat(send("runWorkflow?track=true", "{}").getException())
                .hasMessageContaining("needs the option workflowId or the header");
        assertRequests();
    }
}
