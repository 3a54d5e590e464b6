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
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import ai.scriptrun.camel.time.Jitter;
import ai.scriptrun.camel.time.Timer;

/**
 * Delays calls for as long as the service asks for. One is shared by all calls of a component to one base URL, with any
 * credential. Thread-safe.
 */
public final class Throttle {

    private static final Duration MAX_SPREAD = Duration.ofSeconds(5);

    private final Timer timer;
    private final AtomicReference<Window> window = new AtomicReference<>(new Window(Instant.EPOCH, Duration.ZERO));

    /** @param timer clock */
    public Throttle(Timer timer) {
        this.timer = timer;
    }

    /**
     * Delays all calls for this long, or longer if a longer delay was already requested.
     *
     * @return whether a throttle begins with it; {@code false} where one was in force, which it may have made longer
     */
    boolean hold(Duration length) {
        Instant now = timer.now();
        Instant until = now.plus(length);
        Duration spread = length.dividedBy(4);
        Window asked = new Window(until, spread.compareTo(MAX_SPREAD) > 0 ? MAX_SPREAD : spread);
        Window before = window.getAndAccumulate(asked, (old, next) -> next.until.isAfter(old.until) ? next : old);
        return until.isAfter(now) && !before.until.isAfter(now);
    }

    /**
     * How long a call has to wait now: zero while calls are not throttled, else the remaining time and a random delay on
     * top, so that the waiting calls don't arrive all at once.
     */
    public Duration delay() {
        Window current = window.get();
        Duration rest = rest(current);
        return rest.isZero() ? rest : rest.plus(Jitter.upTo(current.spread));
    }

    /** How long calls are still throttled: zero while they are not. */
    public Duration rest() {
        return rest(window.get());
    }

    private Duration rest(Window current) {
        Duration rest = Duration.between(timer.now(), current.until);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private record Window(Instant until, Duration spread) {}
}
