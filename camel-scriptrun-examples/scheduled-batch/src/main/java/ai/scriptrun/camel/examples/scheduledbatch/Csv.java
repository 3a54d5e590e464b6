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
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.scriptrun.camel.examples.scheduledbatch.Results.Result;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;

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

    static Batch read(Path csv) throws IOException {
        String batch = UUID.nameUUIDFromBytes(Files.readAllBytes(csv)).toString();
        try (CSVParser records = CSVParser.parse(csv, UTF_8, INPUT)) {
            List<Row> rows = records.stream()
                    .map(row -> new Row(batch + "/" + row.getRecordNumber(), row.get("id"), row.get("feedback")))
                    .toList();
            return new Batch(batch, rows);
        } catch (UncheckedIOException e) {
            throw new IOException(csv + " is no CSV: " + e.getCause().getMessage(), e);
        }
    }

    /** Writes a line for each row; the file is written completely or not at all. */
    static void write(Path file, List<Row> rows, Map<String, Result> results) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(temporary, UTF_8);
                CSVPrinter printer = RESULT.print(out)) {
            for (Row row : rows) {
                Result result = results.get(row.key());
                printer.printRecord(cell(row.id()), cell(row.feedback()), cell(result.answer()), cell(result.error()));
            }
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A spreadsheet treats a cell that begins like this as a formula, and feedback is untrusted. */
    private static String cell(String text) {
        return text != null && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
