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

import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.history.HistoryLookups;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.time.Timer;
import ai.scriptrun.camel.timing.Timings;
import ai.scriptrun.camel.workflow.WorkflowGraphs;
import org.apache.camel.support.service.ServiceSupport;

/** The runs that are waited for, each with its {@link PollLoop}, in any number and without a thread. Thread-safe. */
public final class RunDriver extends ServiceSupport {

    private final RunApi api;
    private final WorkflowGraphs graphs;
    private final Timer timer;
    private final RunListener listener;
    private final HistoryLookups history;
    private final Timings timings = new Timings();
    private final PollLoop.Services services;
    private final PollLoop.Services servicesAgain;
    private final Set<PollLoop> loops = ConcurrentHashMap.newKeySet();

    /**
     * @param api      asks the service
     * @param graphs   tells what must have run
     * @param timer    clock and scheduler
     * @param listener is told of polls and results
     */
    public RunDriver(RunApi api, WorkflowGraphs graphs, Timer timer, RunListener listener) {
        this.api = api;
        this.graphs = graphs;
        this.timer = timer;
        this.listener = listener;
        this.history = new HistoryLookups(api, timer, timings);
        this.services = services(listener);
        this.servicesAgain = services(new RunListener() {
            @Override
            public void polled(Long workflowId) {
                listener.polled(workflowId);
            }
        });
    }

    private PollLoop.Services services(RunListener told) {
        return new PollLoop.Services(new Poller(api, graphs), history, api.throttle(), timer, told);
    }

    /** Waits for a run, the first poll being made after this delay. */
    public RunWait await(AwaitedRun run, RunPolicy policy, Duration firstPoll) {
        Instant now = timer.now();
        PollSchedule schedule = PollSchedule.of(run, policy, now.plus(firstPoll), timings::of);
        return enlist(services, schedule, new Turn.Scheduled(schedule.first(now, now.plus(firstPoll)), Progress.NONE));
    }

    /**
     * Waits for a run that is said to have ended: it is polled at once, and not looked up in the history first.
     *
     * @param again whether its end was seen before, so that the listener isn't told of it
     */
    public RunWait awaitEnded(AwaitedRun run, RunPolicy policy, boolean again) {
        Instant now = timer.now();
        // Nothing is learned from it: that it has ended was seen before.
        PollSchedule schedule = PollSchedule.of(run, policy, now, id -> null);
        return enlist(again ? servicesAgain : services, schedule, new Turn.PollScheduled(now, Progress.NONE));
    }

    private RunWait enlist(PollLoop.Services told, PollSchedule schedule, Turn first) {
        PollLoop loop = new PollLoop(told, schedule, first);
        loops.add(loop);
        history.join(loop);
        loop.start();
        loop.result().whenComplete((finished, failure) -> {
            release(loop);
            if (failure != null && !loop.result().isCancelled()) {
                told.listener().givenUp(loop.run().workflowId());
            }
        });
        if (isStoppingOrStopped()) {
            loop.abandon();
        }
        return loop;
    }

    private void release(PollLoop loop) {
        loop.end();
        loops.remove(loop);
        history.leave(loop);
        loop.learn();
    }

    /** Polls a run once; whether it is complete is part of the response. */
    public CompletableFuture<FinishedRun> poll(String operation, Long workflowId, String runId, RunPolicy policy) {
        return new SinglePoll(api, graphs, timer, listener, policy).at(operation, workflowId, runId);
    }

    /** What is known of the workflows whose runs were waited for. */
    public Timings timings() {
        return timings;
    }

    /** What is being waited for now; a live view. */
    public Collection<RunWait> waits() {
        return Collections.unmodifiableCollection(loops);
    }

    @Override
    protected void doStop() {
        loops.forEach(PollLoop::abandon);
    }
}
