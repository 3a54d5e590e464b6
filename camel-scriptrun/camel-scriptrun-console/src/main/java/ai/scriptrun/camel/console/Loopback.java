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
package ai.scriptrun.camel.console;

import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses and names that mean this machine alone. Names are not resolved. */
final class Loopback {

    private static final Pattern NAME =
            Pattern.compile("127(\\.\\d{1,3}){3}|localhost|.+\\.localhost|\\[?(0*:)*:?0*1]?|::1");

    private Loopback() {}

    static boolean isAddress(String host) {
        return host != null && NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
