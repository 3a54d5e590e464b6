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
package ai.scriptrun.camel.emulator.http;

import java.util.Arrays;
import java.util.List;

import ai.scriptrun.camel.emulator.Api;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.engine.NodeType;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NodeSchemasTest {

    @Test
    void describesEveryTypeOfNode() {
        try (ScriptRunEmulator emulator = ScriptRunEmulator.start()) {
            JsonNode schemas = new Api(emulator).get("get_nodes/").json();

            List<String> types =
                    Arrays.stream(NodeType.values()).map(NodeType::apiName).toList();
            assertThat(schemas.findValuesAsText("type")).containsAll(types);
            assertThat(schemas).hasSameSizeAs(types);
            assertThat(schemas)
                    .allSatisfy(schema ->
                            assertThat(schema.at("/schema/type").textValue()).isEqualTo("object"));
        }
    }
}
