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
package ai.scriptrun.camel.console;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.observe.ComponentStatus;
import ai.scriptrun.camel.store.RunCount;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.store.ViewStore;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How all runs are, without one of them: counts, owners, limits, figures. Read at most once a second, whoever looks. */
final class ConsoleState {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleState.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final ConsoleStores stores;
    private final ConsoleSettings settings;
    private ObjectNode last;
    private long lastNanos;

    ConsoleState(ConsoleStores stores, ConsoleSettings settings) {
        this.stores = stores;
        this.settings = settings;
    }

    synchronized ObjectNode read() {
        if (last == null || System.nanoTime() - lastNanos > FRESH_NANOS) {
            last = readNow();
            lastNanos = System.nanoTime();
        }
        return last;
    }

    /** After a change, which the next reading has to show. */
    synchronized void forget() {
        last = null;
    }

    private ObjectNode readNow() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("now", Instant.now().toEpochMilli());
        json.put("readOnly", settings.readOnly()).put("showData", settings.showData());
        List<RunStore> all = stores.stores();
        ArrayNode array = json.putArray("stores");
        for (RunStore store : all) {
            array.add(store(store));
        }
        ArrayNode components = json.putArray("components");
        stores.components().forEach(component -> components.add(component(component)));
        return json;
    }

    private ObjectNode store(RunStore store) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", store.getClass().getSimpleName());
        json.put("lasting", store.isLasting());
        if (!(store instanceof ViewStore view)) {
            return json.put("problem", "This run store shows its runs to nobody");
        }
        try {
            List<RunCount> counts = view.counts();
            ArrayNode runs = json.putArray("counts");
            counts.forEach(count -> runs.addObject()
                    .put("service", count.service())
                    .put("workflowId", count.workflowId())
                    .put("phase", count.phase().name())
                    .put("runs", count.runs()));
            ArrayNode owners = json.putArray("owners");
            view.owners().forEach(owner -> owners.addObject()
                    .put("owner", owner.owner())
                    .put("alive", owner.alive())
                    .put("runs", owner.runs())
                    .put(
                            "leaseUntil",
                            owner.leaseUntil() == null
                                    ? null
                                    : owner.leaseUntil().toEpochMilli()));
            json.set("limits", limits(store, view, counts));
        } catch (RuntimeException e) {
            LOG.debug("The console can't read the run store", e);
            json.put("problem", "This run store can't be read now");
        }
        return json;
    }

    private ArrayNode limits(RunStore store, ViewStore view, List<RunCount> counts) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (ScriptRunComponent component : stores.components()) {
            for (ScriptRunComponent.StartLimits limits : component.startLimits()) {
                if (limits.store() == store) {
                    workflows(limits, counts).forEach(workflow -> json.add(limit(view, limits, workflow)));
                }
            }
        }
        return json;
    }

    /** An endpoint without a workflow has the same limits for each that its exchanges name. */
    private static Set<Long> workflows(ScriptRunComponent.StartLimits limits, List<RunCount> counts) {
        if (limits.workflowId() != null) {
            return Set.of(limits.workflowId());
        }
        Set<Long> workflows = new LinkedHashSet<>();
        counts.stream()
                .filter(count -> count.service().equals(limits.service()) && count.workflowId() != null)
                .forEach(count -> workflows.add(count.workflowId()));
        return workflows;
    }

    private static ObjectNode limit(ViewStore view, ScriptRunComponent.StartLimits limits, long workflow) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("service", limits.service()).put("workflowId", workflow);
        StartTerms terms = limits.terms();
        if (terms.maxInFlight() != null) {
            json.put("maxInFlight", terms.maxInFlight()).put("inFlight", view.inFlight(limits.service(), workflow));
        }
        if (terms.budget() != null) {
            json.put("budget", terms.budget().usd())
                    .put("windowMillis", terms.budget().window().toMillis())
                    .put(
                            "spent",
                            view.spent(
                                    limits.service(), workflow, terms.budget().window()));
        }
        return json;
    }

    private static ObjectNode component(ScriptRunComponent component) {
        ComponentStatus status = component.status();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", component.getDefaultName()).put("waiting", status.waiting());
        ObjectNode figures = json.putObject("figures");
        status.figures().asMap().forEach((name, value) -> figures.putPOJO(name, value));
        ObjectNode throttled = json.putObject("throttledMillis");
        status.throttledMillis().forEach(throttled::put);
        return json;
    }
}
