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
package ai.scriptrun.camel.client;

import ai.scriptrun.camel.exception.ErrorContext;

/**
 * One call of the API, ready to be sent.
 *
 * @param context     the operation and ids it is about
 * @param method      the HTTP method
 * @param path        path and query below the API's root, encoded
 * @param body        what to send, or {@code null}
 * @param contentType media type of the body, or {@code null}
 * @param idempotency  whether it may be sent again
 */
@SuppressWarnings("ArrayRecordComponent") // Travels once, is never compared.
public record ApiCall(
        ErrorContext context, String method, String path, byte[] body, String contentType, Idempotency idempotency) {

    /** Media type of JSON. */
    public static final String JSON = "application/json";

    /** Whether a call may be sent a second time. */
    public enum Idempotency {
        /** Sending it twice has the effect of sending it once. */
        IDEMPOTENT,
        /** Sending it twice has two effects: it is repeated only where the first attempt had none for sure. */
        NOT_IDEMPOTENT,
        /** Starts a run: as {@link #NOT_IDEMPOTENT}, with an exception of its own for an uncertain outcome. */
        START
    }

    static ApiCall get(ErrorContext context, String path) {
        return new ApiCall(context, "GET", path, null, null, Idempotency.IDEMPOTENT);
    }

    static ApiCall delete(ErrorContext context, String path) {
        return new ApiCall(context, "DELETE", path, null, null, Idempotency.IDEMPOTENT);
    }

    static ApiCall patch(ErrorContext context, String path, byte[] json) {
        return new ApiCall(context, "PATCH", path, json, JSON, Idempotency.IDEMPOTENT);
    }

    static ApiCall post(ErrorContext context, String path, byte[] json) {
        return new ApiCall(context, "POST", path, json, JSON, Idempotency.NOT_IDEMPOTENT);
    }

    static ApiCall start(ErrorContext context, String path, byte[] input, String contentType) {
        return new ApiCall(context, "POST", path, input, contentType, Idempotency.START);
    }
}
