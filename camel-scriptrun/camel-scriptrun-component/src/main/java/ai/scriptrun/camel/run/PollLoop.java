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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.client.Throttle;
import ai.scriptrun.camel.history.HistoryLookups;
import ai.scriptrun.camel.history.PendingRun;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.RunState.Phase;
import ai.scriptrun.camel.run.Step.GiveUp;
import ai.scriptrun.camel.run.Step.PollAgain;
import ai.scriptrun.camel.time.Timer;
import ai.scriptrun.camel.timing.WorkflowTiming;

/**
 * The wait for one run. Its only mutable state is the current {@link Turn}, which only the thread that has taken it
 * replaces. Thread-safe.
 */
final class PollLoop implements RunWait, PendingRun {

    private final Services services;
    private final PollSchedule schedule;
    private final Optional<Long> sample;
    private final CompletableFuture<FinishedRun> result = new CompletableFuture<>();
    private final AtomicReference<Turn> turn;

    /** Set by the thread that starts the loop, and from then on by the alarm itself. */
    private volatile Timer.Cancellable alarm;

    /** @param first the turn to begin with */
    PollLoop(Services services, PollSchedule schedule, Turn first) {
        this.services = services;
        this.schedule = schedule;
        this.sample =
                schedule.run().isStartKnown() ? schedule.timing().flatMap(WorkflowTiming::began) : Optional.empty();
        this.turn = new AtomicReference<>(first);
        this.alarm = () -> {};
    }

    /** What all loops share. */
    record Services(Poller poller, HistoryLookups history, Throttle throttle, Timer timer, RunListener listener) {}

    void start() {
        alarmAt(schedule.run().deadline());
        Turn first = turn.get();
        wakeAt(first.at(), first);
    }

    Turn turn() {
        return turn.get();
    }

    /** Ends it where it has not ended yet. Returns whether that was so. */
    boolean end() {
        alarm.cancel();
        return !(turn.getAndUpdate(Turn::end) instanceof Turn.Ended);
    }

    /** The wait is over: what it has told about its workflow is learned. */
    void learn() {
        Sightings times = turn.get().progress().times();
        schedule.timing().ifPresent(timing -> {
            sample.ifPresent(number -> timing.ended(number, times.duration(run().startedAt())));
            times.settling().ifPresent(timing::settled);
        });
    }

    /** The component stops. */
    void abandon() {
        fail(RunErrors.stopped(run()));
    }

    private boolean move(Turn from, Turn to) {
        return turn.compareAndSet(from, to);
    }

    private void moveAndWake(Turn from, Turn to, Instant moment) {
        if (move(from, to)) {
            wakeAt(moment, to);
        }
    }

    private void wakeAt(Instant moment, Turn scheduled) {
        services.timer.after(Duration.between(now(), moment), () -> scheduled.due(this));
    }

    private void alarmAt(Instant moment) {
        alarm = services.timer.alarm(
                Duration.between(now(), moment), () -> turn.get().deadline(this));
    }

    Instant now() {
        return services.timer.now();
    }

    // What a turn may do when an event comes.

    /** Looks the run up in the history, or polls it where the history is of no use for it. */
    void lookUp(Turn.Scheduled from) {
        if (isThrottled(from)) {
            return;
        }
        if (schedule.isLast(now()) || !mayBeLookedUp(from.progress().state())) {
            pollInTime(from);
            return;
        }
        Optional<HistoryLookups.Shown> shown = services.history.shownLately(this);
        Turn.LookedUp lookedUp = new Turn.LookedUp(from.at(), from.progress());
        if (shown.isPresent()) {
            proceed(
                    from,
                    new PollResult.Running(shown.get().status()),
                    shown.get().at());
        } else if (move(from, lookedUp) && !services.history.take(this)) {
            pollInTime(lookedUp);
        }
    }

    private boolean mayBeLookedUp(RunState state) {
        return state.mayBeLookedUp() || (state.phase() == Phase.WAITING && services.history.isTrusted(this));
    }

    private void pollInTime(Turn from) {
        if (now().isBefore(from.at())) {
            pollAt(from.at(), from, from.progress());
        } else {
            send(from);
        }
    }

    /** The run has ended, so its data is asked for once that is likely to be complete. */
    void fetch(Turn from, Progress progress) {
        Sightings times =
                services.history.shown(this).map(progress.times()::stillRunning).orElse(progress.times());
        pollAt(schedule.firstLook(now()), from, progress.at(times.ended(now())));
    }

    void pollAt(Instant moment, Turn from, Progress progress) {
        moveAndWake(from, new Turn.PollScheduled(moment, progress), moment);
    }

    void poll(Turn.PollScheduled from) {
        if (!isThrottled(from)) {
            send(from);
        }
    }

    /** Waiting here is cheap, while calls would pile up behind the throttle. */
    private boolean isThrottled(Turn.Timed from) {
        Duration delay = services.throttle.delay();
        if (delay.isZero()) {
            return false;
        }
        Instant after = schedule.afterThrottle(now(), delay, from.progress().state());
        if (after.isAfter(now())) {
            moveAndWake(from, from.postponed(after), after);
        } else {
            timeOut(from);
        }
        return true;
    }

    private void send(Turn from) {
        Turn.Polling polling = new Turn.Polling(now(), from.progress().polled());
        if (move(from, polling)) {
            services.listener.polled(run().workflowId());
            services.poller
                    .poll(run(), from.progress().state())
                    .thenAccept(polled -> polling.polled(this, polled))
                    .exceptionally(bug -> {
                        fail(ScriptRunClient.unwrap(bug));
                        return null;
                    });
        }
    }

    /** Does what the state machine says. */
    void proceed(Turn from, PollResult polled) {
        proceed(from, polled, now());
    }

    private void proceed(Turn from, PollResult polled, Instant at) {
        Progress seen = from.progress().seen(polled, at);
        if (from.progress().times().ended() == null && seen.times().ended() != null) {
            services.history.missed(this);
        }
        if (polled.response().isPartial() && seen.times().isExtra(now())) {
            Instant counted = seen.times().counted();
            schedule(from, seen.at(seen.times().partial(now(), counted)), Duration.between(now(), counted));
            return;
        }
        Step step = new RunMachine(schedule.policy()).next(seen.state(), run(), polled.response(), now());
        if (step instanceof PollAgain again) {
            Sightings times = polled.response().isPartial()
                    ? seen.times().partial(now(), now().plus(again.delay()))
                    : seen.times();
            schedule(from, seen.in(again.state()).at(times), again.delay());
        } else if (move(from, new Turn.Ended(from.at(), seen))) {
            if (step instanceof GiveUp giveUp) {
                result.completeExceptionally(RunErrors.of(giveUp.reason(), run(), seen.in(giveUp.state()), polled));
            } else {
                FinishedRun finished = ((PollResult.Ended) polled).finished(seen.polls());
                services.listener.finished(run(), finished, now());
                result.complete(finished);
            }
        }
    }

    private void schedule(Turn from, Progress progress, Duration delay) {
        boolean isLed = progress.times().ended() == null && services.history.leads(this);
        Instant next = isLed ? schedule.planned(now(), delay, progress.state()) : schedule.next(now(), delay, progress);
        Duration ahead = mayBeLookedUp(progress.state()) ? services.history.ahead(this) : Duration.ZERO;
        moveAndWake(from, new Turn.Scheduled(next, progress), next.minus(ahead));
    }

    /** Gives up, unless a last poll that was started then may still bring a result. */
    void expire(Turn from, Instant lastPoll) {
        Instant end = schedule.lastMoment(lastPoll, from.progress().state());
        if (now().isBefore(end)) {
            alarmAt(end);
        } else if (!timeOut(from)) {
            // The turn has changed meanwhile, and the new one may have more time.
            alarmAt(now());
        }
    }

    private boolean timeOut(Turn from) {
        return fail(from, RunErrors.timedOut(run(), from.progress(), Optional.empty()));
    }

    private boolean fail(Turn from, Throwable failure) {
        return move(from, from.end()) && result.completeExceptionally(failure);
    }

    /** Ends the wait in any turn. */
    private void fail(Throwable failure) {
        if (end()) {
            result.completeExceptionally(failure);
        }
    }

    // As the history sees it.

    @Override
    public String runId() {
        return run().runId();
    }

    @Override
    public Optional<Long> workflowId() {
        return Optional.ofNullable(run().workflowId());
    }

    @Override
    public Duration pollInterval() {
        return schedule.policy().pollInterval();
    }

    @Override
    public Optional<Instant> startedAt() {
        return run().isStartKnown() && schedule.timing().isPresent()
                ? Optional.of(run().startedAt())
                : Optional.empty();
    }

    @Override
    public Optional<Duration> minPollInterval() {
        return schedule.policy().minPollInterval();
    }

    @Override
    public void found(RunSummary entry) {
        turn.get().found(this, entry);
    }

    @Override
    public void notFound() {
        turn.get().notFound(this);
    }

    // As those see it who wait.

    @Override
    public AwaitedRun run() {
        return schedule.run();
    }

    @Override
    public CompletableFuture<FinishedRun> result() {
        return result;
    }

    @Override
    public int polls() {
        return turn.get().progress().polls();
    }

    @Override
    public Instant nextPoll() {
        return turn.get().at();
    }
}
