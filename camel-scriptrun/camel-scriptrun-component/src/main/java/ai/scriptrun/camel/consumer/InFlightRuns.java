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
 * The runs that a consumer owns, from their claim to the moment at which the store knows how they left. Any number of
 * them wait, but the results of a few alone are in memory; those of others are fetched again when their turn comes.
 * Thread-safe.
 */
final class InFlightRuns {

    private final RunDriver driver;
    private final RunEnds ends;
    private final RunPolicy policy;
    private final Map<Long, InFlightRun> runs = new HashMap<>();
    private final Queue<InFlightRun> ended = new ArrayDeque<>();
    private final Deque<InFlightRun> ready = new ArrayDeque<>();
    private int room;
    private int fetching;
    private boolean stopped;

    /** @param room how many results may be in memory, those that are being delivered included */
    InFlightRuns(RunDriver driver, RunPolicy policy, int room, RunEnds ends) {
        this.driver = driver;
        this.ends = ends;
        this.policy = policy;
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
        // A driver that stops ends every wait, which says nothing about the run.
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

    /** Fetches results of runs that have ended, as far as there is room. */
    private void fetch() {
        for (InFlightRun next = nextToFetch(); next != null; next = nextToFetch()) {
            if (next.stored().runId() == null) {
                end(next, null, UncertainStart.of(next.stored()));
            } else {
                follow(next, driver.awaitEnded(next.awaited(), policy));
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

    /** Gives out up to so many results; where none is there and some are being fetched, waits a little for the first. */
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

    /** A result that was given out is not delivered after all; it is the next. */
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

    /** The run is of no concern any more: the one place where runs leave. */
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

    /** Drops the runs that other owners than this one hold, but for those that are being delivered. */
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

    /** Ends all waiting; what is being delivered goes on. */
    synchronized void stop() {
        stopped = true;
        dropAllBut(null);
    }

    /** Runs of which the store has not been told yet how they left. */
    synchronized List<InFlightRun> unclosed() {
        return runs.values().stream().filter(InFlightRun::isClosing).toList();
    }

    synchronized boolean isEmpty() {
        return runs.isEmpty();
    }

    synchronized int size() {
        return runs.size();
    }

    synchronized List<String> runIds() {
        return runs.values().stream().map(run -> run.stored().runId()).toList();
    }
}
