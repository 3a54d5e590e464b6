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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a proof has counted, as a table. It is printed, and with {@code -Dscriptrun.docs.write=true} written into the page
 * <i>How it is tested</i>, between the line {@code // counts: name} and the line {@code // end}.
 */
public final class ProofReport {

    private static final Path PAGE = Path.of("../../docs/how-it-is-tested.adoc");

    private final String name;
    private final String conditions;
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param name       of the proof, as the page has it
     * @param conditions such as the seed and the time
     * @param columns    the table's header
     */
    public ProofReport(String name, String conditions, String... columns) {
        this.name = name;
        this.conditions = conditions;
        this.columns = List.of(columns);
    }

    /** Adds a row. */
    public ProofReport row(Object... cells) {
        rows.add(Arrays.stream(cells).map(ProofReport::text).toList());
        return this;
    }

    private static String text(Object cell) {
        return cell instanceof Integer || cell instanceof Long
                ? String.format(Locale.ROOT, "%,d", ((Number) cell).longValue())
                : String.valueOf(cell);
    }

    /** Prints the table, and writes it into the page if that is wanted. */
    public void publish() {
        System.out.println(name + ", " + conditions);
        System.out.println("| " + String.join(" | ", columns) + " |");
        System.out.println("|" + "---|".repeat(columns.size()));
        rows.forEach(row -> System.out.println("| " + String.join(" | ", row) + " |"));
        if (Boolean.getBoolean("scriptrun.docs.write")) {
            try {
                write();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void write() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int begin = page.indexOf("// counts: " + name);
        if (begin < 0) {
            return;
        }
        int end = begin + page.subList(begin, page.size()).indexOf("// end");
        List<String> fresh = new ArrayList<>(page.subList(0, begin + 1));
        fresh.add("." + LocalDate.now(ZoneOffset.UTC) + ", " + conditions);
        fresh.add("[options=\"header\"]");
        fresh.add("|===");
        fresh.add("|" + String.join(" |", columns));
        rows.forEach(row -> {
            fresh.add("");
            row.forEach(cell -> fresh.add("|" + cell));
        });
        fresh.add("|===");
        fresh.addAll(page.subList(end, page.size()));
        Files.write(PAGE, fresh);
    }
}
