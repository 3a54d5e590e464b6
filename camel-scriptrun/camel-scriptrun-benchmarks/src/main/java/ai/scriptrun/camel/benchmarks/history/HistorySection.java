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
import java.util.Map;

import ai.scriptrun.camel.benchmarks.Jmh;
import ai.scriptrun.camel.benchmarks.Plan;
import ai.scriptrun.camel.benchmarks.Section;
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
        Map<Integer, Jmh> lengths = new LinkedHashMap<>();
        for (int runs : plan.oldRuns()) {
            lengths.put(runs, new Jmh(plan, HistoryPoll.class, "poll", 1, Map.of(), stub.service(stub.workflow(runs))));
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Map.Entry<Integer, Jmh> length : lengths.entrySet()) {
                Section.progress("round " + round + ": " + length.getKey() + " old runs");
                length.getValue().round();
            }
        }
        Table table =
                new Table("Old runs", "polls a second", "calls a poll", "bytes allocated in a poll", "of the shortest");
        Spread first = lengths.values().iterator().next().score();
        lengths.forEach((runs, jmh) -> table.row(
                Spread.number(runs),
                jmh.score(),
                jmh.measured("calls").dividedBy(jmh.score()),
                jmh.bytes(),
                jmh.score().dividedBy(first)));
        return table.toString();
    }
}
