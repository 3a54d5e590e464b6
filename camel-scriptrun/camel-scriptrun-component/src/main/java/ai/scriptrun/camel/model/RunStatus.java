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
package ai.scriptrun.camel.model;

/**
 * Meaning of the status of a run or of a node. Code that depends on a status uses a
 * switch without a default, so that a new status is a compile error wherever it has to be handled.
 */
public enum RunStatus {
    /** It is queued or being executed. */
    RUNNING,
    /** It has completed successfully. */
    SUCCEEDED,
    /** It has completed with an error. */
    FAILED,
    /** The value is not one of the API's: the run may or may not have ended. */
    UNKNOWN;

    /** The status of one of the {@link StatusWords}; unknown for any other value, and for {@code null}. */
    public static RunStatus of(String word) {
        return switch (String.valueOf(word)) {
            case StatusWords.CREATED, StatusWords.IN_QUEUE, StatusWords.IN_PROGRESS -> RUNNING;
            case StatusWords.SUCCEED -> SUCCEEDED;
            case StatusWords.FAILED -> FAILED;
            default -> UNKNOWN;
        };
    }

    /** Whether the run or node has certainly ended. */
    public boolean isTerminal() {
        return switch (this) {
            case SUCCEEDED, FAILED -> true;
            case RUNNING, UNKNOWN -> false;
        };
    }
}
