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
package ai.scriptrun.camel.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.time.Timer;

/** A run that is being waited for. Holds no thread. Thread-safe. */
public final class RunWait {

    /** Every so many looks, one is at the run itself. */
    static final int OWN_POLL = 10;

    final AwaitedRun run;
    final RunMachine machine;

    /** Whether its first poll is its last one, as of a run whose time ended while the application was down. */
    final boolean overdue;

    /** When the run was started; {@link Instant#MIN} where only the begin of the wait is known. */
    volatile Instant startedAt;

    final CompletableFuture<FinishedRun> result = new CompletableFuture<>();
    volatile RunState state = RunState.NEW;
    volatile Instant nextPoll;
    volatile Throwable lastFailure;

    /** What the last failure said; failures themselves are too heavy for many runs to wait with. */
    volatile String lastTrouble;

    volatile String lastStatus;

    /** When the poll that is under way began; {@code null} where none is. */
    volatile Instant pollingSince;

    /** Ends the wait in time. */
    volatile Timer.Cancellable alarm;

    private volatile int polls;
    private boolean lookedUp;
    private boolean scheduled;
    private boolean hurried;
    private int turn;

    RunWait(AwaitedRun run, RunPolicy policy, boolean overdue) {
        this.run = run;
        this.overdue = overdue;
        this.startedAt = run.startedAt();
        this.machine = new RunMachine(policy);
    }

    /** Which run it is. */
    public AwaitedRun run() {
        return run;
    }

    /**
     * Completes with the finished run, or fails with a {@link ai.scriptrun.camel.exception.ScriptRunException}.
     * Cancelling it ends the polls; the run itself goes on.
     */
    public CompletableFuture<FinishedRun> result() {
        return result;
    }

    /** How often its result was asked for. */
    public int polls() {
        return polls;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // A run is polled once at a time; only readers are many.
    void countPoll() {
        polls++;
    }

    /**
     * The history may lag behind a run's end, so now and then the run itself is asked; once it has ended, always, for
     * the history doesn't hold its data.
     */
    boolean mayBeLookedUp() {
        return state.phase() == RunState.Phase.WAITING && state.looks() % OWN_POLL != OWN_POLL - 1;
    }

    /** The history will tell about it, or give it back. */
    synchronized void giveAway() {
        lookedUp = true;
    }

    /** Whether it was given away; to whoever is told so, it belongs. */
    synchronized boolean takeBack() {
        boolean taken = lookedUp;
        lookedUp = false;
        return taken;
    }

    /** Its next look is scheduled; the number is to be shown when that falls due. */
    synchronized int schedule() {
        scheduled = true;
        turn++;
        return turn;
    }

    /** Whether a look that has fallen due is still the one to be made. */
    synchronized boolean takeTurn(int due) {
        boolean taken = scheduled && due == turn;
        scheduled = scheduled && !taken;
        return taken;
    }

    /**
     * Whether the look that is scheduled is to be made now, because the history says that the run has ended; once only,
     * for the history may run ahead of the result.
     */
    synchronized boolean hurry() {
        if (!scheduled || hurried || state.phase() != RunState.Phase.WAITING) {
            return false;
        }
        scheduled = false;
        hurried = true;
        return true;
    }

    /** How long until its poll falls due; zero once it has. */
    Duration untilPoll(Instant now) {
        return now.isBefore(nextPoll) ? Duration.between(now, nextPoll) : Duration.ZERO;
    }

    /** When it will be asked for again. */
    public Instant nextPoll() {
        return nextPoll;
    }
}
