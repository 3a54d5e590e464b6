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
package ai.scriptrun.camel.exception;

/**
 * A run was not started because a limit of its workflow, {@code maxInFlight} or {@code budget}, did not allow it within
 * {@code slotTimeout}. Nothing was sent.
 */
public class RunLimitException extends ScriptRunException {

    /**
     * @param message names the request and the limit
     * @param context the request
     * @param cause   the reason, or {@code null}
     */
    public RunLimitException(String message, ErrorContext context, Throwable cause) {
        super(message, context, cause);
    }
}
