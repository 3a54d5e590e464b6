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
package ai.scriptrun.camel.emulator.page;

import java.util.Locale;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.http.Request;

/**
 * Lets only the page itself call its endpoints. The header can't be sent by a page of another origin without the
 * permission that nobody gives. The host name keeps out pages whose own name was made to point at this machine: an
 * address, a name without a dot or the name that the emulator listens on can't be such a name.
 */
final class SameSite {

    static final String HEADER = "X-ScriptRun-Console";

    private static final Pattern SAFE_HOST = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]|[^.]+|.+\\.localhost");

    private final String listensOn;

    SameSite(String listensOn) {
        this.listensOn = listensOn.toLowerCase(Locale.ROOT);
    }

    void check(Request request) {
        if (!"1".equals(request.getHeader(HEADER))) {
            throw new PageException(403, "The header " + HEADER + ": 1 is missing");
        }
        String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
        String name = host.replaceFirst(":\\d+$", "");
        if (!name.equals(listensOn) && !SAFE_HOST.matcher(name).matches()) {
            throw new PageException(403, "Open this page by the machine's address, not by the name " + name);
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            throw new PageException(403, "This page may be used from its own origin only");
        }
    }
}
