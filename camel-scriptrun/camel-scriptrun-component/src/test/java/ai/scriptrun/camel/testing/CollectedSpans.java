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

import java.util.List;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/** Collects the spans of contexts with camel-opentelemetry2, as a backend that all nodes send them to. */
public final class CollectedSpans implements AutoCloseable {

    private static final AttributeKey<String> URI = AttributeKey.stringKey("camel.uri");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();

    /** Traces a context that has not been started yet. */
    public void of(CamelContext context) {
        context.getRegistry().bind("tracer", provider.get("camel"));
        context.getRegistry().bind("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        tracer.setCamelContext(context);
        tracer.init(context);
    }

    /** Writes spans. */
    public Tracer tracer() {
        return provider.get("camel");
    }

    /** How a trace is passed on. */
    public static ContextPropagators propagators() {
        return ContextPropagators.create(W3CTraceContextPropagator.getInstance());
    }

    /** All that have ended. */
    public List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    /** The spans of runs. */
    public List<SpanData> runs() {
        return all().stream()
                .filter(span -> span.getName().startsWith("invoke_workflow"))
                .toList();
    }

    /** The spans of an endpoint, such as {@code direct:a}, that exchanges were sent to, or came from. */
    public List<SpanData> of(String endpoint) {
        return all().stream()
                .filter(span -> String.valueOf(span.getAttributes().get(URI))
                        .replace("://", ":")
                        .startsWith(endpoint))
                .toList();
    }

    @Override
    public void close() {
        provider.close();
    }
}
