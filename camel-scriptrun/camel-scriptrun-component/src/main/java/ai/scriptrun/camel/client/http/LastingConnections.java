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
package ai.scriptrun.camel.client.http;

import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * A connection pool that survives an {@link Error} in a call. HttpClient closes its pool after any of them, also after an
 * OutOfMemoryError that concerned a single call.
 */
final class LastingConnections extends PoolingHttpClientConnectionManager {

    @SuppressWarnings("deprecation") // The only constructor that takes Camel's registry.
    LastingConnections(Registry<ConnectionSocketFactory> registry) {
        super(
                registry,
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                null,
                null,
                socket -> {
                    QuietConnection connection = new QuietConnection();
                    if (socket != null) {
                        connection.bind(socket);
                    }
                    return connection;
                });
    }

    /** HttpClient closes immediately after an {@link Error}; Camel closes gracefully when the component stops. */
    @Override
    public void close(CloseMode closeMode) {
        if (closeMode != CloseMode.IMMEDIATE) {
            super.close(closeMode);
        }
    }
}
