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
package ai.scriptrun.camel.time;

import java.time.Duration;

/** How long to wait after failures in a row: 1 s, 2 s, 4 s … up to 5 min. */
public final class Backoff {

    /** The longest wait. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int DOUBLED_AT_MOST = 16;

    private Backoff() {}

    /**
     * The wait after the last failure.
     *
     * @param failures how many there were in a row, 1 or more
     */
    public static Duration after(int failures) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures - 1, DOUBLED_AT_MOST));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
