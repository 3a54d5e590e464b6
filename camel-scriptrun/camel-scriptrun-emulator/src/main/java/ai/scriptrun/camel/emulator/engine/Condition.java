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
package ai.scriptrun.camel.emulator.engine;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The six operators of an if-else node. */
enum Condition {
    EQUAL("==", order -> order == 0),
    NOT_EQUAL("!=", order -> order != 0),
    GREATER(">", order -> order > 0),
    LESS("<", order -> order < 0),
    GREATER_OR_EQUAL(">=", order -> order >= 0),
    LESS_OR_EQUAL("<=", order -> order <= 0);

    private final String symbol;

    @SuppressWarnings("ImmutableEnumChecker") // the predicates above hold no state
    private final IntPredicate holds;

    Condition(String symbol, IntPredicate holds) {
        this.symbol = symbol;
        this.holds = holds;
    }

    static Optional<Condition> of(String symbol) {
        return Arrays.stream(values())
                .filter(condition -> condition.symbol.equals(symbol))
                .findFirst();
    }

    /** Compares as numbers if both sides are numbers, else as text. */
    boolean test(String left, String right) {
        BigDecimal leftNumber = number(left);
        BigDecimal rightNumber = number(right);
        return holds.test(
                leftNumber != null && rightNumber != null ? leftNumber.compareTo(rightNumber) : left.compareTo(right));
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
