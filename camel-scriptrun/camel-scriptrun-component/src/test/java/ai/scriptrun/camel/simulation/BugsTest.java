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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The simulation finds bugs that are put in by hand, each of a kind that this component once had. */
@ExtendWith(SilentLog.class)
class BugsTest {

    private static final int HISTORIES = 2_000;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void isFound(Bug bug) throws Exception {
        Campaign campaign = new Campaign(0, HISTORIES, bug).run();
        assertThat(campaign.failed()).isNotEmpty();
        long seed = campaign.failed().get(0);
        System.out.println(bug + " is found by seed " + seed + ": "
                + History.of(seed).run(bug, false).violation());
    }

    @Test
    void whatAFailureDoesNotNeedIsLeftOut() throws Exception {
        Bug bug = Bug.START_IS_RETRIED;
        History failing = History.of(new Campaign(0, HISTORIES, bug)
                .run().failed().stream()
                        .filter(seed -> History.of(seed).faults().size() > 2)
                        .findFirst()
                        .orElseThrow());

        History shrunk = Shrinking.of(failing, bug);

        assertThat(shrunk.faults()).hasSizeLessThan(failing.faults().size());
        assertThat(failing.faults()).containsAll(shrunk.faults());
        assertThat(shrunk.run(bug, false).violation()).startsWith("started twice");
        assertThat(Report.of(failing.seed(), bug))
                .contains("Seed " + failing.seed(), "-Dsimulation.seed=" + failing.seed(), "VIOLATION started twice");
        for (Fault fault : shrunk.faults()) {
            History without = new History(
                    shrunk.seed(),
                    shrunk.faults().stream()
                            .filter(other -> !other.equals(fault))
                            .toList());
            assertThat(without.run(bug, false).violation()).isNull();
        }
    }
}
