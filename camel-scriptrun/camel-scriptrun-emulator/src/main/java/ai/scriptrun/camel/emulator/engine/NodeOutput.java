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

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What executing a node gave.
 *
 * @param content the output text
 * @param fields other fields of the result
 * @param cost USD
 * @param branch the source handle of the edges to follow; {@code null} to follow all
 */
record NodeOutput(String content, Map<String, JsonNode> fields, double cost, String branch) {

    static NodeOutput of(String content) {
        return new NodeOutput(content, Map.of(), 0, null);
    }

    static NodeOutput of(String content, Map<String, JsonNode> fields) {
        return new NodeOutput(content, fields, 0, null);
    }

    static NodeOutput costing(String content, double cost) {
        return new NodeOutput(content, Map.of(), cost, null);
    }

    static NodeOutput branching(String content, String branch) {
        return new NodeOutput(content, Map.of(), 0, branch);
    }
}
