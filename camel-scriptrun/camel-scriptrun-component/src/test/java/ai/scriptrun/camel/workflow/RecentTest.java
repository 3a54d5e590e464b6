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
package ai.scriptrun.camel.workflow;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentTest {

    private static final int ENOUGH = 100;

    private final Recent<Integer, String> recent = new Recent<>(ENOUGH);

    @Test
    void keepsAtLeastTheGivenNumberOfEntries() {
        for (int last = 0; last < 10 * ENOUGH; last++) {
            recent.put(last, "value " + last);

            int oldest = Math.max(0, last - ENOUGH + 1);
            assertThat(recent.get(oldest)).contains("value " + oldest);
            assertThat(recent.get(last)).contains("value " + last);
        }
    }

    @Test
    void keepsAtMostTwiceTheGivenNumber() {
        IntStream.range(0, 10 * ENOUGH).forEach(i -> recent.put(i, "value"));

        assertThat(IntStream.range(0, 10 * ENOUGH).filter(i -> recent.get(i).isPresent()))
                .hasSizeLessThanOrEqualTo(2 * ENOUGH);
    }

    @Test
    void keepsTheLatestValue() {
        recent.put(1, "old");
        IntStream.range(2, 2 + ENOUGH).forEach(i -> recent.put(i, "value"));
        recent.put(1, "new");

        assertThat(recent.get(1)).contains("new");
        assertThat(recent.get(-1)).isEmpty();
    }
}
