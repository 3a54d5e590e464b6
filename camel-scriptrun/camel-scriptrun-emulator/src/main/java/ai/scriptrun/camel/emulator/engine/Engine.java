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
package ai.scriptrun.camel.emulator.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.scriptrun.camel.emulator.llm.LlmResponder;
import com.fasterxml.jackson.databind.JsonNode;

/** The execution service: stores workflows, starts runs and returns their state. Safe for use by several threads. */
public final class Engine implements AutoCloseable {

    private static final int BAD_STRUCTURE = 400;
    private static final int BAD_INPUT = 422;

    private final InstantSource clock;
    private final Journal journal;
    private final Workflows workflows;
    private final Runs runs;
    private final Execution execution;
    private final Workers workers = new Workers();
    private volatile Timing timing;
    private volatile boolean closed;

    /**
     * Starts the service.
     *
     * @param clock the clock of the service
     * @param timing how long runs take
     * @param llm answers the LLM nodes
     * @param httpHosts the hosts that HTTP nodes may call
     * @param journal where workflows and runs are kept; closed with the engine
     */
    public Engine(InstantSource clock, Timing timing, LlmResponder llm, AllowedHosts httpHosts, Journal journal) {
        this.clock = clock;
        this.timing = timing;
        this.journal = journal;
        this.workflows = new Workflows(journal);
        this.runs = new Runs(journal.runs());
        this.execution = new Execution(Map.of(
                NodeType.TRIGGER, new TriggerNode(),
                NodeType.IF_ELSE, new IfElseNode(),
                NodeType.LLM, new LlmNode(llm),
                NodeType.HTTP, new HttpNode(httpHosts),
                NodeType.OUTPUT, new OutputNode()));
    }

    /**
     * The stored workflows.
     *
     * @return the same store at every call
     */
    public Workflows workflows() {
        return workflows;
    }

    /**
     * The runs.
     *
     * @return the same store at every call
     */
    public Runs runs() {
        return runs;
    }

    /**
     * The service's time.
     *
     * @return now, by the clock that the engine was given
     */
    public Instant now() {
        return clock.instant();
    }

    /**
     * How long runs take that are started now.
     *
     * @return the timing
     */
    public Timing timing() {
        return timing;
    }

    /**
     * Changes how long runs take; those that were started before keep their times.
     *
     * @param newTiming the timing from now on
     */
    public void setTiming(Timing newTiming) {
        timing = newTiming;
    }

    /**
     * Starts a run.
     *
     * @param workflow what to run
     * @param input the input that templates see as {@code input}
     * @return the run, or why there is none
     */
    public StartAnswer start(Workflow workflow, JsonNode input) {
        if (!workflow.check().errors().isEmpty()) {
            return new StartAnswer.Rejected(BAD_STRUCTURE, workflow.check().errors());
        }
        RunInput checked = RunInput.of(workflow, input);
        if (!checked.errors().isEmpty()) {
            return new StartAnswer.Rejected(BAD_INPUT, checked.errors());
        }
        long number = runs.nextNumber();
        long now = clock.millis();
        PendingCourse pending = new PendingCourse(now, timing.of(number));
        Run run = new Run(UUID.randomUUID(), number, workflow.id(), now, Json.write(checked.value()), pending);
        runs.add(run);
        execute(workflow, checked.value(), run, pending);
        return new StartAnswer.Accepted(run);
    }

    private void execute(Workflow workflow, JsonNode input, Run run, PendingCourse pending) {
        Runnable work = () -> {
            Outcome outcome = execution.execute(workflow.graph(), input);
            change(run, pending.end(outcome, clock.millis()));
        };
        if (execution.isSlow(workflow.graph())) {
            journal.stored(run);
            workers.submit(work);
        } else {
            work.run();
        }
    }

    /**
     * Takes over what an execution service outside reports about a run.
     *
     * @param run the run
     * @param status its status from now on
     * @param results its node results from now on
     */
    public void report(Run run, RunStatus status, List<NodeResult> results) {
        long window = timing.of(run.number()).window();
        change(run, new ReportedCourse(new Outcome(status, results, 0), clock.millis(), window));
    }

    private void change(Run run, Course course) {
        runs.historyOf(run.workflowId()).change(run, course);
        // Runs that are interrupted by the end stay stored as pending, and have failed at the next start.
        if (!closed) {
            journal.stored(run);
        }
    }

    @Override
    public void close() {
        closed = true;
        workers.close();
        journal.close();
    }
}
