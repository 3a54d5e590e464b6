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

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.fake.ServiceTest;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** An input is taken from the endpoint's URI, otherwise from the header, otherwise from the component's default. */
class InputPrecedenceTest extends ServiceTest {

    private static final String OTHER_RUN = "93e9822b-63a4-4553-adb4-79029db3c09b";

    static Stream<Arguments> inputs() {
        return Stream.of(
                arguments("getWorkflow", "workflowId", "6", "7", "/%s/"),
                arguments("updateWorkflow", "workflowId", "6", "7", "/%s/"),
                arguments("deleteWorkflow", "workflowId", "6", "7", "/%s/"),
                arguments("getInputFields", "workflowId", "6", "7", "/%s/input-fields/"),
                arguments("checkWorkflow", "workflowId", "6", "7", "/%s/check_workflow/"),
                arguments("runWorkflow", "workflowId", "6", "7", "/%s/run/"),
                arguments("getHistory", "workflowId", "6", "7", "/%s/history/"),
                arguments("listWorkflows", "projectId", "6", "7", "/?project=%s"),
                arguments("listWorkflows", "title", "a", "b", "/?title=%s"),
                arguments("listWorkflows", "page", "2", "3", "/?page=%s"),
                arguments("getHistory?workflowId=6", "ordering", "cost", "-cost", "/6/history/?ordering=%s"),
                arguments("getHistory?workflowId=6", "page", "2", "3", "/6/history/?page=%s"),
                arguments("getHistory?workflowId=6", "pageSize", "5", "7", "/6/history/?page_size=%s"),
                arguments("getResult", "runId", RUN, OTHER_RUN, "/workflow_result/?id=%s"));
    }

    private static String header(String input) {
        return "CamelScriptRun" + Character.toUpperCase(input.charAt(0)) + input.substring(1);
    }

    private void assertAsked(String path, String... values) {
        assertThat(server.requests())
                .extracting(request -> request.path())
                .containsExactly(Stream.of(values)
                        .map(value -> "/api/v1/workflows" + String.format(path, value))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isTakenFromTheUriBeforeTheHeader(String endpoint, String input, String one, String other, String path) {
        String uri = endpoint + (endpoint.contains("?") ? "&" : "?") + input + "=" + one;
        send(uri, "{}");
        send(uri, "{}", header(input), other);
        send(uri, "{}", header(input), "no good");

        assertAsked(path, one, one, one);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isTakenFromTheHeaderIfNotInTheUri(String endpoint, String input, String one, String other, String path) {
        PropertyBindingSupport.build().bind(context, component.getConfiguration(), input, one);
        send(endpoint, "{}");
        send(endpoint, "{}", header(input), other);

        assertAsked(path, one, other);
    }

    @Test
    void isTakenFromTheUriOfTheNextStepAfterAConsumedResult() throws Exception {
        send("runWorkflow?workflow-id=8", "{}", ScriptRunConstants.WORKFLOW_ID, 6L);

        assertThat(request().path()).endsWith("/8/run/");
    }

    @Test
    void isTakenFromAHeaderOfAnyConvertibleType() {
        for (Object id : new Object[] {
            7,
            7L,
            "7",
            "7".getBytes(StandardCharsets.UTF_8),
            CharBuffer.wrap("7"),
            ByteBuffer.allocate(8).putLong(7).array(),
            ByteBuffer.allocate(4).putInt(7).array()
        }) {
            send("getWorkflow", null, ScriptRunConstants.WORKFLOW_ID, id);
        }

        assertThat(server.requests())
                .hasSize(7)
                .extracting(request -> request.path())
                .containsOnly("/api/v1/workflows/7/");
    }

    @Test
    void readsEightBytesOfDigitsAsDigits() {
        send("getWorkflow", null, ScriptRunConstants.WORKFLOW_ID, "12345678".getBytes(StandardCharsets.UTF_8));

        assertThat(request().path()).endsWith("/12345678/");
    }

    @Test
    void rejectsBytesWithANumberThatIsNotPositive() {
        assertThat(send(
                                "getWorkflow",
                                null,
                                ScriptRunConstants.WORKFLOW_ID,
                                ByteBuffer.allocate(8).putLong(-7).array())
                        .getException())
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is '-7'; it has to be a positive number");
    }

    @Test
    void acceptsARunIdInUpperCase() {
        send("getResult", null, ScriptRunConstants.RUN_ID, RUN.toUpperCase(java.util.Locale.ROOT));

        assertThat(request().path()).endsWith("?id=" + RUN);
    }

    @ParameterizedTest
    @CsvSource({
        "getWorkflow, workflowId, CamelScriptRunWorkflowId",
        "updateWorkflow, workflowId, CamelScriptRunWorkflowId",
        "deleteWorkflow, workflowId, CamelScriptRunWorkflowId",
        "getInputFields, workflowId, CamelScriptRunWorkflowId",
        "checkWorkflow, workflowId, CamelScriptRunWorkflowId",
        "runWorkflow, workflowId, CamelScriptRunWorkflowId",
        "getHistory, workflowId, CamelScriptRunWorkflowId",
        "getResult, runId, CamelScriptRunRunId",
        "awaitResult, runId, CamelScriptRunRunId"
    })
    void isRequiredBeforeACallIsSent(String operation, String option, String header) {
        assertThat(send(operation, "{}").getException())
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(operation + " needs the option " + option + " or the header " + header
                        + ", and neither is set.");
        assertThat(server.requests()).isEmpty();
    }
}
