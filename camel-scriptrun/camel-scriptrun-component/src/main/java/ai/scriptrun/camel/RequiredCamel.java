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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The oldest Camel that the component works with: with an older one, methods are missing. */
final class RequiredCamel {

    private static final int MAJOR = 4;
    private static final int MINOR = 14;
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})(\\..*)?");

    private RequiredCamel() {}

    /** @throws IllegalStateException if the version is known to be too old */
    static void check(String version) {
        Matcher matcher = VERSION.matcher(String.valueOf(version));
        if (!matcher.matches()) {
            return;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        if (major < MAJOR || (major == MAJOR && minor < MINOR)) {
            throw new IllegalStateException("camel-scriptrun needs Camel " + MAJOR + "." + MINOR
                    + " or newer, and was built for Camel 4.18; this application has Camel " + version + ".");
        }
    }
}
