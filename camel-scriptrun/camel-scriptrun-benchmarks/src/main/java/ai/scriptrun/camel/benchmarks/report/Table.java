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
package ai.scriptrun.camel.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown table. */
public final class Table {

    private final List<String> lines = new ArrayList<>();

    /** @param columns their heads; the first column is text, the others are figures */
    public Table(String... columns) {
        lines.add(line(Stream.of(columns)));
        lines.add(line(Stream.iterate(0, i -> i < columns.length, i -> i + 1).map(i -> i == 0 ? "---" : "---:")));
    }

    /** Adds a row. */
    public void row(Object... cells) {
        lines.add(line(Stream.of(cells).map(cell -> cell instanceof Number n ? Spread.number(n.doubleValue()) : cell)));
    }

    private static String line(Stream<?> cells) {
        return cells.map(Object::toString).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** As Markdown. */
    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
