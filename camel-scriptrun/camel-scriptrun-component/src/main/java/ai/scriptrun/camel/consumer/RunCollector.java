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
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.run.FinishedRun;
import ai.scriptrun.camel.run.RunDriver;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.run.RunWait;

/** Has any number of runs waited for, and queues them as they end. A run is in hand until it is let go. Thread-safe. */
final class RunCollector {

    private final RunDriver driver;
    private final RunPolicy policy;
    private final Map<String, RunWait> inHand = new ConcurrentHashMap<>();
    private final Queue<EndedRun> ended = new ConcurrentLinkedQueue<>();
    private final Set<String> givenOut = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    RunCollector(RunDriver driver, RunPolicy policy) {
        this.driver = driver;
        this.policy = policy;
    }

    boolean holds(String runId) {
        return inHand.containsKey(runId);
    }

    Set<String> inHand() {
        return Collections.unmodifiableSet(inHand.keySet());
    }

    /** Waits for a run, the first poll being made after this delay. The run must not be in hand. */
    void collect(AwaitedRun run, Duration firstPoll) {
        hold(driver.await(run, policy, firstPoll));
    }

    /** Fetches a run that is said to have ended. The run must not be in hand. */
    void collectEnded(AwaitedRun run) {
        hold(driver.awaitEnded(run, policy));
    }

    private void hold(RunWait wait) {
        inHand.put(wait.run().runId(), wait);
        wait.result().whenComplete((finished, failure) -> end(wait.run(), finished, failure));
    }

    private void end(AwaitedRun run, FinishedRun finished, Throwable failure) {
        // A driver that stops ends every wait, which says nothing about the run.
        if (stopped || (failure != null && driver.isStoppingOrStopped())) {
            return;
        }
        ended.add(new EndedRun(run, finished, failure == null ? null : exception(failure)));
    }

    private static Exception exception(Throwable failure) {
        Throwable cause = ScriptRunClient.unwrap(failure);
        return cause instanceof Exception e ? e : new IllegalStateException(cause);
    }

    /** How many runs have ended and are not given out. */
    int ended() {
        return ended.size();
    }

    /** The next run that has ended, or {@code null}. It stays in hand. */
    EndedRun next() {
        EndedRun run = ended.poll();
        if (run != null) {
            givenOut.add(run.runId());
        }
        return run;
    }

    /**
     * Queues a run that {@link #next} gave out again.
     *
     * @return {@code false} where that is too late, because nothing is queued any more
     */
    boolean putBack(EndedRun run) {
        givenOut.remove(run.runId());
        return !stopped && ended.add(run);
    }

    /** The run is of no concern any more. */
    void letGo(String runId) {
        inHand.remove(runId);
        givenOut.remove(runId);
    }

    /**
     * Ends all waiting; nothing is queued any more.
     *
     * @return the runs that were in hand, without those that are given out and still to be let go or put back
     */
    Set<String> stop() {
        stopped = true;
        inHand.values().forEach(wait -> wait.result().cancel(false));
        Set<String> left = new HashSet<>(inHand.keySet());
        left.removeAll(givenOut);
        ended.clear();
        return left;
    }
}
