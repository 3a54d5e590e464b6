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
package ai.scriptrun.camel.start;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The key of a queued start that was given none: a redelivery of its exchange finds the start by it. It is not part of
 * the input, so that no output of a run can contain it.
 */
public final class ExchangeKey {

    private static final String PREFIX = "exchange ";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ExchangeKey() {}

    /** A new one. */
    public static String create() {
        return PREFIX + UUID.randomUUID();
    }

    /** A key that was given, which an output may contain; {@code null} for one of these, or if there is none. */
    static String given(String key) {
        return key == null || FORM.matcher(key).matches() ? null : key;
    }
}
