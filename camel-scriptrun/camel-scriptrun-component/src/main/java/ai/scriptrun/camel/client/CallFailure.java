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

import java.io.IOException;

import ai.scriptrun.camel.model.SafeText;

/** A call got no complete response. */
public final class CallFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final boolean transientFailure;

    private CallFailure(String message, Throwable cause, boolean sent, boolean transientFailure) {
        // A cause that quotes the response may be unsafe to log, and a stack trace would log it.
        super(SafeText.of(message), isSafe(cause) ? cause : null);
        this.sent = sent;
        this.transientFailure = transientFailure;
    }

    private static boolean isSafe(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (!SafeText.isSafe(e.getMessage())) {
                return false;
            }
        }
        return true;
    }

    /** The service can't have seen a whole request. */
    public static CallFailure beforeSending(String message, Throwable cause) {
        return new CallFailure(message, cause, false, true);
    }

    /** The service can't have seen a whole request, and a retry is useless: its certificate isn't trusted. */
    public static CallFailure untrusted(String message, Throwable cause) {
        return new CallFailure(message, cause, false, false);
    }

    /** The service may have seen the request and acted on it. */
    public static CallFailure afterSending(String message, Throwable cause) {
        return new CallFailure(message, cause, true, true);
    }

    /** A response came that is no JSON, as from a gateway that has cut it off or has put its own page in its place. */
    static CallFailure garbled(String message) {
        return new CallFailure(message, null, true, true);
    }

    /** A response came with an error status, but not from the API itself: from a gateway or proxy in between. */
    static CallFailure foreign(int status) {
        return new CallFailure("HTTP " + status + " with a response that is not the API's own", null, true, true);
    }

    /** A response that can't be accepted, and would be the same after a retry. */
    public static CallFailure unacceptable(String message) {
        return new CallFailure(message, null, true, false);
    }

    boolean isSent() {
        return sent;
    }

    /** Whether the same request can get a good response later. */
    boolean isTransient() {
        return transientFailure;
    }
}
