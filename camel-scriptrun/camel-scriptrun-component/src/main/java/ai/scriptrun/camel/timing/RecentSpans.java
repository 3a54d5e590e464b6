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
package ai.scriptrun.camel.timing;

import java.util.Optional;
import java.util.TreeMap;

/**
 * The most recent spans of a kind, so few that a change shows soon: of {@value #CAPACITY}, twenty new ones are a third.
 * Thread-safe.
 *
 * <p>Whether one counts is decided when it begins, and it takes a place until it has ended. Of many that began together
 * the short ones end first; if all of them counted, they would be all that is known for a while.
 */
final class RecentSpans {

    /** With fewer, nothing is known. */
    static final int ENOUGH = 8;

    /** How many are kept. */
    static final int CAPACITY = 100;

    private static final int MOST_OPEN = CAPACITY / 2;

    private final TreeMap<Long, Span> spans = new TreeMap<>();
    private long begun;
    private int open;
    private Optional<Distribution> distribution = Optional.empty();

    /** One has begun. Returns its number for {@link #end}, or empty where it doesn't count. */
    synchronized Optional<Long> begin() {
        if (open >= MOST_OPEN) {
            return Optional.empty();
        }
        open++;
        return Optional.of(begun++);
    }

    /**
     * It is over.
     *
     * @param span empty where its end was not seen
     */
    synchronized void end(long number, Optional<Span> span) {
        open--;
        if (span.isPresent()) {
            spans.put(number, span.get());
            if (spans.size() > CAPACITY) {
                spans.pollFirstEntry();
            }
            if (distribution.isPresent() || isEnough()) {
                distribution = Optional.of(Distribution.of(spans.values()));
            }
        }
    }

    /** The first of many to end say little while most of them have not. */
    private boolean isEnough() {
        return spans.size() >= ENOUGH && spans.size() >= open;
    }

    /** One that began and ended. */
    void add(Span span) {
        begin().ifPresent(number -> end(number, Optional.of(span)));
    }

    synchronized Optional<Distribution> distribution() {
        return distribution;
    }

    synchronized int size() {
        return spans.size();
    }
}
