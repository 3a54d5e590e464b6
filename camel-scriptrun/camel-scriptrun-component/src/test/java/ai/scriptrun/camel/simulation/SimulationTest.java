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
package ai.scriptrun.camel.simulation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Three nodes, their store, the service and time in one thread: each seed is a history of its own, in which nodes
 * crash and stand still, responses are lost, the store and the service fail. {@code -Dsimulation.seed=7} replays one.
 */
@ExtendWith(SilentLog.class)
class SimulationTest {

    /** Takes half a minute on two busy cores. */
    private static final int USUAL = 4_000;

    @Test
    void thePromisesAreKeptInEveryHistory() throws Exception {
        Long only = Long.getLong("simulation.seed");
        Campaign campaign = only == null
                ? new Campaign(0, Integer.getInteger("simulation.histories", USUAL), Bug.NONE)
                : new Campaign(only, 1, Bug.NONE);
        List<Long> failed = campaign.run().failed();
        campaign.publish("simulation-small", "seeds from 0");
        if (!failed.isEmpty()) {
            fail("Seeds " + failed + "\n" + Report.of(failed.get(0), Bug.NONE));
        }
    }

    @Test
    void aSeedReplaysExactlyOnAnyThread() {
        Map<Long, Long> digests = new ConcurrentHashMap<>();
        LongStream.range(0, 60).parallel().forEach(seed -> digests.put(seed, digest(seed)));
        LongStream.range(0, 60)
                .forEach(seed -> assertThat(digest(seed)).as("seed " + seed).isEqualTo(digests.get(seed)));
    }

    private static long digest(long seed) {
        return History.of(seed).run(Bug.NONE, false).digest();
    }
}
