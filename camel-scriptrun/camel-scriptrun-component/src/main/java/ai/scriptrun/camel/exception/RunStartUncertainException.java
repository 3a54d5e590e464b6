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
 * A start was sent, but its response was lost or is unusable: the run may or may not exist. It is never sent again by
 * this component, not even when the exchange is redelivered, because the service has no idempotency key. Look into the
 * workflow's history to decide.
 */
public class RunStartUncertainException extends ScriptRunApiException {

    /**
     * @param message names the request, the response and what to do
     * @param context the call and its response
     * @param cause   the reason, or {@code null}
     */
    public RunStartUncertainException(String message, ErrorContext context, Throwable cause) {
        super(message, context, cause);
    }
}
