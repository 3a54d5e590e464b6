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

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.fake.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An input comes from the header where it is set, else from the option. */
class InputPrecedenceTest extends ServiceTest {

    private static final String OTHER_RUN = "93e9822b-63a4-4553-adb4-79029db3c09b";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "getWorkflow?workflowId=6 | CamelScriptRunWorkflowId | 7 | /6/ | /7/",
                "updateWorkflow?workflowId=6 | CamelScriptRunWorkflowId | 7 | /6/ | /7/",
                "deleteWorkflow?workflowId=6 | CamelScriptRunWorkflowId | 7 | /6/ | /7/",
                "getInputFields?workflowId=6 | CamelScriptRunWorkflowId | 7 | /6/input-fields/ | /7/input-fields/",
                "checkWorkflow?workflowId=6 | CamelScriptRunWorkflowId | 7 | /6/check_workflow/ | /7/check_workflow/",
                "runWorkflow?workflowId=6 | CamelScriptRunWorkflowId | 7 | /6/run/ | /7/run/",
                "listWorkflows?projectId=6 | CamelScriptRunProjectId | 7 | /?project=6 | /?project=7",
                "listWorkflows?title=a | CamelScriptRunTitle | b c | /?title=a | /?title=b%20c",
                "listWorkflows?page=2 | CamelScriptRunPage | 3 | /?page=2 | /?page=3",
                "getHistory?workflowId=6 | CamelScriptRunWorkflowId | 7 | /6/history/ | /7/history/",
                "getHistory?workflowId=6&ordering=cost | CamelScriptRunOrdering | -cost | /6/history/?ordering=cost | /6/history/?ordering=-cost",
                "getHistory?workflowId=6&page=2 | CamelScriptRunPage | 3 | /6/history/?page=2 | /6/history/?page=3",
                "getHistory?workflowId=6&pageSize=5 | CamelScriptRunPageSize | 7 | /6/history/?page_size=5 | /6/history/?page_size=7",
                "getResult?runId=" + RUN + " | CamelScriptRunRunId | " + OTHER_RUN + " | /workflow_result/?id=" + RUN
                        + " | /workflow_result/?id=" + OTHER_RUN,
            })
    void isTheHeaderElseTheOption(String endpoint, String header, String value, String byOption, String byHeader) {
        send(endpoint, "{}");
        send(endpoint, "{}", header, value);

        assertThat(server.requests())
                .extracting(request -> request.path())
                .containsExactly("/api/v1/workflows" + byOption, "/api/v1/workflows" + byHeader);
    }

    @Test
    void isTakenFromAHeaderOfAnyTypeThatSaysIt() {
        for (Object id : new Object[] {7, 7L, "7", "7".getBytes(StandardCharsets.UTF_8), CharBuffer.wrap("7")}) {
            send("getWorkflow", null, ScriptRunConstants.WORKFLOW_ID, id);
        }

        assertThat(server.requests())
                .hasSize(5)
                .extracting(request -> request.path())
                .containsOnly("/api/v1/workflows/7/");
    }

    @Test
    void takesARunIdInCapitals() {
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
    void isMissedBeforeAnythingIsSent(String operation, String option, String header) {
        assertThat(send(operation, "{}").getException())
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(operation + " needs the option " + option + " or the header " + header
                        + ", and neither is set.");
        assertThat(server.requests()).isEmpty();
    }
}
