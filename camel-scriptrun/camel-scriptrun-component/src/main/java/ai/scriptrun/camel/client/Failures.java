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

/** Tells failures that may pass by themselves from those that stay. */
public final class Failures {

    private Failures() {}

    /** Whether the same question may get a good answer later: the service was out of reach, busy, or in trouble. */
    public static boolean isPassing(Throwable failure) {
        if (!(failure instanceof ScriptRunApiException api)) {
            return false;
        }
        if (api.getCause() instanceof CallFailure call) {
            return call.isPassing();
        }
        Integer status = api.getHttpStatus();
        return status == null || status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /** Whether the service didn't accept the credential. */
    public static boolean isAuthentication(Throwable failure) {
        return failure instanceof AuthenticationException;
    }
}
