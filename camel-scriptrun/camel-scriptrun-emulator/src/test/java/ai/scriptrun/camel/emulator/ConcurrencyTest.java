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

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyTest {

    private static final int CLIENTS = 8;
    private static final int STARTS = 50;

    @Test
    void everyStartOfManyConcurrentClientsIsASeparateRun() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (ScriptRunEmulator emulator = ScriptRunEmulator.start()) {
            Api api = new Api(emulator);
            long id = emulator.createWorkflow(SampleWorkflow.WELCOME.json());
            Callable<List<String>> client = () ->
                    IntStream.range(0, STARTS).mapToObj(i -> api.run(id, "{}")).toList();

            Set<String> runIds = new HashSet<>();
            for (Future<List<String>> started : clients.invokeAll(
                    IntStream.range(0, CLIENTS).mapToObj(i -> client).toList())) {
                runIds.addAll(started.get());
            }

            assertThat(runIds).hasSize(CLIENTS * STARTS);
            assertThat(emulator.runs().accepted()).isEqualTo(CLIENTS * STARTS);
            assertThat(emulator.runs().ids()).containsExactlyInAnyOrderElementsOf(runIds);
            assertThat(api.get(id + "/history/?page_size=1000")
                            .json()
                            .path("results")
                            .findValuesAsText("id"))
                    .containsExactlyInAnyOrderElementsOf(runIds);
        } finally {
            clients.shutdownNow();
        }
    }
}
