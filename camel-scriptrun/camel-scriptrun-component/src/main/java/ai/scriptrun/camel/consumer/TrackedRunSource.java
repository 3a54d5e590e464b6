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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.run.ScriptRunConnection;
import ai.scriptrun.camel.track.TrackedRun;
import ai.scriptrun.camel.track.TrackedRuns;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that were started with {@code track=true}: those that this node starts, as they are started, and those in the
 * repository that nobody waits for, because the application was down or another node has died.
 */
public final class TrackedRunSource extends ClaimedRunSource implements TrackedRuns.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(TrackedRunSource.class);

    /** After so many claims that other nodes hold, a scan ends: where nobody has died, all of them are held. */
    private static final int ENOUGH_REFUSALS = 100;

    private final TrackedRuns runs;
    private final ScriptRunConfiguration options;
    private final Queue<TrackedRun> started = new ConcurrentLinkedQueue<>();
    private Instant nextScan;

    /**
     * @param runs    the repository's runs
     * @param options the endpoint's options
     */
    public TrackedRunSource(TrackedRuns runs, ScriptRunConfiguration options) {
        super(options, new RunClaims(runs.claimedHere(), options.getIdempotentRepository()));
        this.runs = runs;
        this.options = options;
    }

    @Override
    public void start(ScriptRunConnection toService) {
        super.start(toService);
        nextScan = Instant.MIN;
        runs.addListener(this);
    }

    @Override
    public void stop() {
        runs.removeListener(this);
        for (TrackedRun run = started.poll(); run != null; run = started.poll()) {
            claims().release(run.runId());
        }
        super.stop();
    }

    @Override
    public boolean claim(TrackedRun run) {
        return claims().claimNew(run.runId());
    }

    @Override
    public void release(TrackedRun run) {
        claims().release(run.runId());
    }

    @Override
    public void stored(TrackedRun run) {
        started.add(run);
    }

    @Override
    public void discover() {
        TrackedRun run;
        while ((run = started.poll()) != null) {
            collect(run, policy().pollInterval());
        }
        if (!connection().timer().now().isBefore(nextScan)) {
            scan();
            nextScan = connection().timer().now().plus(policy().pollInterval());
        }
    }

    private void scan() {
        List<String> ids = new ArrayList<>(runs.ids());
        ids.removeAll(runs.claimedHere());
        // Nodes that scan at the same time ask for different runs first.
        Collections.shuffle(ids, ThreadLocalRandom.current());
        int taken = 0;
        int refused = 0;
        for (String id : ids) {
            if (refused == ENOUGH_REFUSALS) {
                break;
            }
            if (!claims().claimFound(id)) {
                refused++;
            } else if (collectFound(id)) {
                taken++;
            } else {
                claims().release(id);
            }
        }
        if (taken > 0) {
            LOG.info("{} tracked runs were found in the repository and are waited for", taken);
        }
    }

    /** Only with the claim in hand is it certain that no other node has emitted the run meanwhile. */
    private boolean collectFound(String id) {
        Exchange entry = runs.entry(id);
        if (entry == null) {
            return false;
        }
        long spread = policy().maxPollInterval().toMillis();
        collect(runs.run(entry), Duration.ofMillis(ThreadLocalRandom.current().nextLong(spread + 1)));
        return true;
    }

    private void collect(TrackedRun run, Duration firstPoll) {
        Instant deadline = run.startedAt().plusMillis(options.getResultTimeout());
        collector()
                .collect(
                        new AwaitedRun("results", run.workflowId(), run.runId(), run.startedAt(), deadline), firstPoll);
    }

    @Override
    boolean fill(EndedRun run, Exchange exchange) {
        Exchange entry = runs.entry(run.runId());
        if (entry == null) {
            return false;
        }
        exchange.getIn().setHeaders(runs.headers(entry));
        exchange.setProperty(ScriptRunConstants.INPUT_PROPERTY, entry.getIn().getBody());
        return true;
    }

    @Override
    void settle(String runId) {
        runs.remove(runId);
    }
}
