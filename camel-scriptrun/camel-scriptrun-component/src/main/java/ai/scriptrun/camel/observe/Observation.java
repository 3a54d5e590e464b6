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

import ai.scriptrun.camel.connection.Listeners;
import ai.scriptrun.camel.run.RunTraces;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a component's calls and runs are told to: its figures, meters where Micrometer is on the class path and the Camel
 * registry has a meter registry, and spans where the API of OpenTelemetry is on the class path. Thread-safe.
 */
public final class Observation {

    private static final Logger LOG = LoggerFactory.getLogger(Observation.class);

    private final CamelContext camelContext;
    private final Observers observers = new Observers();
    private final boolean isMicrometerThere;
    private final RunTraces traces;
    private Meters meters;

    /** @param figures are told, too */
    public Observation(CamelContext camelContext, Figures figures) {
        this.camelContext = camelContext;
        this.isMicrometerThere = isThere("io.micrometer.core.instrument.MeterRegistry");
        this.traces = isThere("io.opentelemetry.api.trace.Tracer") ? new SpanWriter(camelContext) : RunTraces.NONE;
        observers.add(figures);
    }

    private boolean isThere(String className) {
        return camelContext.getClassResolver().resolveClass(className, Observation.class.getClassLoader()) != null;
    }

    /** What connections tell. */
    public Listeners listeners() {
        return new Listeners(observers, observers, traces);
    }

    /**
     * Begins to write meters, unless that was done before. To be called before a connection is used, because a meter
     * registry may be put into the Camel registry later than the component is made.
     */
    public synchronized void start() {
        if (isMicrometerThere && meters == null) {
            meters = Meters.find(camelContext);
            if (meters != null) {
                observers.add(meters);
                LOG.debug("Calls and runs are written into the meter registry");
            }
        }
    }

    /** Removes the meters. */
    public synchronized void stop() {
        if (meters != null) {
            observers.remove(meters);
            meters.close();
            meters = null;
        }
    }
}
