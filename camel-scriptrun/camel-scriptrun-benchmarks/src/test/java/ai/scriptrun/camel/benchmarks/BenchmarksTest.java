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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every benchmark runs and gives figures; how good they are is no matter of a test. */
class BenchmarksTest {

    private static final Pattern FIGURES = Pattern.compile("\\| [0-9][0-9.,]*( \\(|\\s)");

    @Test
    void everySectionOfTheReportHasFigures() throws Exception {
        List<Section> sections = Benchmarks.sections();

        String report = Benchmarks.report(Plan.brief(), sections);

        Files.writeString(Path.of("target", "brief-report.md"), report);
        assertThat(report).startsWith("# Benchmark report\n").contains("| Camel | 4.");
        String[] parts = report.split("\n## ", -1);
        assertThat(parts).hasSize(1 + sections.size());
        for (int i = 0; i < sections.size(); i++) {
            assertThat(parts[i + 1]).startsWith(sections.get(i).title()).containsPattern(FIGURES);
            assertThat(parts[i + 1]).doesNotContain("NaN", "Infinity", "not done");
        }
    }
}
