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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CsvTest {

    @TempDir
    private Path folder;

    private List<String> lines(String feedback) throws Exception {
        Path file = folder.resolve("result.csv");
        Csv.write(
                file, List.of(new Row("key", "1", feedback)), Map.of("key", new Results.Result("neutral", null, null)));
        return Files.readAllLines(file);
    }

    @Test
    void aCellThatASpreadsheetWouldTakeForAFormulaIsMadeText() throws Exception {
        for (String begin : new String[] {"=", "+", "-", "@"}) {
            assertThat(lines(begin + "1+1").get(1)).isEqualTo("1,'" + begin + "1+1,neutral,");
        }
    }

    @Test
    void anyOtherCellStaysAsItIs() throws Exception {
        assertThat(lines("1 = 1").get(1)).startsWith("1,1 = 1,");
    }
}
