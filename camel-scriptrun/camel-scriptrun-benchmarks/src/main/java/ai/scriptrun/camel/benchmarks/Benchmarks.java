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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

import ai.scriptrun.camel.benchmarks.calls.CallSection;
import ai.scriptrun.camel.benchmarks.emulator.EmulatorSection;
import ai.scriptrun.camel.benchmarks.history.HistorySection;
import ai.scriptrun.camel.benchmarks.report.Machine;
import ai.scriptrun.camel.benchmarks.stub.Stub;
import ai.scriptrun.camel.benchmarks.stub.StubService;
import ai.scriptrun.camel.benchmarks.waiting.WaitingSection;

/** Measures everything, and writes a report in Markdown. */
public final class Benchmarks {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Benchmarks() {}

    /** Measures as much as figures need; its arguments are the report's file and which sections, if not all. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        String wanted = arguments.length > 1 ? arguments[1] : "";
        String report = report(
                Plan.full(),
                sections().stream()
                        .filter(section -> section.title().startsWith(wanted))
                        .toList());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, report);
        System.out.println("The report is in " + file.toAbsolutePath().normalize());
    }

    static List<Section> sections() {
        return List.of(
                new CallSection(),
                new WaitingSection(),
                new HistorySection(),
                new CompletenessSection(),
                new EmulatorSection());
    }

    /** Measures as much as planned. */
    static String report(Plan plan, List<Section> sections) throws Exception {
        Instant begin = Instant.now();
        double load = Machine.load();
        StringBuilder parts = new StringBuilder();
        try (ChildJvm service = ChildJvm.start(StubService.class)) {
            Stub stub = new Stub("http://127.0.0.1:" + service.await(StubService.LISTENING, PATIENCE));
            for (Section section : sections) {
                System.out.println(section.title());
                parts.append("\n## ").append(section.title()).append("\n\n");
                parts.append(section.measure(plan, stub));
            }
        }
        return head(begin, load) + parts;
    }

    private static String head(Instant begin, double load) throws IOException {
        Duration took = Duration.between(begin, Instant.now());
        return "# Benchmark report\n\n"
                + String.format(
                        Locale.ROOT,
                        "Measured at %s, in %d s; load of the machine %.2f before, %.2f after."
                                + " Figures are medians, with the least and the greatest in brackets.%n%n",
                        begin.truncatedTo(ChronoUnit.SECONDS),
                        took.toSeconds(),
                        load,
                        Machine.load())
                + Machine.describe();
    }
}
