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
package ai.scriptrun.camel.testing;

import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.WorkflowRun;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Runs as the service would send them. */
public final class Runs {

    public static final String ID = "0781b175-2135-45ec-9063-ad3e0d929adc";

    private Runs() {}

    public static WorkflowRun inProgress() {
        return run(StatusWords.IN_PROGRESS);
    }

    /** A run that succeeded, with a result of each of these nodes. */
    public static WorkflowRun succeeded(String... nodes) {
        return run(StatusWords.SUCCEED, nodes);
    }

    /** A run that failed, with a result of each of these nodes. */
    public static WorkflowRun failed(String... nodes) {
        return run(StatusWords.FAILED, nodes);
    }

    private static WorkflowRun run(String status, String... nodes) {
        WorkflowRun run = new WorkflowRun(Json.mapper()
                .createObjectNode()
                .put("id", ID)
                .put("status", status)
                .set("data", Json.mapper().createObjectNode()));
        for (String node : nodes) {
            addNode(run, node, StatusWords.SUCCEED, "content of " + node);
        }
        return run;
    }

    /** Adds the result of a node; without a result if the content is {@code null}. */
    public static WorkflowRun addNode(WorkflowRun run, String node, String status, String content) {
        ObjectNode json = ((ObjectNode) run.toJson().get("data"))
                .putObject(node)
                .put("id", node)
                .put("status", status);
        if (content != null) {
            json.putObject("result").put("content", content);
        }
        return run;
    }

    public static RunSummary summary(String id, String status) {
        return new RunSummary(Json.mapper().createObjectNode().put("id", id).put("status", status));
    }
}
