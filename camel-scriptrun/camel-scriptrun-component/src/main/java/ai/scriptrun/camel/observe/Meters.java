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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.store.StartCount;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** Writes events into meters, see {@link MeterNames}; gauges read the state of all components of the context. Thread-safe. */
final class Meters implements Observer, AutoCloseable {

    private static final String REGISTRY_NAME = "metricsRegistry";
    private static final String UNKNOWN = "unknown";
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final CamelContext camelContext;
    private final Tags contextTag;
    private final Map<String, WorkflowMeters> workflows = new ConcurrentHashMap<>();
    private final List<Meter> gauges = new CopyOnWriteArrayList<>();

    Meters(MeterRegistry registry, CamelContext camelContext) {
        this.registry = registry;
        this.camelContext = camelContext;
        this.contextTag = Tags.of(MeterNames.CONTEXT, camelContext.getName());
        gauges.add(Gauge.builder(MeterNames.STORE_AVAILABLE, camelContext, context -> readStores())
                .description("1 if the run stores can be read, else 0")
                .tags(contextTag)
                .register(registry));
    }

    /**
     * Meters in the registry that camel-micrometer would use: the one named {@code metricsRegistry}, a composite one, or
     * the only one.
     *
     * @return {@code null} where there is none
     */
    static Meters find(CamelContext camelContext) {
        Registry beans = camelContext.getRegistry();
        MeterRegistry registry = beans.lookupByNameAndType(REGISTRY_NAME, MeterRegistry.class);
        if (registry == null) {
            registry = beans.findSingleByType(CompositeMeterRegistry.class);
        }
        if (registry == null) {
            registry = beans.findSingleByType(MeterRegistry.class);
        }
        return registry == null ? null : new Meters(registry, camelContext);
    }

    /** Finds workflows that only the stores know, too: another node may have queued their starts. */
    private double readStores() {
        boolean available = true;
        for (ComponentStatus status : components().toList()) {
            StoreCounts.Snapshot counts = status.storeCounts();
            counts.byWorkflow().keySet().forEach(this::of);
            available &= counts.available();
        }
        return available ? 1 : 0;
    }

    private Stream<ComponentStatus> components() {
        return camelContext.getComponentNames().stream()
                .map(camelContext::hasComponent)
                .filter(ScriptRunComponent.class::isInstance)
                .map(ScriptRunComponent.class::cast)
                .map(ScriptRunComponent::status);
    }

    private WorkflowMeters of(Long workflowId) {
        String tag = tag(workflowId);
        WorkflowMeters known = workflows.get(tag);
        return known == null ? workflows.computeIfAbsent(tag, this::register) : known;
    }

    private String tag(Long workflowId) {
        if (workflowId == null) {
            return UNKNOWN;
        }
        String tag = workflowId.toString();
        return workflows.containsKey(tag) || workflows.size() < MeterNames.MOST_WORKFLOWS ? tag : OTHER;
    }

    private WorkflowMeters register(String workflow) {
        Tags tags = contextTag.and(MeterNames.WORKFLOW, workflow);
        gauge(
                MeterNames.QUEUED,
                "Starts that are queued in the run stores",
                tags,
                status -> status.storeCounts().byWorkflow().values().stream()
                        .filter(count -> tag(count.workflowId()).equals(workflow))
                        .mapToInt(StartCount::queued)
                        .sum());
        gauge(
                MeterNames.IN_FLIGHT,
                "Runs of the run stores that are in flight",
                tags,
                status -> status.storeCounts().byWorkflow().values().stream()
                        .filter(count -> tag(count.workflowId()).equals(workflow))
                        .mapToInt(StartCount::inFlight)
                        .sum());
        gauge(
                MeterNames.WAITING,
                "Runs that this node waits for",
                tags,
                status -> status.waitingByWorkflow().entrySet().stream()
                        .filter(waiting -> tag(waiting.getKey()).equals(workflow))
                        .mapToInt(Map.Entry::getValue)
                        .sum());
        return new WorkflowMeters(registry, tags);
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<ComponentStatus> value) {
        gauges.add(Gauge.builder(name, camelContext, context -> components()
                        .mapToDouble(value)
                        .sum())
                .description(description)
                .tags(tags)
                .register(registry));
    }

    @Override
    public void called(Long workflowId) {
        of(workflowId).calls.increment();
    }

    @Override
    public void retried(Long workflowId) {
        of(workflowId).retries.increment();
    }

    @Override
    public void throttled(Long workflowId) {
        of(workflowId).throttled.increment();
    }

    @Override
    public void started(long workflowId) {
        of(workflowId).started.increment();
    }

    @Override
    public void uncertain(long workflowId) {
        of(workflowId).uncertain.increment();
    }

    @Override
    public void polled(Long workflowId) {
        of(workflowId).polls.increment();
    }

    @Override
    public void finished(AwaitedRun run, FinishedRun finished, Instant now) {
        WorkflowMeters meters = of(run.workflowId() == null ? finished.workflowId() : run.workflowId());
        boolean succeeded = finished.status() == RunStatus.SUCCEEDED;
        (succeeded ? meters.succeeded : meters.failed).increment();
        if (run.isStartKnown()) {
            (succeeded ? meters.successes : meters.failures).record(Duration.between(run.startedAt(), now));
        }
        Double cost = finished.run().getTotalCost();
        if (cost != null) {
            meters.cost.increment(cost);
        }
    }

    @Override
    public void givenUp(Long workflowId) {
        of(workflowId).unfinished.increment();
    }

    @Override
    public void delivered(Long workflowId, Duration lag) {
        WorkflowMeters meters = of(workflowId);
        meters.delivered.increment();
        meters.lag.record(lag);
    }

    @Override
    public void deliveryFailed(Long workflowId) {
        of(workflowId).deliveriesFailed.increment();
    }

    /** Removes them all: a registry may outlive the context. */
    @Override
    public void close() {
        gauges.forEach(registry::remove);
        workflows.values().forEach(WorkflowMeters::remove);
    }
}
