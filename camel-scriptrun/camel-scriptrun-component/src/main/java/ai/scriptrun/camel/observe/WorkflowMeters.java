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
import java.util.ArrayList;
import java.util.List;

import ai.scriptrun.camel.model.StatusWords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/** The counters and timers of one workflow. */
final class WorkflowMeters {

    private static final Duration[] DURATIONS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };
    private static final Duration[] LAGS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    final Counter started;
    final Counter uncertain;
    final Counter succeeded;
    final Counter failed;
    final Counter unfinished;
    final Counter delivered;
    final Counter deliveriesFailed;
    final Counter cost;
    final Counter polls;
    final Counter calls;
    final Counter retries;
    final Counter throttled;
    final Timer successes;
    final Timer failures;
    final Timer lag;

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> all = new ArrayList<>();

    WorkflowMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        started = counter(MeterNames.STARTED, "Starts that the service has accepted");
        uncertain = counter(MeterNames.UNCERTAIN, "Starts of which it stays unknown whether they were accepted");
        succeeded = counter(MeterNames.SUCCEEDED, "Awaited runs that succeeded");
        failed = counter(MeterNames.FAILED, "Awaited runs that failed");
        unfinished = counter(MeterNames.UNFINISHED, "Awaited runs that ended without a result, such as by a timeout");
        delivered = counter(MeterNames.DELIVERED, "Runs that a route has accepted");
        deliveriesFailed = counter(MeterNames.DELIVERIES_FAILED, "Deliveries that a route has failed");
        cost = add(Counter.builder(MeterNames.COST)
                .description("Cost of the finished runs, as far as the service reported it")
                .baseUnit("usd")
                .tags(tags)
                .register(registry));
        polls = counter(MeterNames.POLLS, "Result polls");
        calls = counter(MeterNames.CALLS, "Calls of the API, retries included");
        retries = counter(MeterNames.RETRIES, "Retried calls");
        throttled = counter(MeterNames.THROTTLED, "Responses that began to throttle all calls");
        successes = duration(StatusWords.SUCCEED);
        failures = duration(StatusWords.FAILED);
        lag = add(Timer.builder(MeterNames.LAG)
                .description("Time from the moment a result was there to its acceptance by the route")
                .serviceLevelObjectives(LAGS)
                .tags(tags)
                .register(registry));
    }

    private Counter counter(String name, String description) {
        return add(Counter.builder(name).description(description).tags(tags).register(registry));
    }

    private Timer duration(String status) {
        return add(Timer.builder(MeterNames.DURATION)
                .description("Time from the start of a run to the moment its result was there")
                .serviceLevelObjectives(DURATIONS)
                .tags(tags.and(MeterNames.STATUS, status))
                .register(registry));
    }

    private <M extends Meter> M add(M meter) {
        all.add(meter);
        return meter;
    }

    void remove() {
        all.forEach(registry::remove);
    }
}
