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
package ai.scriptrun.camel.store;

import java.time.Duration;

/**
 * A delivery that has begun.
 *
 * @param number     which delivery of the run it is, counted from 1
 * @param payload    what is delivered beside the result; {@link Payload#NONE} if it can't be read
 * @param unreadable why the payload can't be read, or {@code null}
 * @param failure    why the run was never started, or {@code null}
 * @param sinceEnd   how long its end has been known, by the store's clock
 */
public record DeliveryAttempt(
        int number, Payload payload, Exception unreadable, StartFailure failure, Duration sinceEnd) {}
