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
package ai.scriptrun.camel.examples.springboot;

import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.exception.RateLimitedException;
import ai.scriptrun.camel.exception.ScriptRunException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Sends errors to the client as JSON (RFC 9457). */
@RestControllerAdvice
class Problems {

    @ExceptionHandler
    ProblemDetail of(AwaitTimeoutException e) {
        return problem(HttpStatus.GATEWAY_TIMEOUT, e);
    }

    @ExceptionHandler
    ProblemDetail of(RateLimitedException e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, e);
    }

    @ExceptionHandler
    ProblemDetail of(ScriptRunException e) {
        return problem(HttpStatus.BAD_GATEWAY, e);
    }

    private static ProblemDetail problem(HttpStatus status, ScriptRunException e) {
        return ProblemDetail.forStatusAndDetail(status, e.getMessage());
    }
}
