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

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The result of an operation on a workflow has the workflow's id as a header. */
class WorkflowIdHeaderTest extends ServiceTest {

    private static final String PAGE = "{\"count\": 0, \"next\": null, \"previous\": null, \"results\": []}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "getWorkflow?workflowId=6 | {\"id\": 6}",
                "getWorkflow?workflowId=6 | {\"title\": \"without an id\"}",
                "updateWorkflow?workflowId=6 | {\"title\": \"without an id\"}",
                "deleteWorkflow?workflowId=6 | {}",
                "getInputFields?workflowId=6 | []",
                "checkWorkflow?workflowId=6 | {}",
                "getHistory?workflowId=6 | " + PAGE,
                "getHistory?workflowId=6&page=1 | " + PAGE
            })
    void isTheWorkflowIdOfTheUriAndNotAnOldHeader(String endpoint, String answer) {
        server.reply(Reply.json(200, answer));

        var result = send(endpoint, "{}", ScriptRunConstants.WORKFLOW_ID, 9L);

        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getHeader(ScriptRunConstants.WORKFLOW_ID))
                .isEqualTo(6L);
    }
}
