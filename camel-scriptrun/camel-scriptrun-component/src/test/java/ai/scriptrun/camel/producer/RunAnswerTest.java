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

import java.util.List;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.exception.WorkflowRejectedException;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import ai.scriptrun.camel.model.WorkflowRun;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The response to a start: the inner status decides, and not the HTTP status. */
class RunAnswerTest extends ServiceTest {

    @Test
    void hasTheCreatedRun() {
        server.reply(Reply.json(
                200, "{\"data\": {\"id\": \"" + RUN + "\", \"status\": \"created\", \"queue\": 7}, \"status\": 201}"));

        Message out = send("runWorkflow?workflowId=6", "{}").getMessage();

        WorkflowRun run = out.getBody(WorkflowRun.class);
        assertThat(run.getId()).isEqualTo(RUN);
        assertThat(run.getStatus()).isEqualTo("created");
        assertThat(run.toJson().path("queue").intValue()).isEqualTo(7);
        assertThat(out.getHeaders())
                .containsEntry(ScriptRunConstants.WORKFLOW_ID, 6L)
                .containsEntry(ScriptRunConstants.RUN_ID, RUN)
                .containsEntry(ScriptRunConstants.RUN_STATUS, "created")
                .containsEntry(ScriptRunConstants.COMPLETE, false)
                .containsEntry(ScriptRunConstants.HTTP_RESPONSE_CODE, 200);
    }

    @Test
    void removesHeadersOfAnEarlierRun() {
        server.reply(STARTED);

        Message out = send("runWorkflow?workflowId=6", exchange -> {
                    exchange.getMessage().setHeader(ScriptRunConstants.TOTAL_COST, 0.5);
                    exchange.getMessage().setHeader(ScriptRunConstants.POLLS, 9);
                })
                .getMessage();

        assertThat(out.getHeaders()).doesNotContainKeys(ScriptRunConstants.TOTAL_COST, ScriptRunConstants.POLLS);
    }

    @Test
    void isCreatedWithAnyHttpStatus() {
        server.reply(Reply.json(201, "{\"data\": {\"id\": \"" + RUN + "\"}, \"status\": 201}"));

        Exchange exchange = send("runWorkflow?workflowId=6", "{}");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(WorkflowRun.class).getStatus()).isEqualTo("created");
        assertThat(exchange.getMessage().getHeader(ScriptRunConstants.HTTP_RESPONSE_CODE))
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"200,400", "200,422", "400,400", "422,422"})
    void isARejectionWithItsErrors(int httpStatus, int innerStatus) {
        server.reply(Reply.json(
                httpStatus,
                "{\"data\": {\"errors\": [\"Node X is missing required field Y\", {\"node\": \"Z\"}]}, \"status\": "
                        + innerStatus + "}"));

        Exception failure = send("runWorkflow?workflowId=6", "{}").getException();

        assertThat(failure)
                .isExactlyInstanceOf(WorkflowRejectedException.class)
                .hasMessage("runWorkflow (workflow 6) was rejected with status " + innerStatus
                        + ", no run was started: Node X is missing required field Y; {\"node\":\"Z\"}. Correct the workflow"
                        + " (operation checkWorkflow helps) or the input.");
        assertThat(((WorkflowRejectedException) failure).getErrors())
                .isEqualTo(List.of("Node X is missing required field Y", "{\"node\":\"Z\"}"));
        assertThat(((WorkflowRejectedException) failure).getHttpStatus()).isEqualTo(httpStatus);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errors\": \"one\"} | one",
                "{\"errors\": {\"start_node\": [\"missing\"]}} | start_node: missing",
                "{\"errors\": []} | {\"errors\":[]}",
                "{\"detail\": \"no trigger\"} | no trigger"
            })
    void isARejectionWithErrorsInAnyForm(String data, String words) {
        server.reply(Reply.json(200, "{\"data\": " + data + ", \"status\": 400}"));

        assertThat(send("runWorkflow?workflowId=6", "{}").getException())
                .isInstanceOfSatisfying(
                        WorkflowRejectedException.class,
                        failure -> assertThat(failure.getServiceMessage()).isEqualTo(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "\"not-a-uuid\"", "\"0781b175213545ec9063ad3e0d929adc\"", "\"1-1-1-1-1\"", "null", "{}"})
    void isUncertainWithoutAUuid(String id) {
        server.reply(Reply.json(200, "{\"data\": {\"id\": " + id + ", \"status\": \"created\"}, \"status\": 201}"));

        assertThat(send("runWorkflow?workflowId=6", "{}").getException())
                .isExactlyInstanceOf(RunStartUncertainException.class)
                .hasMessageContaining("a run whose id is no UUID")
                .hasMessageContaining("may or may not have been started");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 500, 503})
    void isUncertainWithAnUnexpectedInnerStatus(int status) {
        server.reply(Reply.json(200, "{\"data\": {\"id\": \"" + RUN + "\"}, \"status\": " + status + "}"));

        assertThat(send("runWorkflow?workflowId=6", "{}").getException())
                .isExactlyInstanceOf(RunStartUncertainException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 409})
    void isAnErrorWithAnInnerErrorStatus(int status) {
        server.reply(Reply.json(200, "{\"data\": {\"detail\": \"no\"}, \"status\": " + status + "}"));

        assertThat(send("runWorkflow?workflowId=6", "{}").getException())
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessage("runWorkflow (workflow 6) failed: inner status " + status
                        + " within HTTP 200: {\"detail\":\"no\"}. The service does not accept the request as it is.");
    }
}
