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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import ai.scriptrun.camel.emulator.engine.NodeResult;
import ai.scriptrun.camel.emulator.engine.Run;
import ai.scriptrun.camel.emulator.engine.RunState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A run as {@code workflow_result} shows it. */
final class ResultJson {

    private ResultJson() {}

    static JsonNode of(Run run, Instant now) {
        RunState state = run.at(now);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", run.id().toString()).put("status", state.status().word());
        ObjectNode data = json.putObject("data");
        shuffled(state.results()).forEach(result -> data.set(result.id(), result.toJson()));
        if (state.complete()) {
            json.putObject("metrics").put("total_cost", state.cost().orElse(0));
        }
        return json;
    }

    /** The API promises no order, so a client that relies on one must notice here. */
    private static List<NodeResult> shuffled(List<NodeResult> results) {
        List<NodeResult> shuffled = new ArrayList<>(results);
        Collections.shuffle(shuffled, ThreadLocalRandom.current());
        return shuffled;
    }
}
