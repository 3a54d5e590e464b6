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
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Failures;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.run.Step.Deliver;
import ai.scriptrun.camel.run.Step.GiveUp;
import ai.scriptrun.camel.run.Step.PollAgain;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives any number of runs to their results: asks the service when a run's time has come, lets the state machine say
 * what next, and holds no thread in between. Thread-safe.
 */
public final class RunDriver extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(RunDriver.class);

    private final RunApi api;
    private final Graphs graphs;
    private final Timer timer;
    private final RunListener listener;
    private final PollTimes times;
    private final HistoryWatches watches;
    private final Set<RunWait> waits = ConcurrentHashMap.newKeySet();

    /**
     * @param api      asks the service
     * @param graphs   tells what must have run
     * @param timer    clock and scheduler
     * @param listener is told of polls and results
     */
    public RunDriver(RunApi api, Graphs graphs, Timer timer, RunListener listener) {
        this.api = api;
        this.graphs = graphs;
        this.timer = timer;
        this.listener = listener;
        this.times = new PollTimes(timer);
        this.watches = new HistoryWatches(api, timer, new HistoryWatch.Polls() {
            @Override
            public void poll(RunWait wait) {
                if (wait.takeBack()) {
                    look(wait, false);
                }
            }

            @Override
            public void pollEarly(RunWait wait) {
                look(wait, false);
            }

            @Override
            public void stillRunning(RunWait wait, String status) {
                if (wait.takeBack()) {
                    LOG.debug("Run {} is '{}' by its workflow's history", wait.run.runId(), status);
                    seen(wait, status);
                    proceed(wait, new Answer.Running(), null, null);
                }
            }
        });
    }

    /** Waits for a run, the first poll being made after this delay. */
    public RunWait await(AwaitedRun run, RunPolicy policy, Duration firstPoll) {
        RunWait wait = enlist(run, policy, firstPoll);
        schedule(wait, firstPoll);
        return wait;
    }

    /** Waits for a run that is said to have ended: it is polled at once, and never looked up in the history first. */
    public RunWait awaitEnded(AwaitedRun run, RunPolicy policy) {
        RunWait wait = enlist(run, policy, Duration.ZERO);
        timer.after(Duration.ZERO, () -> poll(wait));
        return wait;
    }

    private RunWait enlist(AwaitedRun run, RunPolicy policy, Duration firstPoll) {
        RunWait wait = new RunWait(run, policy, !timer.now().plus(firstPoll).isBefore(run.deadline()));
        if (firstPoll.isZero() && !run.startedAt().isBefore(timer.now())) {
            wait.startedAt = Instant.MIN;
        }
        waits.add(wait);
        watches.join(wait);
        setAlarm(wait, run.deadline());
        wait.result.whenComplete((finished, failure) -> {
            waits.remove(wait);
            watches.leave(wait);
            wait.alarm.cancel();
            if (failure != null && !wait.result.isCancelled()) {
                listener.givenUp();
            }
        });
        if (isStoppingOrStopped()) {
            abandon(wait);
        }
        return wait;
    }

    /** Asks for a run as it is now; whether it is complete is part of the answer. */
    public CompletableFuture<FinishedRun> look(String operation, Long workflowId, String runId, RunPolicy policy) {
        return new SingleLook(api, graphs, timer, listener, policy).at(operation, workflowId, runId);
    }

    /** What is being waited for now; a live view. */
    public Collection<RunWait> waits() {
        return Collections.unmodifiableCollection(waits);
    }

    @Override
    protected void doStop() {
        waits.forEach(this::abandon);
    }

    private void abandon(RunWait wait) {
        wait.result.completeExceptionally(RunErrors.stopped(wait));
    }

    private void schedule(RunWait wait, Duration delay) {
        schedule(wait, delay, Duration.ZERO);
    }

    /** @param ahead how much earlier the workflow's history may begin to look the run up */
    private void schedule(RunWait wait, Duration delay, Duration ahead) {
        wait.nextPoll = timer.now().plus(delay);
        int turn = wait.schedule();
        timer.after(delay.minus(ahead), () -> {
            if (wait.takeTurn(turn)) {
                look(wait, true);
            }
        });
    }

    /** @param shared whether the workflow's history may tell about the run as well */
    private void look(RunWait wait, boolean shared) {
        if (wait.result.isDone()) {
            return;
        }
        boolean last = !timer.now().isBefore(wait.run.deadline());
        Duration held = api.holdBack().delay();
        if (!held.isZero()) {
            holdBack(wait, held);
        } else if (last || !shared) {
            poll(wait);
        } else if (!wait.mayBeLookedUp() || !lookUp(wait)) {
            pollInTime(wait);
        }
    }

    private void pollInTime(RunWait wait) {
        Duration early = wait.untilPoll(timer.now());
        if (early.isZero()) {
            poll(wait);
        } else {
            schedule(wait, early);
        }
    }

    private boolean lookUp(RunWait wait) {
        wait.giveAway();
        return watches.take(wait) || !wait.takeBack();
    }

    /** Waiting here costs nothing; handing the call on would pile up calls behind the hold-back. */
    private void holdBack(RunWait wait, Duration held) {
        Duration through = times.through(held, wait);
        if (through.isZero() || through.isNegative()) {
            expire(wait);
        } else {
            schedule(wait, through);
        }
    }

    private void poll(RunWait wait) {
        wait.pollingSince = timer.now();
        wait.countPoll();
        listener.polled();
        api.getResult(wait.run.operation(), wait.run.workflowId(), wait.run.runId())
                .whenComplete((answer, failure) -> {
                    try {
                        if (failure == null) {
                            read(wait, answer);
                        } else {
                            notRead(wait, ScriptRunClient.unwrap(failure));
                        }
                    } catch (RuntimeException e) {
                        wait.result.completeExceptionally(e);
                    }
                });
    }

    private void setAlarm(RunWait wait, Instant moment) {
        wait.alarm = timer.alarm(Duration.between(timer.now(), moment), () -> {
            if (wait.result.isDone()) {
                return;
            }
            if (wait.takeBack()) {
                // The history is slow to tell, and this is the time for the last poll.
                timer.after(Duration.ZERO, () -> look(wait, false));
            }
            Instant end = times.lastMoment(wait);
            if (timer.now().isBefore(end)) {
                setAlarm(wait, end);
            } else {
                expire(wait);
            }
        });
    }

    private void expire(RunWait wait) {
        wait.result.completeExceptionally(RunErrors.of(Step.Reason.TIMED_OUT, wait, null, null));
    }

    private void read(RunWait wait, ApiResult<WorkflowRun> answer) {
        WorkflowRun run = answer.value();
        LOG.debug("Run {} is '{}' at poll {}", wait.run.runId(), run.getStatus(), wait.polls());
        seen(wait, run.getStatus());
        if (!RunStatus.isTerminal(run.getStatus())) {
            if (wait.state.looks() == 0) {
                graphs.expect(wait.run.workflowId(), wait.startedAt);
            }
            proceed(wait, new Answer.Running(), run, null);
            return;
        }
        graphsOf(wait, run).whenComplete((possible, failure) -> {
            try {
                if (failure == null) {
                    proceed(wait, new Answer.Ended(possible.completeness(run)), run, possible.best(run));
                } else {
                    notRead(wait, ScriptRunClient.unwrap(failure));
                }
            } catch (RuntimeException e) {
                wait.result.completeExceptionally(e);
            }
        });
    }

    private static void seen(RunWait wait, String status) {
        wait.lastStatus = status;
        wait.lastFailure = null;
        wait.lastTrouble = null;
    }

    private CompletableFuture<PossibleGraphs> graphsOf(RunWait wait, WorkflowRun run) {
        // Of no data nothing can be missing: that it is empty is enough.
        return run.getData().isEmpty()
                ? CompletableFuture.completedFuture(PossibleGraphs.UNKNOWN)
                : graphs.of(run, wait.run.workflowId(), wait.startedAt, wait.state.settlings() > 0);
    }

    private void notRead(RunWait wait, Throwable failure) {
        LOG.debug("Run {} was not read: {}", wait.run.runId(), failure.getMessage());
        wait.lastFailure = failure;
        wait.lastTrouble = failure.getMessage();
        boolean unknown = failure instanceof RunNotFoundException;
        boolean passing = Failures.isPassing(failure) || (Failures.isAuthentication(failure) && wait.run.isConsumed());
        proceed(wait, unknown ? new Answer.Unknown() : new Answer.Failed(passing), null, null);
    }

    private void proceed(RunWait wait, Answer answer, WorkflowRun run, WorkflowGraph graph) {
        if (wait.result.isDone()) {
            return;
        }
        wait.pollingSince = null;
        Step step = wait.machine.next(wait.state, wait.run, answer, timer.now());
        if (step instanceof PollAgain again) {
            wait.state = again.state();
            wait.lastFailure = null;
            schedule(wait, times.spread(again.delay(), wait), watches.ahead(wait));
        } else if (step instanceof Deliver deliver) {
            wait.state = deliver.state();
            FinishedRun finished = new FinishedRun(run, graph, true, wait.polls());
            listener.finished(finished);
            wait.result.complete(finished);
        } else if (step instanceof GiveUp giveUp) {
            wait.state = giveUp.state();
            wait.result.completeExceptionally(RunErrors.of(giveUp.reason(), wait, run, graph));
        }
    }
}
