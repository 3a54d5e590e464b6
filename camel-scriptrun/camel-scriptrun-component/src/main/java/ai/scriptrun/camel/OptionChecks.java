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
package ai.scriptrun.camel;

import java.util.Locale;

/** Errors about options: each names the option, its value and what is expected. */
final class OptionChecks {

    static final String A_DURATION = "a duration such as 500ms, 3s or 2m";

    private OptionChecks() {}

    static void check(boolean right, String option, Object value, String expected) {
        if (!right) {
            throw wrong(option, value, expected);
        }
    }

    static void positive(String option, long millis) {
        check(millis > 0, option, millis, A_DURATION);
    }

    /** A number of 1 or more, or none. */
    static void positive(String option, Number value) {
        check(value == null || value.longValue() > 0, option, value, "1 or more");
    }

    static IllegalArgumentException wrong(String option, Object value, String expected) {
        return new IllegalArgumentException("The option " + option
                + (value == null ? " is not set" : " is '" + value + "'") + "; it has to be " + expected + ".");
    }

    static boolean isSet(String value) {
        return value != null && !value.isEmpty();
    }

    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
