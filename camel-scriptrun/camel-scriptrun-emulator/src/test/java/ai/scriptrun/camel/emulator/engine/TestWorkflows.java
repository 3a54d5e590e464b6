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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Small workflows, written with single quotes. */
final class TestWorkflows {

    private TestWorkflows() {}

    static JsonNode json(String text) {
        try {
            return Json.parse(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Workflow workflow(String data) {
        return new Workflow(1, 1, "Test", json(data));
    }

    /** Trigger t, then LLM node l that gets the field {@code text}, then output node o. */
    static Workflow chain() {
        return workflow("""
                {'start_node': 't', 'nodes': [
                  {'id': 't', 'type': 'trigger-node', 'data': {'input_fields': []}},
                  {'id': 'l', 'type': 'basic-node', 'data': {'messages': [
                    {'role': 'user', 'message': '{{ input.text }}'}]}},
                  {'id': 'o', 'type': 'output-node', 'data': {}}],
                 'edges': [{'source': 't', 'target': 'l'}, {'source': 'l', 'target': 'o'}]}""");
    }
}
