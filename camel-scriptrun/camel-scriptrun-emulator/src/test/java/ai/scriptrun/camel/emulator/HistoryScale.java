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
package ai.scriptrun.camel.emulator;

import java.time.Duration;

/** Prints how long pages of a long history take, and how much memory it takes. Argument: runs (default 1,000,000). */
public final class HistoryScale {

    private HistoryScale() {}

    public static void main(String[] arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        try (ScriptRunEmulator emulator = ScriptRunEmulator.builder()
                .journal(false)
                .queueTime(Duration.ZERO)
                .runTime(Duration.ZERO)
                .consistencyWindow(Duration.ZERO)
                .start()) {
            long id = emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
            long before = usedMegabytes();
            long start = System.nanoTime();
            for (int i = 0; i < runs; i++) {
                emulator.runs().start(id, "{\"feedback\": \"Text " + i + "\"}");
            }
            System.out.printf(
                    "%,d runs started in %,d ms, %,d MB%n", runs, millisSince(start), usedMegabytes() - before);
            Api api = new Api(emulator);
            for (int round = 0; round < 2; round++) {
                for (String query :
                        new String[] {"?", "?page=last", "?ordering=created_at&page=9000", "?ordering=-cost"}) {
                    long asked = System.nanoTime();
                    int count = api.get(id + "/history/" + query + "&page_size=100")
                            .json()
                            .path("count")
                            .intValue();
                    System.out.printf("history/%s of %,d: %,d ms%n", query, count, millisSince(asked));
                }
            }
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static long usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
