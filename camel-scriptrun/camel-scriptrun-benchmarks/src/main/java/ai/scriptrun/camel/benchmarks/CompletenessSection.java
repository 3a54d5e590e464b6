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
import java.util.Map;

import ai.scriptrun.camel.benchmarks.report.Spread;
import ai.scriptrun.camel.benchmarks.report.Table;
import ai.scriptrun.camel.benchmarks.stub.Stub;
import ai.scriptrun.camel.run.GraphCost;

/** What it costs to tell whether a result is complete and to read it, by the workflow's size. */
final class CompletenessSection implements Section {

    @Override
    public String title() {
        return "Completeness and content";
    }

    @Override
    public String measure(Plan plan, Stub stub) throws Exception {
        Map<String, Map<Integer, Jmh>> work = new LinkedHashMap<>();
        for (String method : new String[] {"graph", "check", "contents"}) {
            Map<Integer, Jmh> sizes = new LinkedHashMap<>();
            for (int nodes : plan.nodes()) {
                Map<String, String> parameters = Map.of("nodes", Integer.toString(nodes));
                sizes.put(nodes, new Jmh(plan, GraphCost.class, method, 1, parameters, null));
            }
            work.put(method, sizes);
        }
        Table table = new Table("Work", "nodes", "µs", "ns a node", "bytes allocated a node");
        for (Map.Entry<String, Map<Integer, Jmh>> method : work.entrySet()) {
            Section.progress(method.getKey());
            for (Map.Entry<Integer, Jmh> size : method.getValue().entrySet()) {
                Jmh jmh = size.getValue();
                jmh.round();
                int nodes = size.getKey();
                table.row(
                        name(method.getKey()),
                        nodes,
                        jmh.score(),
                        Spread.number(jmh.score().median() * 1_000 / nodes),
                        Spread.number(jmh.bytes().median() / nodes));
            }
        }
        return table + "\nThe workflow is a chain of if/else nodes with two branches each.\n";
    }

    private static String name(String method) {
        return switch (method) {
            case "graph" -> "read a workflow's graph";
            case "check" -> "check a result against it";
            default -> "parse a fenced JSON content for each node";
        };
    }
}
