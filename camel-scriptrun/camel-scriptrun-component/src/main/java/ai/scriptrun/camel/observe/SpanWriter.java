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

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.RunTraces;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/**
 * Writes spans of runs with OpenTelemetry. A span is written when the run has ended, with the time of its start: whoever
 * started the run may have died meanwhile, and its open span with it. Thread-safe.
 */
final class SpanWriter implements RunTraces {

    /** Spans that redeliveries on this node may be children of. */
    private static final int REMEMBERED = 1_000;

    private static final TextMapGetter<Map<String, Object>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, Object> headers) {
            return headers.keySet();
        }

        @Override
        public String get(Map<String, Object> headers, String name) {
            // Stored headers may be in a map that tells upper from lower case, which names of headers don't.
            Object value = headers.containsKey(name)
                    ? headers.get(name)
                    : headers.entrySet().stream()
                            .filter(header -> header.getKey().equalsIgnoreCase(name))
                            .<Object>map(Map.Entry::getValue)
                            .findFirst()
                            .orElse(null);
            return value instanceof String text ? text : null;
        }
    };

    private final CamelContext camelContext;
    private final Map<String, Map<String, Object>> written = new Recent();
    private volatile Telemetry telemetry;

    SpanWriter(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    private record Telemetry(Tracer tracer, TextMapPropagator propagator) {}

    /** Found with the first use: asking for the global one earlier would keep the application from setting it. */
    private Telemetry telemetry() {
        if (telemetry == null) {
            telemetry = find();
        }
        return telemetry;
    }

    /** The tracer and the propagators of the Camel registry, as camel-opentelemetry2 takes them; else the global ones. */
    private Telemetry find() {
        Registry beans = camelContext.getRegistry();
        Tracer tracer = beans.findSingleByType(Tracer.class);
        ContextPropagators propagators = beans.findSingleByType(ContextPropagators.class);
        if (tracer == null || propagators == null) {
            OpenTelemetry bean = beans.findSingleByType(OpenTelemetry.class);
            OpenTelemetry others = bean == null ? GlobalOpenTelemetry.get() : bean;
            tracer = tracer == null ? others.getTracer(SpanNames.SCOPE) : tracer;
            propagators = propagators == null ? others.getPropagators() : propagators;
        }
        return new Telemetry(tracer, propagators.getTextMapPropagator());
    }

    private static final class Recent extends LinkedHashMap<String, Map<String, Object>> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Object>> eldest) {
            return size() > REMEMBERED;
        }
    }

    @Override
    public Map<String, Object> context(Map<String, Object> headers) {
        Context ofMessage = read(headers);
        return headersOf(hasSpan(ofMessage) ? ofMessage : Context.current());
    }

    private Context read(Map<String, Object> headers) {
        return telemetry().propagator.extract(Context.root(), headers, HEADERS);
    }

    private static boolean hasSpan(Context context) {
        return Span.fromContext(context).getSpanContext().isValid();
    }

    private Map<String, Object> headersOf(Context context) {
        Map<String, Object> headers = new HashMap<>();
        if (hasSpan(context)) {
            telemetry().propagator.inject(context, headers, Map::put);
        }
        return headers;
    }

    @Override
    public Map<String, Object> ended(Ended run, Map<String, Object> starter) {
        String id = run.run().runId();
        synchronized (written) {
            Map<String, Object> known = id == null ? null : written.get(id);
            if (known == null) {
                known = write(run, read(starter));
                if (id != null) {
                    written.put(id, known);
                }
            }
            return known;
        }
    }

    private Map<String, Object> write(Ended run, Context starter) {
        Long workflowId = run.run().workflowId();
        if (workflowId == null && run.finished() != null) {
            workflowId = run.finished().workflowId();
        }
        String name = workflowId == null ? SpanNames.INVOKE_WORKFLOW : SpanNames.INVOKE_WORKFLOW + " " + workflowId;
        SpanContext startedBy = Span.fromContext(starter).getSpanContext();
        SpanBuilder builder = telemetry()
                .tracer
                .spanBuilder(name)
                .setParent(starter)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(run.run().startedAt())
                .setAttribute(SpanNames.OPERATION, SpanNames.INVOKE_WORKFLOW)
                .setAttribute(SpanNames.PROVIDER, SpanNames.SCRIPTRUN);
        if (startedBy.isValid()) {
            builder.addLink(startedBy);
        }
        if (workflowId != null) {
            builder.setAttribute(SpanNames.WORKFLOW_ID, workflowId);
        }
        if (run.run().runId() != null) {
            builder.setAttribute(SpanNames.RUN_ID, run.run().runId());
        }
        Span span = builder.startSpan();
        if (run.finished() != null) {
            setResult(span, run.finished());
        } else if (run.failure() != null) {
            // Its message may quote the service, so only its class is written.
            fail(span, run.failure().getClass().getName());
        }
        span.end(run.at());
        return headersOf(starter.with(span));
    }

    private static void setResult(Span span, FinishedRun finished) {
        span.setAttribute(SpanNames.STATUS, finished.run().getStatus());
        span.setAttribute(SpanNames.POLLS, finished.polls());
        Double cost = finished.run().getTotalCost();
        if (cost != null) {
            span.setAttribute(SpanNames.COST, cost);
        }
        if (finished.failed()) {
            fail(span, StatusWords.FAILED);
        }
    }

    private static void fail(Span span, String type) {
        span.setAttribute(SpanNames.ERROR_TYPE, type);
        span.setStatus(StatusCode.ERROR);
    }
}
