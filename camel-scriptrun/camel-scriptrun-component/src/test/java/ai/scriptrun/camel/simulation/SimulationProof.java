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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.fail;

/**
 * As {@link SimulationTest}, with many more histories, and others each time: {@code mvn -Pproof test
 * -Dtest=SimulationProof -Dsimulation.histories=1000000}.
 */
@ExtendWith(SilentLog.class)
class SimulationProof {

    private static final int USUAL = 100_000;

    @Test
    void thePromisesAreKeptInEveryHistory() throws Exception {
        long first = Long.getLong("simulation.first", System.currentTimeMillis());
        Campaign campaign = new Campaign(first, Integer.getInteger("simulation.histories", USUAL), Bug.NONE).run();
        List<Long> failed = campaign.failed();
        campaign.publish("simulation", "seeds from " + first);
        if (!failed.isEmpty()) {
            fail("Seeds " + failed + "\n" + Report.of(failed.get(0), Bug.NONE));
        }
    }
}
