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
package ai.scriptrun.camel.springboot;

import java.util.function.ToDoubleFunction;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.observe.ComponentStatus;
import ai.scriptrun.camel.observe.Figures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.camel.CamelContext;

/**
 * The figures of a context's ScriptRun components as meters, named and tagged like those of camel-micrometer. They are
 * summed up when they are read, because a component comes only with the first route that needs it. How many runs are
 * tracked is not among them: each reading would ask the run store.
 */
final class ScriptRunMetrics implements MeterBinder {

    private static final String PREFIX = "camel.scriptrun.";
    private static final String CONTEXT_TAG = "camelContext";

    private final CamelContext camelContext;

    ScriptRunMetrics(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(PREFIX + "runs.waiting", camelContext, context -> sum(context, ComponentStatus::waiting))
                .description("Waiting runs")
                .tag(CONTEXT_TAG, camelContext.getName())
                .register(registry);
        count(registry, "runs.started", "Started runs", Figures::starts);
        count(registry, "runs.succeeded", "Runs that succeeded", Figures::succeeded);
        count(registry, "runs.failed", "Runs that failed", Figures::failed);
        count(
                registry,
                "runs.unfinished",
                "Runs that ended without a result, such as by a timeout",
                Figures::unfinished);
        count(registry, "runs.cost.usd", "Cost of the finished runs in USD", Figures::costUsd);
        count(registry, "polls", "Result polls", Figures::polls);
        count(registry, "calls", "Calls of the API, retries included", Figures::calls);
        count(registry, "retries", "Retried calls", Figures::retries);
        count(
                registry,
                "throttled",
                "Responses that throttled the calls (429, or 503 with Retry-After)",
                Figures::throttlings);
    }

    private void count(MeterRegistry registry, String name, String description, ToDoubleFunction<Figures> figure) {
        FunctionCounter.builder(
                        PREFIX + name,
                        camelContext,
                        context -> sum(context, status -> figure.applyAsDouble(status.figures())))
                .description(description)
                .tag(CONTEXT_TAG, camelContext.getName())
                .register(registry);
    }

    private static double sum(CamelContext context, ToDoubleFunction<ComponentStatus> figure) {
        return context.getComponentNames().stream()
                .map(context::hasComponent)
                .filter(ScriptRunComponent.class::isInstance)
                .map(ScriptRunComponent.class::cast)
                .mapToDouble(component -> figure.applyAsDouble(component.status()))
                .sum();
    }
}
