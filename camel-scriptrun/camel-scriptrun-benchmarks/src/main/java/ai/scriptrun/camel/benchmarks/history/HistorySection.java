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
package ai.scriptrun.camel.benchmarks.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.benchmarks.Measurement;
import ai.scriptrun.camel.benchmarks.Plan;
import ai.scriptrun.camel.benchmarks.Section;
import ai.scriptrun.camel.benchmarks.WarmJvm;
import ai.scriptrun.camel.benchmarks.WarmJvm.Subject;
import ai.scriptrun.camel.benchmarks.report.Spread;
import ai.scriptrun.camel.benchmarks.report.Table;
import ai.scriptrun.camel.benchmarks.stub.Stub;

/** What a poll of a history costs, by the history's length. */
public final class HistorySection implements Section {

    @Override
    public String title() {
        return "Consumer on a long history";
    }

    @Override
    public String measure(Plan plan, Stub stub) throws Exception {
        Map<Integer, Subject> lengths = new LinkedHashMap<>();
        for (int runs : plan.oldRuns()) {
            lengths.put(runs, new Subject("poll", Map.of("workflow", stub.workflow(runs))));
        }
        Map<Integer, List<Measurement>> measured;
        try (WarmJvm jvm = WarmJvm.start(plan, HistoryPoll.class, stub.service(stub.workflow(1)))) {
            measured = jvm.measureInTurn(lengths, plan, plan.warmUp());
        }
        Table table =
                new Table("Old runs", "polls a second", "calls a poll", "bytes allocated in a poll", "of the shortest");
        Spread first = Spread.of(measured.values().iterator().next(), Measurement::score);
        measured.forEach((runs, polls) -> {
            Spread score = Spread.of(polls, Measurement::score);
            table.row(
                    Spread.number(runs),
                    score,
                    Spread.of(polls, poll -> poll.figure("calls")).dividedBy(score),
                    Spread.of(polls, Measurement::bytes),
                    score.dividedBy(first));
        });
        return table.toString();
    }
}
