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

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.AwaitedRun;

/** Counts a component's work since its creation. Thread-safe; reading several figures is not atomic. */
public final class Figures implements Observer {

    private final LongAdder calls = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder throttlings = new LongAdder();
    private final LongAdder starts = new LongAdder();
    private final LongAdder polls = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unfinished = new LongAdder();
    private static final double BILLIONTHS = 1e9;

    private final DoubleAdder cost = new DoubleAdder();

    @Override
    public void called(Long workflowId) {
        calls.increment();
    }

    @Override
    public void retried(Long workflowId) {
        retries.increment();
    }

    @Override
    public void throttled(Long workflowId) {
        throttlings.increment();
    }

    @Override
    public void started(long workflowId) {
        starts.increment();
    }

    @Override
    public void polled(Long workflowId) {
        polls.increment();
    }

    @Override
    public void finished(AwaitedRun awaited, FinishedRun run, Instant now) {
        counter(run.status()).increment();
        Double paid = run.run().getTotalCost();
        if (paid != null) {
            cost.add(paid);
        }
    }

    private LongAdder counter(RunStatus status) {
        return switch (status) {
            case SUCCEEDED -> succeeded;
            case FAILED, RUNNING, UNKNOWN -> failed;
        };
    }

    @Override
    public void givenUp(Long workflowId) {
        unfinished.increment();
    }

    /** Calls of the API, retries included. */
    public long calls() {
        return calls.sum();
    }

    /** Retried calls. */
    public long retries() {
        return retries.sum();
    }

    /** Responses that throttled the calls (429, or 503 with Retry-After). */
    public long throttlings() {
        return throttlings.sum();
    }

    /** Started runs. */
    public long starts() {
        return starts.sum();
    }

    /** Result polls. */
    public long polls() {
        return polls.sum();
    }

    /** Awaited runs that succeeded. */
    public long succeeded() {
        return succeeded.sum();
    }

    /** Awaited runs that failed. */
    public long failed() {
        return failed.sum();
    }

    /** Awaited runs that ended without a result, such as by a timeout. */
    public long unfinished() {
        return unfinished.sum();
    }

    /** Cost of the finished runs in USD, as far as the service reported it. */
    public double costUsd() {
        // Removes the rounding errors of a sum of doubles.
        return Math.round(cost.sum() * BILLIONTHS) / BILLIONTHS;
    }

    /** Calls of the API per finished run; 0 before the first. */
    public double callsPerFinishedRun() {
        long finished = succeeded() + failed();
        return finished == 0 ? 0 : (double) calls() / finished;
    }

    /** All figures by name. */
    public Map<String, Object> asMap() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calls", calls());
        figures.put("retries", retries());
        figures.put("throttled", throttlings());
        figures.put("starts", starts());
        figures.put("polls", polls());
        figures.put("succeeded", succeeded());
        figures.put("failed", failed());
        figures.put("unfinished", unfinished());
        figures.put("costUsd", costUsd());
        figures.put("callsPerFinishedRun", callsPerFinishedRun());
        return figures;
    }
}
