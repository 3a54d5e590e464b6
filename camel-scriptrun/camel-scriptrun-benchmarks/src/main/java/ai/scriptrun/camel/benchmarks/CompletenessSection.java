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
package ai.scriptrun.camel.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.benchmarks.WarmJvm.Subject;
import ai.scriptrun.camel.benchmarks.report.Spread;
import ai.scriptrun.camel.benchmarks.report.Table;
import ai.scriptrun.camel.benchmarks.stub.Stub;

/** What it costs to tell whether a result is complete and to read it, by the workflow's size. */
final class CompletenessSection implements Section {

    @Override
    public String title() {
        return "Completeness and content";
    }

    @Override
    public String measure(Plan plan, Stub stub) throws Exception {
        Map<Work, Subject> subjects = new LinkedHashMap<>();
        for (String method : List.of("graph", "check", "contents")) {
            for (int nodes : plan.nodes()) {
                subjects.put(new Work(method, nodes), new Subject(method, Map.of("nodes", nodes)));
            }
        }
        Map<Work, List<Measurement>> measured;
        try (WarmJvm jvm = WarmJvm.start(plan, GraphCost.class)) {
            // Little code, and the same in all sizes.
            measured = jvm.measureInTurn(subjects, plan, plan.warmUp().dividedBy(2));
        }
        Table table = new Table("Work", "nodes", "µs", "ns a node", "bytes allocated a node");
        measured.forEach((work, measurements) -> {
            Spread score = Spread.of(measurements, Measurement::score);
            table.row(
                    work.title(),
                    work.nodes(),
                    score,
                    Spread.number(score.median() * 1_000 / work.nodes()),
                    Spread.number(Spread.of(measurements, Measurement::bytes).median() / work.nodes()));
        });
        return table + "\nThe workflow is a chain of if/else nodes with two branches each.\n";
    }

    /** What {@link GraphCost} does in a method, with so many nodes. */
    private record Work(String method, int nodes) {

        String title() {
            return switch (method) {
                case "graph" -> "read a workflow's graph";
                case "check" -> "check a result against it";
                default -> "parse a fenced JSON content for each node";
            };
        }
    }
}
