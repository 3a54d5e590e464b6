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
package ai.scriptrun.camel.emulator.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static ai.scriptrun.camel.emulator.engine.TestWorkflows.workflow;
import static org.assertj.core.api.Assertions.assertThat;

class WorkflowCheckTest {

    @Test
    void aValidWorkflowHasNoErrorsAndNoWarnings() {
        assertThat(TestWorkflows.chain().check()).satisfies(check -> {
            assertThat(check.errors()).isEmpty();
            assertThat(check.warnings()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'start_node': 'x', 'nodes': []} | start_node x is not a node of the workflow
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'magic-node', 'data': {'label': 'M'}}]} | Node M (a) has the unknown type 'magic-node'
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'output-node'}, {'id': 'a', 'type': 'output-node'}]} | Node id a is used more than once
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'output-node'}], 'edges': [{'source': 'a', 'target': 'b'}]} | An edge enters node b, which does not exist
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'output-node'}], 'edges': [{'source': 'b', 'target': 'a'}]} | An edge leaves node b, which does not exist
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'output-node'}], 'edges': [{'source': 'a', 'target': 'a'}]} | The workflow has a cycle
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'basic-node', 'data': {'label': 'L'}}]} | Node L (a) is missing required field messages
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'basic-node', 'data': {'messages': [{'role': 'user'}]}}]} | Node a has a message without role or message
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'basic-node', 'data': {'url': null}}]} | Node a is missing required field url
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'if-else-node', 'data': {}}]} | Node a is missing required field condition
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'if-else-node', 'data': {'condition': {'left': '1', 'operator': '=='}}}]} | Node a is missing required field condition.right
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'if-else-node', 'data': {'condition': {'left': '1', 'right': '1', 'operator': '='}}}]} | Node a has the unknown operator '='
            {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'trigger-node', 'data': {'input_fields': [{'title': 'T'}]}}]} | Node a has an input field without id
            """)
    void reportsErrors(String data, String error) {
        assertThat(workflow(data).check().errors()).containsExactly(error);
    }

    @Test
    void anUnreachableNodeIsAWarning() {
        WorkflowCheck check = workflow("""
                {'start_node': 'a', 'nodes': [{'id': 'a', 'type': 'output-node'}, {'id': 'b', 'type': 'output-node'}]}""").check();

        assertThat(check.errors()).isEmpty();
        assertThat(check.warnings()).containsExactly("Node b can't be reached from the start node");
    }
}
