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
package ai.scriptrun.camel.observe;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import ai.scriptrun.camel.ScriptRunComponent;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * Developer console {@code scriptrun}, in text and JSON: waiting runs, tracked runs, throttling and
 * figures of every ScriptRun component. The option {@code limit} says how many runs are listed (100).
 */
@DevConsole(name = "scriptrun", displayName = "ScriptRun", description = "Waiting runs, throttling and figures")
public final class ScriptRunDevConsole extends AbstractDevConsole {

    private static final int LIMIT = 100;

    public ScriptRunDevConsole() {
        super("camel", "scriptrun", "ScriptRun", "Waiting runs, throttling and figures");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (ScriptRunComponent component : components()) {
            ComponentStatus status = component.status();
            text.append(
                    String.format(Locale.ROOT, "%d runs waiting, %d tracked%n", status.waiting(), status.tracked()));
            for (ComponentStatus.Waiting run : status.waitingRuns(limit(options))) {
                text.append(String.format(
                        Locale.ROOT,
                        "    %s  workflow %-8s  age %8.1f s  %4d polls  next in %6.1f s%n",
                        run.runId(),
                        run.workflowId() == null ? "?" : run.workflowId(),
                        run.ageMillis() / 1000.0,
                        run.polls(),
                        run.nextMillis() / 1000.0));
            }
            status.learned()
                    .forEach(workflow -> text.append(String.format(
                            Locale.ROOT, "    workflow %-8s  %s%n", workflow.workflowId(), workflow.describe())));
            status.throttledMillis()
                    .forEach((url, millis) -> text.append(
                            String.format(Locale.ROOT, "Throttled: %s for another %.1f s%n", url, millis / 1000.0)));
            status.figures()
                    .asMap()
                    .forEach((name, value) -> text.append(String.format(Locale.ROOT, "    %-20s %s%n", name, value)));
        }
        return text.toString();
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonArray all = new JsonArray();
        for (ScriptRunComponent component : components()) {
            ComponentStatus status = component.status();
            JsonArray runs = new JsonArray();
            for (ComponentStatus.Waiting run : status.waitingRuns(limit(options))) {
                JsonObject json = new JsonObject();
                json.put("runId", run.runId());
                json.put("workflowId", run.workflowId());
                json.put("ageMillis", run.ageMillis());
                json.put("polls", run.polls());
                json.put("nextPollMillis", run.nextMillis());
                runs.add(json);
            }
            JsonObject json = new JsonObject();
            json.put("waiting", status.waiting());
            json.put("tracked", status.tracked());
            json.put("runs", runs);
            json.put("learned", learned(status));
            json.put("throttledMillis", new JsonObject(status.throttledMillis()));
            json.put("figures", new JsonObject(status.figures().asMap()));
            all.add(json);
        }
        JsonObject root = new JsonObject();
        root.put("components", all);
        return root;
    }

    private static JsonArray learned(ComponentStatus status) {
        JsonArray all = new JsonArray();
        for (LearnedWorkflow workflow : status.learned()) {
            JsonObject json = new JsonObject();
            json.put("workflowId", workflow.workflowId());
            json.put("runs", workflow.runs());
            workflow.median().ifPresent(median -> json.put("medianMillis", median.toMillis()));
            workflow.p90().ifPresent(p90 -> json.put("p90Millis", p90.toMillis()));
            all.add(json);
        }
        return all;
    }

    private List<ScriptRunComponent> components() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().hasComponent(name))
                .filter(ScriptRunComponent.class::isInstance)
                .map(ScriptRunComponent.class::cast)
                .toList();
    }

    private static int limit(Map<String, Object> options) {
        Object limit = options.get("limit");
        return limit == null ? LIMIT : Integer.parseInt(limit.toString());
    }
}
