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
 * @param repetition  what may be done when it fails
 */
@SuppressWarnings("ArrayRecordComponent") // Travels once, is never compared.
public record ApiCall(
        ErrorContext context, String method, String path, byte[] body, String contentType, Repetition repetition) {

    /** Media type of JSON. */
    public static final String JSON = "application/json";

    /** What it would mean to send a call a second time. */
    public enum Repetition {
        /** Nothing: the second has the effect of the first. */
        SAFE,
        /** A second effect: only repeated where the first surely had none. */
        UNSAFE,
        /** A second run, which costs money and does things: as {@link #UNSAFE}, and its doubt has an exception of its own. */
        START
    }

    static ApiCall get(ErrorContext context, String path) {
        return new ApiCall(context, "GET", path, null, null, Repetition.SAFE);
    }

    static ApiCall delete(ErrorContext context, String path) {
        return new ApiCall(context, "DELETE", path, null, null, Repetition.SAFE);
    }

    static ApiCall patch(ErrorContext context, String path, byte[] json) {
        return new ApiCall(context, "PATCH", path, json, JSON, Repetition.SAFE);
    }

    static ApiCall post(ErrorContext context, String path, byte[] json) {
        return new ApiCall(context, "POST", path, json, JSON, Repetition.UNSAFE);
    }

    static ApiCall start(ErrorContext context, String path, byte[] input, String contentType) {
        return new ApiCall(context, "POST", path, input, contentType, Repetition.START);
    }
}
