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

import ai.scriptrun.camel.client.ApiCall.Idempotency;

/**
 * Decides whether a failed call is retried. A call that is not idempotent is retried only where it had no effect for sure:
 * nothing was sent, or the service refused to process it (429, and 503 with {@code Retry-After}).
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
     * @param delay    the minimum delay
     * @param throttle whether all other calls have to wait as long
     */
    record Decision(boolean retry, Duration delay, boolean throttle) {
        static final Decision GIVE_UP = new Decision(false, Duration.ZERO, false);
    }

    Decision after(CallFailure failure, Idempotency idempotency, int retriesSoFar) {
        boolean harmless = idempotency == Idempotency.IDEMPOTENT || !failure.isSent();
        return failure.isTransient() && harmless ? backOff(retriesSoFar) : Decision.GIVE_UP;
    }

    Decision after(ApiResponse response, Idempotency idempotency, int retriesSoFar) {
        if (response.isRefusal()) {
            // Without a minimum, a service that asks for no delay, or for one until a past time, would be called
            // without a pause.
            Duration least = backoff(retriesSoFar);
            return throttle(
                    response.retryAfter()
                            .filter(asked -> asked.compareTo(least) > 0)
                            .orElse(least),
                    retriesSoFar);
        }
        return response.isTransient() ? ifIdempotent(idempotency, retriesSoFar) : Decision.GIVE_UP;
    }

    /** For a response with a success status whose content is a transient error. */
    Decision afterUselessResponse(Idempotency idempotency, int retriesSoFar) {
        return ifIdempotent(idempotency, retriesSoFar);
    }

    private Decision ifIdempotent(Idempotency idempotency, int retriesSoFar) {
        return idempotency == Idempotency.IDEMPOTENT ? backOff(retriesSoFar) : Decision.GIVE_UP;
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
