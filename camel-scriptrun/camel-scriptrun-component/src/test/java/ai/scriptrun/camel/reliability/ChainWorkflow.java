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
package ai.scriptrun.camel.reliability;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.scriptrun.camel.model.NodeResult;
import ai.scriptrun.camel.model.WorkflowRun;

/** A workflow of a trigger and several outputs in a row, so that a result can be partial and in any order. */
final class ChainWorkflow {

    private static final int OUTPUTS = 5;

    private ChainWorkflow() {}

    /** The workflow; each output is the input's number, the output's own, and this text. */
    static String json(String text) {
        String nodes = IntStream.rangeClosed(1, OUTPUTS)
                .mapToObj(i -> """
                    {"id": "%s", "type": "output-node",
                     "data": {"name": "Out %d", "content": "{{ input.n }}.%d%s"}}""".formatted(id(i), i, i, text))
                .collect(Collectors.joining(","));
        String edges = IntStream.range(0, OUTPUTS)
                .mapToObj(i -> """
                    {"id": "e%d", "source": "%s", "target": "%s"}""".formatted(i, id(i), id(i + 1)))
                .collect(Collectors.joining(","));
        return """
            {"project": 1, "title": "Chain", "data": {"start_node": "%s", "nodes": [
              {"id": "%s", "type": "trigger-node", "data": {"name": "Trigger", "input_fields": []}}, %s],
              "edges": [%s]}}""".formatted(id(0), id(0), nodes, edges);
    }

    /** UUID of the trigger, 0, or of an output. */
    static String id(int node) {
        return "00000000-0000-0000-0000-0000000000%02d".formatted(node);
    }

    /** The node results of a run of {@link #json} as far as the trigger and these first outputs, in the API's form. */
    static String firstResults(int outputs) {
        return IntStream.rangeClosed(0, outputs)
                .mapToObj(i -> """
                    "%s": {"id": "%s", "status": "succeed", "result": {"content": "?"}}""".formatted(id(i), id(i)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Whether the result of a run of {@link #json} for an input is complete. */
    static boolean isWhole(WorkflowRun run, int input, String text) {
        Map<String, NodeResult> data = run.getData();
        return IntStream.rangeClosed(1, OUTPUTS)
                .allMatch(i -> data.containsKey(id(i))
                        && (input + "." + i + text).equals(data.get(id(i)).getContent()));
    }
}
