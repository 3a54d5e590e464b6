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

import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One entry of a workflow's run history. The API doesn't say what an entry holds, so these getters look under the usual
 * names and return {@code null} if there is nothing; {@link #toJson()} has everything.
 */
public class RunSummary extends JsonObject {

    private static final String[] ID_NAMES = {"id", "uuid", "run_id", "workflow_run_id"};

    /** Django writes decimals as text. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    /** @param json the object as the service sent it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunSummary(ObjectNode json) {
        super(json);
    }

    /**
     * UUID of the run, from {@code id}, {@code uuid}, {@code run_id} or {@code workflow_run_id}; where none of them is
     * a UUID, the first value that is present.
     */
    public String getId() {
        return Stream.of(ID_NAMES)
                .map(this::text)
                .filter(RunId::isValid)
                .findFirst()
                .orElseGet(() -> first(ID_NAMES));
    }

    /** Status of the run as the API sends it. */
    public String getStatus() {
        return first("status", "state");
    }

    /** When it was created, as the service wrote it. */
    public String getCreatedAt() {
        return first("created_at", "created", "started_at", "start_time");
    }

    /** When it ended, as the service wrote it. */
    public String getFinishedAt() {
        return first("finished_at", "completed_at", "ended_at", "end_time");
    }

    /** Its cost in USD. */
    public Double getTotalCost() {
        return Stream.of(toJson().path("total_cost"), toJson().path("cost"), toJson().at("/metrics/total_cost"))
                .filter(cost -> cost.isNumber() || NUMBER.matcher(cost.asText()).matches())
                .findFirst()
                .map(JsonNode::asDouble)
                .orElse(null);
    }

    private String first(String... names) {
        for (String name : names) {
            String value = text(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
