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

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * The result of a call.
 *
 * @param value      the response as a model object
 * @param httpStatus the HTTP status that it came with
 * @param date       its {@code Date} header, or {@code null}
 */
public record ApiResult<T>(T value, int httpStatus, String date) {

    /** One that doesn't say when it was sent. */
    public ApiResult(T value, int httpStatus) {
        this(value, httpStatus, null);
    }

    /** When the service sent it, by its own clock and to the second; {@code null} where it doesn't say. */
    public Instant sentAt() {
        try {
            return date == null ? null : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip()));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
