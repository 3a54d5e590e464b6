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

import java.util.Arrays;
import java.util.Optional;

/** The status of a run or of one of its nodes, in the API's words. */
public enum RunStatus {
    /** Accepted, not started yet. */
    IN_QUEUE("in queue"),
    /** Being executed. */
    IN_PROGRESS("in progress"),
    /** Ended well. */
    SUCCEED("succeed"),
    /** Ended with an error. */
    FAILED("failed");

    private final String word;

    RunStatus(String word) {
        this.word = word;
    }

    /**
     * The API's word.
     *
     * @return such as {@code in progress}
     */
    public String word() {
        return word;
    }

    /**
     * Whether a run with this status never changes again.
     *
     * @return true for {@link #SUCCEED} and {@link #FAILED}
     */
    public boolean isTerminal() {
        return this == SUCCEED || this == FAILED;
    }

    /**
     * Finds a status by the API's word.
     *
     * @param word such as {@code in progress}
     * @return the status, or empty if the API knows no such word
     */
    public static Optional<RunStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word.equals(word))
                .findFirst();
    }
}
