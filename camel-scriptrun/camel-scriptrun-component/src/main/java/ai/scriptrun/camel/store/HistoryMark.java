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
package ai.scriptrun.camel.store;

import java.time.Instant;

/**
 * How far a workflow's history is known. Times are those of the history's own entries.
 *
 * @param begunAt  when the newest run was created that was there at the consumer's first ever reading, or when the
 *                 consumer was started if that was earlier; {@code null} if there was none or its entry had no time
 * @param readUpTo no run that was created before this has to be searched for any more; {@code null} until the history
 *                 was read once without a gap, and as long as its entries have no times
 * @param complete whether the history was once read without a gap
 */
public record HistoryMark(Instant begunAt, Instant readUpTo, boolean complete) {

    /** This mark moved forward to another one: what was set first stays, and what was read stays read. */
    public HistoryMark advancedTo(HistoryMark other) {
        return new HistoryMark(begunAt, later(readUpTo, other.readUpTo), complete || other.complete);
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }
}
