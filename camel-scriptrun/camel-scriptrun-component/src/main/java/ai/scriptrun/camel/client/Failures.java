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

import ai.scriptrun.camel.exception.AuthenticationException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.exception.ScriptRunException;

/** Tells transient failures from permanent ones. */
public final class Failures {

    private Failures() {}

    /** Whether the same request may succeed later: the service was unreachable, busy, or failing. */
    public static boolean isTransient(Throwable failure) {
        if (!(failure instanceof ScriptRunApiException api)) {
            return false;
        }
        Integer status = api.getHttpStatus();
        // With a status below 400 it is a redirect or JSON of another kind: it comes from something in between.
        return isWorthRepeating(api) || (!(api.getCause() instanceof CallFailure) && status < 400);
    }

    /**
     * Whether a call that may be repeated is repeated at once after this failure. Narrower than {@link #isTransient}: a
     * redirect, or JSON that is not what the API promises, is due to a wrong {@code baseUrl} more often than to an outage,
     * so that a call reports it without delay, while the wait for a run outlasts it.
     */
    static boolean isWorthRepeating(ScriptRunException failure) {
        if (failure.getCause() instanceof CallFailure call) {
            return call.isTransient();
        }
        Integer status = failure.getHttpStatus();
        return status == null || isTransientStatus(status);
    }

    /**
     * Whether a status says by itself that the same request can get a good response later: the request did not arrive in
     * time (408) or too early (425), there are too many (429), or the server or a gateway failed (all from 500 on).
     */
    static boolean isTransientStatus(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /** Whether the service didn't accept the credential. */
    public static boolean isAuthentication(Throwable failure) {
        return failure instanceof AuthenticationException;
    }
}
