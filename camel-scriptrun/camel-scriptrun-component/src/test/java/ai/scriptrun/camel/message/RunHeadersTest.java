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
package ai.scriptrun.camel.message;

import java.util.Map;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.result.WorkflowGraph;
import ai.scriptrun.camel.testing.Runs;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunHeadersTest {

    private static final String ID = Runs.ID;

    private final Message message = messageOfAnEarlierRun();

    private static Message messageOfAnEarlierRun() {
        Message message = new DefaultMessage(new DefaultCamelContext());
        message.setHeader(ScriptRunConstants.WORKFLOW_ID, 1L);
        message.setHeader(ScriptRunConstants.RUN_ID, "earlier");
        message.setHeader(ScriptRunConstants.RUN_STATUS, "failed");
        message.setHeader(ScriptRunConstants.TOTAL_COST, 0.25);
        message.setHeader(ScriptRunConstants.POLLS, 9);
        message.setHeader(ScriptRunConstants.COMPLETE, true);
        message.setHeader(ScriptRunConstants.HTTP_RESPONSE_CODE, 503);
        return message;
    }

    private static WorkflowRun created() {
        WorkflowRun run = new WorkflowRun();
        run.toJson().put("id", ID).put("status", "created");
        return run;
    }

    private static FinishedRun finished() {
        return new FinishedRun(Runs.succeeded("a"), WorkflowGraph.UNKNOWN, true, 2);
    }

    private void assertHeaders(Map<String, Object> headers) {
        assertThat(message.getHeaders()).containsExactlyInAnyOrderEntriesOf(headers);
    }

    @Test
    void aCreatedRunHasNoCostAndNoPolls() {
        RunHeaders.setCreated(message, 6, created(), 201);

        assertHeaders(Map.of(
                ScriptRunConstants.WORKFLOW_ID,
                6L,
                ScriptRunConstants.RUN_ID,
                ID,
                ScriptRunConstants.RUN_STATUS,
                "created",
                ScriptRunConstants.COMPLETE,
                false,
                ScriptRunConstants.HTTP_RESPONSE_CODE,
                201));
    }

    @Test
    void aQueuedStartHasNoRunAndNoHttpStatus() {
        RunHeaders.setQueued(message, 6, null);

        assertHeaders(Map.of(
                ScriptRunConstants.WORKFLOW_ID,
                6L,
                ScriptRunConstants.RUN_STATUS,
                "queued",
                ScriptRunConstants.COMPLETE,
                false));
    }

    @Test
    void aQueuedStartWhoseKeyHasStartedARunIsThatRun() {
        RunHeaders.setQueued(message, 6, ID);

        assertHeaders(Map.of(
                ScriptRunConstants.WORKFLOW_ID,
                6L,
                ScriptRunConstants.RUN_ID,
                ID,
                ScriptRunConstants.RUN_STATUS,
                "created",
                ScriptRunConstants.COMPLETE,
                false));
    }

    @Test
    void aFinishedRunHasAllHeadersThatAreKnown() {
        RunHeaders.setFinished(message, 6L, finished(), 200);

        assertHeaders(Map.of(
                ScriptRunConstants.WORKFLOW_ID,
                6L,
                ScriptRunConstants.RUN_ID,
                ID,
                ScriptRunConstants.RUN_STATUS,
                "succeed",
                ScriptRunConstants.POLLS,
                2,
                ScriptRunConstants.COMPLETE,
                true,
                ScriptRunConstants.HTTP_RESPONSE_CODE,
                200));
    }

    @Test
    void aFinishedRunOfAConsumerHasNoHttpStatus() {
        RunHeaders.setFinished(message, 6L, finished(), null);

        assertThat(message.getHeaders()).doesNotContainKey(ScriptRunConstants.HTTP_RESPONSE_CODE);
    }

    @Test
    void anUnfinishedRunHasItsIdsOnly() {
        RunHeaders.setUnfinished(message, null, ID);

        assertHeaders(Map.of(ScriptRunConstants.RUN_ID, ID, ScriptRunConstants.COMPLETE, false));
    }
}
