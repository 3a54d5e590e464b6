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
package ai.scriptrun.camel.examples.scheduledbatch;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The batch's files. */
final class Csv {

    private static final CSVFormat INPUT = CSVFormat.DEFAULT
            .builder()
            .setHeader("id", "feedback")
            .setSkipHeaderRecord(true)
            .get();
    private static final CSVFormat RESULT = CSVFormat.DEFAULT
            .builder()
            .setHeader("id", "feedback", "sentiment", "error")
            .setRecordSeparator('\n')
            .get();

    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** Number, id, feedback and the number again, as the insert wants them. */
    static List<Object[]> read(Path csv) throws IOException {
        try (CSVParser records = CSVParser.parse(csv, UTF_8, INPUT)) {
            List<Object[]> rows = new ArrayList<>();
            for (CSVRecord row : records) {
                int number = Math.toIntExact(row.getRecordNumber());
                rows.add(new Object[] {number, row.get("id"), row.get("feedback"), number});
            }
            return rows;
        }
    }

    /** The whole file or none. */
    static void write(Path result, List<Map<String, Object>> rows) throws IOException {
        Path temporary = result.resolveSibling(result.getFileName() + ".part");
        try (Writer file = Files.newBufferedWriter(temporary, UTF_8);
                CSVPrinter printer = RESULT.print(file)) {
            for (Map<String, Object> row : rows) {
                printer.printRecord(row.values().stream().map(Csv::cell).toList());
            }
        }
        Files.move(temporary, result, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A spreadsheet takes a cell that begins so for a formula, and feedback comes from anybody. */
    private static Object cell(Object value) {
        return value instanceof String text && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : value;
    }
}
