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

import java.time.Duration;

import ai.scriptrun.camel.client.ApiCall.Repetition;

/**
 * Decides whether a call that went wrong is sent again. A call with a second effect is repeated only where the first
 * surely had none: nothing was sent, or the service said that it took no notice (429, and 503 with
 * {@code Retry-After}).
 *
 * @param maxRetries how often a call is repeated at most
 */
record RetryRule(int maxRetries) {

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

    /**
     * What to do next.
     *
     * @param retry    whether to send the call again
     * @param delay    after how long, at the least
     * @param throttle whether every other call has to wait as long
     */
    record Decision(boolean retry, Duration delay, boolean throttle) {
        static final Decision GIVE_UP = new Decision(false, Duration.ZERO, false);
    }

    Decision after(CallFailure failure, Repetition repetition, int retriesSoFar) {
        boolean harmless = repetition == Repetition.SAFE || !failure.isSent();
        return failure.isTransient() && harmless ? backOff(retriesSoFar) : Decision.GIVE_UP;
    }

    Decision after(ApiResponse answer, Repetition repetition, int retriesSoFar) {
        if (answer.isRefusal()) {
            // A service that asks for no delay, or for one until a time gone by, would be called without a pause.
            Duration least = backoff(retriesSoFar);
            return throttle(
                    answer.retryAfter()
                            .filter(asked -> asked.compareTo(least) > 0)
                            .orElse(least),
                    retriesSoFar);
        }
        return answer.isTransient() ? ifSafe(repetition, retriesSoFar) : Decision.GIVE_UP;
    }

    /** Of an answer with a good status whose content is an error that may pass. */
    Decision afterUselessAnswer(Repetition repetition, int retriesSoFar) {
        return ifSafe(repetition, retriesSoFar);
    }

    private Decision ifSafe(Repetition repetition, int retriesSoFar) {
        return repetition == Repetition.SAFE ? backOff(retriesSoFar) : Decision.GIVE_UP;
    }

    private Decision backOff(int retriesSoFar) {
        return new Decision(retriesSoFar < maxRetries, backoff(retriesSoFar), false);
    }

    private Decision throttle(Duration delay, int retriesSoFar) {
        return new Decision(retriesSoFar < maxRetries, delay, true);
    }

    private static Duration backoff(int retriesSoFar) {
        Duration delay = FIRST_BACKOFF.multipliedBy(1L << Math.min(retriesSoFar, 10));
        return delay.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : delay;
    }
}
