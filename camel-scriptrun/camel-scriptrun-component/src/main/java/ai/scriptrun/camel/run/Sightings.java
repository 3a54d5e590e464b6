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
package ai.scriptrun.camel.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import ai.scriptrun.camel.timing.Span;

/**
 * When a run was seen to be in which state. Immutable.
 *
 * @param running  when it was last seen not to have ended; {@code null} if never
 * @param ended    when it was first seen to have ended; {@code null} if not yet
 * @param partial  when its data was last seen not to be complete; {@code null} if never
 * @param complete when its data was seen to be complete; {@code null} if not yet
 * @param counted  when the look at its data is due that counts, those before it being extra; {@code null} if none is
 */
record Sightings(Instant running, Instant ended, Instant partial, Instant complete, Instant counted) {

    static final Sightings NONE = new Sightings(null, null, null, null, null);

    /** A response came. */
    Sightings seen(Response response, Instant now) {
        if (response instanceof Response.Running) {
            // If it seemed to have ended before, that was wrong.
            return new Sightings(now, null, null, null, null);
        }
        if (response instanceof Response.Ended) {
            return response.isPartial() ? ended(now) : new Sightings(running, end(now), partial, now, counted);
        }
        return this;
    }

    /** It was also seen at this time not to have ended. */
    Sightings stillRunning(Instant at) {
        return running == null || at.isAfter(running) ? new Sightings(at, ended, partial, complete, counted) : this;
    }

    /** It is known to have ended. */
    Sightings ended(Instant now) {
        return new Sightings(running, end(now), partial, complete, counted);
    }

    private Instant end(Instant now) {
        return ended == null ? now : ended;
    }

    /** Its data is not complete, and the look that counts is due at this time. */
    Sightings partial(Instant now, Instant due) {
        return new Sightings(running, ended, now, complete, due);
    }

    /** Whether a look at its data is extra. */
    boolean isExtra(Instant now) {
        return counted != null && now.isBefore(counted);
    }

    /** How long the run took; empty where its end was not seen. */
    Optional<Span> duration(Instant start) {
        return ended == null ? Optional.empty() : Optional.of(span(start, running, ended));
    }

    /** How long its data took to become complete; empty where that was not seen. */
    Optional<Span> settling() {
        return complete == null ? Optional.empty() : Optional.of(span(ended, partial, complete));
    }

    private static Span span(Instant from, Instant least, Instant most) {
        Duration known = least == null || least.isBefore(from) ? Duration.ZERO : Duration.between(from, least);
        return new Span(known, Duration.between(from, most));
    }
}
