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
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.consumer.InFlightRun.Phase;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.RunDriver;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.run.RunWait;
import ai.scriptrun.camel.store.RunState;

/**
 * The runs that a consumer owns, from their claim until the store has their outcome. Any number of
 * them wait, but only a limited number of results is in memory; the others are fetched again when they are due.
 * Thread-safe.
 */
final class InFlightRuns {

    private final RunDriver driver;
    private final RunEnds ends;
    private final RunPolicy policy;
    private final InstantSource clock;
    private final Map<Long, InFlightRun> runs = new HashMap<>();
    private final Queue<InFlightRun> ended = new ArrayDeque<>();
    private final Deque<InFlightRun> ready = new ArrayDeque<>();
    private int room;
    private int fetching;
    private boolean stopped;

    /**
     * @param clock tells when runs end
     * @param room  how many results may be in memory, those that are being delivered included
     */
    InFlightRuns(RunDriver driver, RunPolicy policy, InstantSource clock, int room, RunEnds ends) {
        this.driver = driver;
        this.ends = ends;
        this.policy = policy;
        this.clock = clock;
        this.room = room;
    }

    /** Takes a claimed run and waits for it, the first poll being made after this delay. */
    void take(InFlightRun run, Duration firstPoll) {
        boolean running = run.stored().state() == RunState.RUNNING;
        synchronized (this) {
            if (stopped) {
                // The end of the lease frees it.
                return;
            }
            InFlightRun known = runs.putIfAbsent(run.id(), run);
            if (known != null) {
                known.changeOwner(run.owner());
                return;
            }
            run.phase = running ? Phase.WAITING : Phase.ENDED;
            if (!running) {
                ended.add(run);
            }
        }
        if (running) {
            follow(run, driver.await(run.awaited(), policy, firstPoll));
        } else {
            fetch();
        }
    }

    private void follow(InFlightRun run, RunWait wait) {
        synchronized (this) {
            run.wait = wait;
            if (runs.get(run.id()) != run) {
                wait.result().cancel(false);
                return;
            }
        }
        wait.result().whenComplete((finished, failure) -> end(run, finished, failure));
    }

    private void end(InFlightRun run, FinishedRun finished, Throwable failure) {
        // A driver that stops ends every wait; the run itself may be in flight.
        if (failure != null && driver.isStoppingOrStopped()) {
            return;
        }
        if (failure == null && run.stored().limited() && run.stored().state() == RunState.RUNNING) {
            ends.ended(run.stored(), run.owner(), finished.run().getTotalCost());
        }
        synchronized (this) {
            if (runs.get(run.id()) != run) {
                return;
            }
            run.seenEnded(clock.instant());
            if (run.phase == Phase.FETCHING) {
                fetching--;
            } else if (room > 0) {
                room--;
            } else {
                run.dropResult();
                run.phase = Phase.ENDED;
                ended.add(run);
                return;
            }
            run.keepResult(finished, failure == null ? null : exception(failure));
            run.phase = Phase.READY;
            ready.add(run);
            notifyAll();
        }
    }

    private static Exception exception(Throwable failure) {
        Throwable cause = ScriptRunClient.unwrap(failure);
        return cause instanceof Exception e ? e : new IllegalStateException(cause);
    }

    /** Fetches results of ended runs, up to the limit in memory. */
    private void fetch() {
        for (InFlightRun next = nextToFetch(); next != null; next = nextToFetch()) {
            if (next.stored().runId() == null) {
                end(next, null, UncertainStart.of(next.stored()));
            } else {
                follow(next, driver.awaitEnded(next.awaited(), policy, next.hasBeenSeenEnded()));
            }
        }
    }

    private synchronized InFlightRun nextToFetch() {
        if (room == 0 || ended.isEmpty()) {
            return null;
        }
        InFlightRun run = ended.remove();
        run.phase = Phase.FETCHING;
        room--;
        fetching++;
        return run;
    }

    /**
     * Takes up to a number of results; if none is available and some are being fetched, waits shortly for the first.
     */
    synchronized Queue<Object> nextBatch(int most, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (ready.isEmpty() && fetching > 0 && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        Queue<Object> batch = new ArrayDeque<>();
        while (batch.size() < most && !ready.isEmpty()) {
            InFlightRun run = ready.remove();
            run.phase = Phase.DELIVERING;
            batch.add(run);
        }
        return batch;
    }

    /** Puts a result back that was taken and not delivered; it is the next. */
    void putBack(InFlightRun run) {
        synchronized (this) {
            if (!stopped) {
                run.phase = Phase.READY;
                ready.addFirst(run);
                return;
            }
        }
        remove(run);
    }

    /** Removes a run: the only place where runs are removed. */
    void remove(InFlightRun run) {
        synchronized (this) {
            if (runs.remove(run.id(), run)) {
                leave(run);
            }
        }
        fetch();
    }

    private void leave(InFlightRun run) {
        if (run.phase.takesRoom()) {
            room++;
        }
        if (run.phase == Phase.FETCHING) {
            fetching--;
        }
        if (run.wait != null) {
            run.wait.result().cancel(false);
        }
    }

    /** Drops the runs of other owners than this one, except those that are being delivered. */
    synchronized void dropAllBut(String owner) {
        for (Iterator<InFlightRun> all = runs.values().iterator(); all.hasNext(); ) {
            InFlightRun run = all.next();
            if (run.phase != Phase.DELIVERING && !run.owner().equals(owner)) {
                all.remove();
                leave(run);
            }
        }
        ended.removeIf(run -> runs.get(run.id()) != run);
        ready.removeIf(run -> runs.get(run.id()) != run);
    }

    /** Ends all waiting; running deliveries continue. */
    synchronized void stop() {
        stopped = true;
        dropAllBut(null);
    }

    /** Runs whose outcome is not in the store yet. */
    synchronized List<InFlightRun> unclosed() {
        return runs.values().stream().filter(InFlightRun::isClosing).toList();
    }

    synchronized boolean isEmpty() {
        return runs.isEmpty();
    }

    synchronized int resultsInMemory() {
        return (int) runs.values().stream().filter(run -> run.phase.takesRoom()).count();
    }

    synchronized int size() {
        return runs.size();
    }

    synchronized List<String> runIds() {
        return runs.values().stream().map(run -> run.stored().runId()).toList();
    }
}
