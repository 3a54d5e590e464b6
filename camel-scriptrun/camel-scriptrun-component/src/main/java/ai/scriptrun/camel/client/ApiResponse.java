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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import ai.scriptrun.camel.model.Json;
import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * One response of the service.
 *
 * @param status     the HTTP status
 * @param body       the body, at most {@code maxResponseSize} long; empty where there was none
 * @param retryAfter for how long the service wants no calls, where it said so
 * @param location   where a redirect leads, where there was one
 * @param date       its {@code Date} header, where there was one
 */
@SuppressWarnings("ArrayRecordComponent") // Travels once, is never compared.
public record ApiResponse(
        int status, byte[] body, Optional<Duration> retryAfter, Optional<String> location, Optional<String> date) {

    private static final int MAX_WORDS = 2_000;
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>|[\\s\\p{Cntrl}]+");

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the service refused the call for now, without processing it. */
    boolean isRefusal() {
        return status == 429 || (status == 503 && retryAfter.isPresent());
    }

    /** Whether the body is JSON as the API sends it, an object or a list. Anything else comes from a gateway or proxy. */
    boolean isApiJson() {
        try {
            return body.length > 0 && Json.read(body).isContainerNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Whether an error is not the API's own, but a gateway's, which says nothing about the request. */
    boolean isForeignError() {
        return status >= 400 && !isApiJson();
    }

    /** Whether the same request can get a good response later. */
    boolean isTransient() {
        return Failures.isTransientStatus(status) || isForeignError();
    }

    /** The text of an error, in one line. */
    String words() {
        String text = new String(body, 0, Math.min(body.length, MAX_WORDS), StandardCharsets.UTF_8);
        return MARKUP.matcher(text).replaceAll(" ").strip();
    }
}
