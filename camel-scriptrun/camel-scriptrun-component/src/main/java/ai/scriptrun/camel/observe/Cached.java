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
package ai.scriptrun.camel.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A value that is read again only after a time, by the clock. Thread-safe. */
final class Cached<T> {

    private final Duration maxAge;
    private final Supplier<T> source;
    private Instant expires = Instant.MIN;
    private T value;

    Cached(Duration maxAge, Supplier<T> source) {
        this.maxAge = maxAge;
        this.source = source;
    }

    synchronized T at(Instant now) {
        if (!now.isBefore(expires)) {
            value = source.get();
            expires = now.plus(maxAge);
        }
        return value;
    }
}
