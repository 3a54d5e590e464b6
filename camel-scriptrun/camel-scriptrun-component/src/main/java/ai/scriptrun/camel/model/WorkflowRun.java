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
package ai.scriptrun.camel.model;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One execution of a workflow, with its status and the results of its nodes (API, "Get Workflow Run Result"). */
public class WorkflowRun extends JsonObject {

    /** @param json the object as the service sent it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkflowRun(ObjectNode json) {
        super(json);
    }

    /** An empty one, to be filled in. */
    public WorkflowRun() {
        this(Json.mapper().createObjectNode());
    }

    /** Its UUID. */
    public String getId() {
        return text("id");
    }

    /**
     * Its status as the API sends it: {@code created}, {@code in queue}, {@code in progress}, {@code succeed}, {@code
     * failed}.
     */
    public String getStatus() {
        return text("status");
    }

    /** Results of its nodes, by node UUID; the order has no meaning. Empty if there are none (yet). */
    public Map<String, NodeResult> getData() {
        Map<String, NodeResult> results = new LinkedHashMap<>();
        if (toJson().get("data") instanceof ObjectNode data) {
            data.properties().forEach(node -> {
                if (node.getValue() instanceof ObjectNode result) {
                    results.put(node.getKey(), new NodeResult(result));
                }
            });
        }
        return results;
    }

    /** Its cost in USD ({@code metrics.total_cost}), or {@code null} if the service doesn't report it. */
    public Double getTotalCost() {
        JsonNode cost = toJson().path("metrics").path("total_cost");
        return cost.isNumber() ? cost.doubleValue() : null;
    }
}
