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

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A connection between two nodes.
 *
 * @param source UUID of the node that it leaves
 * @param target UUID of the node that it enters
 * @param handle which branch of an if-else node it belongs to; {@code null} for all others
 */
record Edge(String source, String target, String handle) {

    static Edge of(JsonNode json) {
        return new Edge(
                json.path("source").asText(),
                json.path("target").asText(),
                json.path("sourceHandle").asText(null));
    }

    boolean belongsTo(String branch) {
        return branch == null || branch.equals(handle);
    }
}
