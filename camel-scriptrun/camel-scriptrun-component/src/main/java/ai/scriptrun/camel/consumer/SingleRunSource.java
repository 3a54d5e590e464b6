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
package ai.scriptrun.camel.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.run.ScriptRunConnection;
import org.apache.camel.spi.IdempotentRepository;

/** The one run that the endpoint names, once; when it was started isn't known, so its time counts from the first start. */
public final class SingleRunSource extends ClaimedRunSource {

    private final ScriptRunConfiguration options;
    private final String runId;
    private final IdempotentRepository emitted;
    private Instant firstStart;
    private volatile boolean done;

    /** @param options the endpoint's options */
    public SingleRunSource(ScriptRunConfiguration options) {
        super(options, new RunClaims(ConcurrentHashMap.newKeySet(), options.getIdempotentRepository()));
        this.options = options;
        this.runId = options.getRunId().toLowerCase(Locale.ROOT);
        this.emitted = options.getIdempotentRepository();
    }

    @Override
    public void start(ScriptRunConnection toService) {
        super.start(toService);
        if (firstStart == null) {
            firstStart = connection().timer().now();
        }
    }

    @Override
    public void asked() {
        done = false;
    }

    @Override
    public void discover() {
        if (done || collector().holds(runId)) {
            return;
        }
        if (emitted != null && emitted.contains(runId)) {
            done = true;
        } else if (claims().claimFound(runId)) {
            Instant deadline = firstStart.plusMillis(options.getResultTimeout());
            collector()
                    .collect(
                            new AwaitedRun("results", options.getWorkflowId(), runId, firstStart, deadline),
                            Duration.ZERO);
        }
    }

    @Override
    void settle(String id) {
        if (emitted != null) {
            emitted.add(id);
        }
        done = true;
    }
}
