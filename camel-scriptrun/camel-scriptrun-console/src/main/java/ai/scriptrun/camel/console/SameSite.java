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

/**
 * Lets only the page itself call its endpoints. The header can't be sent by a page of another origin without the
 * permission that nobody gives. Where the console is for this machine alone, the host name keeps out pages whose own name
 * was made to point at it.
 */
final class SameSite {

    static final String HEADER = "X-ScriptRun-Console";

    private final boolean allowRemote;

    SameSite(boolean allowRemote) {
        this.allowRemote = allowRemote;
    }

    void check(ConsoleRequest request) {
        if (!"1".equals(request.header().apply(HEADER))) {
            throw new ConsoleException(403, "The header " + HEADER + ": 1 is missing");
        }
        String host = String.valueOf(request.header().apply("Host")).toLowerCase(Locale.ROOT);
        if (!allowRemote && !Loopback.isAddress(host.replaceFirst(":\\d+$", ""))) {
            throw new ConsoleException(403, "Open this page by localhost, not by the name " + host);
        }
        String origin = request.header().apply("Origin");
        if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            throw new ConsoleException(403, "This page may be used from its own origin only");
        }
    }
}
