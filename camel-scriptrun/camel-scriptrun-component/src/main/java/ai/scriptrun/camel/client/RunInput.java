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

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.model.Json;

/**
 * The input of a run, in either of the two ways that the service takes it (API, "Request Format: Two Modes").
 */
public final class RunInput {

    /** No input: {@code {}}. */
    public static final RunInput EMPTY = new RunInput("{}", true);

    private static final String TEXT = "text/plain";

    private final String text;
    private final boolean json;

    private RunInput(String text, boolean json) {
        this.text = text;
        this.json = json;
    }

    /** JSON text, sent as it is. */
    public static RunInput json(String json) {
        return new RunInput(json, true);
    }

    /** Plain text, which workflows read as {@code {{ input.__raw_input__ }}}. */
    public static RunInput text(String text) {
        return new RunInput(text, false);
    }

    /** Whether it goes as JSON rather than as plain text. */
    public boolean isJson() {
        return json;
    }

    /** The input itself: JSON text or plain text. */
    public String asText() {
        return text;
    }

    ApiCall toCall(ErrorContext context, String path, boolean jwt) {
        if (jwt) {
            // Text that only claims to be JSON would break out of the wrapping; the service treats it as text, too.
            String value = json && Json.isJson(text) ? text : "{\"__raw_input__\":" + Json.write(text) + "}";
            return ApiCall.start(context, path, utf8("{\"input_data\":" + value + "}"), ApiCall.JSON);
        }
        return ApiCall.start(context, path, utf8(text), json ? ApiCall.JSON : TEXT);
    }

    private static byte[] utf8(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
