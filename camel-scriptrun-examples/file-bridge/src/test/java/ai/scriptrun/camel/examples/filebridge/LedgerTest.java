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
package ai.scriptrun.camel.examples.filebridge;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTest {

    @Test
    void isBalancedWithOneResultForEachFile() {
        Ledger ledger = Ledger.of(List.of("a", "b"));
        ledger.ended(result("b"));
        assertThat(ledger.isBalanced()).isFalse();
        assertThat(ledger).hasToString("2 files in, 1 result out, 1 missing (a), none twice");

        ledger.ended(result("a"));
        assertThat(ledger.isBalanced()).isTrue();
        assertThat(ledger).hasToString("2 files in, 2 results out, none missing, none twice");
    }

    @Test
    void noticesASecondResult() {
        Ledger ledger = Ledger.of(List.of("a"));
        ledger.sent("a");
        ledger.ended(result("a"));
        ledger.sent("a");
        ledger.ended(result("a"));

        assertThat(ledger.isBalanced()).isFalse();
        assertThat(ledger).hasToString("1 file in, 2 results out, none missing, 1 twice (a)");
    }

    @Test
    void noticesAResultThatNobodyAskedFor() {
        Ledger ledger = Ledger.of(List.of("a"));
        ledger.ended(result("a"));
        ledger.ended(result("b"));

        assertThat(ledger.isBalanced()).isFalse();
    }

    @Test
    void isSettledOnceItHasEndedForEachFileWellOrNot() {
        AtomicInteger settled = new AtomicInteger();
        Ledger ledger = Ledger.of(List.of("a", "b"));
        ledger.onSettled(settled::incrementAndGet);

        ledger.ended(failure("a"));
        assertThat(settled).hasValue(0);
        ledger.ended(result("b"));
        assertThat(settled).hasValue(1);
        assertThat(ledger.isBalanced()).isFalse();
    }

    @Test
    void takesOneNameAgainAndAgainWhereItIsOpen() {
        Ledger ledger = Ledger.open();
        for (int i = 0; i < 2; i++) {
            ledger.sent("a");
            ledger.ended(result("a"));
        }

        assertThat(ledger.isBalanced()).isTrue();
        assertThat(ledger).hasToString("2 files in, 2 results out, none missing, none twice");
    }

    @Test
    void namesNotMoreThanAPersonReads() {
        assertThat(Ledger.of(List.of("1", "2", "3", "4", "5", "6")))
                .hasToString("6 files in, 0 results out, 6 missing (1, 2, 3, 4, 5, ...), none twice");
    }

    private static Ending result(String file) {
        return new Ending(file, true, "", Duration.ZERO, 1, 0.0);
    }

    private static Ending failure(String file) {
        return new Ending(file, false, "", null, null, null);
    }
}
