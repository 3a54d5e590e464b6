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
package ai.scriptrun.camel.emulator.engine;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hosts that HTTP nodes may call, so that a workflow under test never reaches out by mistake. */
public final class AllowedHosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts;

    private AllowedHosts(Set<String> hosts) {
        this.hosts = hosts;
    }

    /**
     * Loopback and the given hosts.
     *
     * @param hosts names or addresses as they stand in the URLs, without port; case doesn't matter
     * @return the hosts
     */
    public static AllowedHosts loopbackAnd(String... hosts) {
        return new AllowedHosts(Stream.concat(LOOPBACK.stream(), Arrays.stream(hosts))
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()));
    }

    boolean allow(URI uri) {
        return uri.getHost() != null && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }
}
