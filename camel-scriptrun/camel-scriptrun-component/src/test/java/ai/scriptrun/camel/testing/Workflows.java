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
package ai.scriptrun.camel.testing;

/** Workflows for tests. */
public final class Workflows {

    /** One trigger and one output that repeats the input's {@code n}. */
    public static final String ECHO = """
            {"project": 1, "title": "Echo", "data": {
              "start_node": "00000000-0000-0000-0000-00000000000a",
              "nodes": [
                {"id": "00000000-0000-0000-0000-00000000000a", "type": "trigger-node",
                 "data": {"name": "Trigger", "input_fields": []}},
                {"id": "00000000-0000-0000-0000-00000000000b", "type": "output-node",
                 "data": {"name": "Out", "content": "n={{ input.n }}"}}],
              "edges": [{"id": "e1", "source": "00000000-0000-0000-0000-00000000000a",
                         "target": "00000000-0000-0000-0000-00000000000b"}]}}
            """;

    private Workflows() {}
}
