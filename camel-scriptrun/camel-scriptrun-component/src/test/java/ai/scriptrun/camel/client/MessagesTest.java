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
import java.util.stream.Stream;

import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Error messages: the request, the response, and what to do. */
class MessagesTest {

    private static final String IN_DOUBT =
            " The run may or may not have been started; it is not started again. Look into the"
                    + " workflow's history (operation getHistory) before you send the input once more.";

    static Stream<Arguments> answersAndMessages() {
        return Stream.of(
                arguments(
                        ApiOperation.getWorkflow,
                        Reply.json(401, "{\"detail\": \"Authentication credentials were not provided.\"}"),
                        "getWorkflow (workflow 6) failed: HTTP 401, the service said: {\"detail\": \"Authentication credentials"
                                + " were not provided.\"}. Check the option apiKey or jwtToken: it is missing, wrong, expired, or"
                                + " may not do this."),
                arguments(
                        ApiOperation.getWorkflow,
                        Reply.json(404, "{\"detail\": \"Not found.\"}"),
                        "getWorkflow (workflow 6) failed: HTTP 404, the service said: {\"detail\": \"Not found.\"}. Check the"
                                + " workflow's id and the page that was asked for, and that this credential may see the"
                                + " workflow."),
                arguments(
                        ApiOperation.listWorkflows,
                        Reply.json(404, ""),
                        "listWorkflows failed: HTTP 404, after 3 retries. The response is not the API's own JSON: it comes"
                                + " from a gateway or proxy in between, or the option baseUrl points elsewhere."),
                arguments(
                        ApiOperation.listWorkflows,
                        Reply.json(404, "{}"),
                        "listWorkflows failed: HTTP 404, the service said: {}. Check the option baseUrl and the page that was"
                                + " asked for."),
                arguments(
                        ApiOperation.getResult,
                        Reply.answer(400, "Content-Type: text/html\r\n", "<h1>400 Bad Request</h1>"),
                        "getResult (run 0781b175-2135-45ec-9063-ad3e0d929adc) failed: HTTP 400, the service said: 400 Bad"
                                + " Request, after 3 retries. The response is not the API's own JSON: it comes from a gateway"
                                + " or proxy in between, or the option baseUrl points elsewhere."),
                arguments(
                        ApiOperation.getNodes,
                        Reply.json(429, "slow down"),
                        "getNodes failed: HTTP 429, the service said: slow down, after 3 retries. The service limits the rate of calls: send less at once, or raise maxRetries."),
                arguments(
                        ApiOperation.getNodes,
                        Reply.answer(503, "Retry-After: 1\r\n", ""),
                        "getNodes failed: HTTP 503, after 3 retries. The service is busy; try again later."),
                arguments(
                        ApiOperation.getNodes,
                        Reply.json(500, "<html>\n<h1>Server   Error</h1>\u0007</html>"),
                        "getNodes failed: HTTP 500, the service said: Server Error, after 3 retries. The service has failed; try again later."),
                arguments(
                        ApiOperation.createWorkflow,
                        Reply.json(502, ""),
                        "createWorkflow failed: HTTP 502. The service may have processed the call nevertheless: check before you send it again."),
                arguments(
                        ApiOperation.createWorkflow,
                        Reply.json(400, "{\"title\": [\"too long\"]}"),
                        "createWorkflow failed: HTTP 400, the service said: {\"title\": [\"too long\"]}. The service does not"
                                + " accept the request as it is."),
                arguments(
                        ApiOperation.runWorkflow,
                        Reply.json(504, ""),
                        "runWorkflow (workflow 6) failed: HTTP 504." + IN_DOUBT),
                arguments(
                        ApiOperation.runWorkflow,
                        Reply.rawThenClose(""),
                        "runWorkflow (workflow 6) failed: The target server failed to respond." + IN_DOUBT),
                arguments(
                        ApiOperation.runWorkflow,
                        Reply.answer(204, "", ""),
                        "runWorkflow (workflow 6) failed: HTTP 204 with an empty body." + IN_DOUBT),
                arguments(
                        ApiOperation.runWorkflow,
                        Reply.json(200, "<html>Login</html>"),
                        "runWorkflow (workflow 6) failed: HTTP 200, with a response that is not JSON (Unexpected character ('<'"
                                + " (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null',"
                                + " 'true' or 'false')): Login." + IN_DOUBT),
                arguments(
                        ApiOperation.getInputFields,
                        Reply.json(200, "{\"detail\": \"moved\"}"),
                        "getInputFields (workflow 6) failed: HTTP 200 with no list: {\"detail\":\"moved\"}. Check that the option"
                                + " baseUrl points to ScriptRun itself."),
                arguments(
                        ApiOperation.getResult,
                        Reply.json(400, "{\"detail\": \"Workflow run not found\"}"),
                        "getResult (run 0781b175-2135-45ec-9063-ad3e0d929adc): the service knows no such run (HTTP 400, the"
                                + " service said: {\"detail\": \"Workflow run not found\"}). Its id is wrong, it has expired, or it"
                                + " belongs to another account."),
                arguments(
                        ApiOperation.getResult,
                        Reply.json(200, "{\"status\": 503, \"data\": {\"error\": \"executor down\"}}"),
                        "getResult (run 0781b175-2135-45ec-9063-ad3e0d929adc) failed: inner status 503 within HTTP 200:"
                                + " {\"error\":\"executor down\"}, after 3 retries. The service has failed; try again later."),
                arguments(
                        ApiOperation.getResult,
                        Reply.json(200, "{\"status\": 200, \"data\": {\"id\": \"other\", \"status\": \"succeed\"}}"),
                        "getResult (run 0781b175-2135-45ec-9063-ad3e0d929adc) failed: HTTP 200 with something that is not the run"
                                + " that was asked for: {\"status\":200,\"data\":{\"id\":\"other\",\"status\":\"succeed\"}}. Check"
                                + " that the option baseUrl points to ScriptRun itself."));
    }

    @ParameterizedTest
    @MethodSource("answersAndMessages")
    void nameTheCallTheResponseAndTheAction(ApiOperation operation, Reply reply, String message) throws IOException {
        assertThat(failure(operation, reply)).hasMessage(message);
    }

    @Test
    void haveTheirPartsAsProperties() throws IOException {
        ScriptRunException failure = failure(ApiOperation.getWorkflow, Reply.json(404, "{\"detail\": \"Not found.\"}"));

        assertThat(failure.getOperation()).isEqualTo("getWorkflow");
        assertThat(failure.getWorkflowId()).isEqualTo(6);
        assertThat(failure.getRunId()).isNull();
        assertThat(failure.getHttpStatus()).isEqualTo(404);
        assertThat(failure.getServiceMessage()).isEqualTo("{\"detail\": \"Not found.\"}");
    }

    @Test
    void quoteALimitedPartOfTheResponse() throws IOException {
        ScriptRunException failure = failure(ApiOperation.getWorkflow, Reply.json(400, "x".repeat(100_000)));

        assertThat(failure.getServiceMessage()).isEqualTo("x".repeat(500) + "\u2026");
    }

    private static ScriptRunException failure(ApiOperation operation, Reply reply) throws IOException {
        try (RawServer server = RawServer.replying(reply);
                TestClient client = TestClient.of(server.baseUrl())) {
            return (ScriptRunException) ScriptRunClient.unwrap(catchThrowable(client.settle(operation::call)::join));
        }
    }
}
