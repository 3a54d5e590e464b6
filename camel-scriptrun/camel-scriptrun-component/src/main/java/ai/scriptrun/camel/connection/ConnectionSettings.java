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
package ai.scriptrun.camel.connection;

import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.client.http.TransportSettings;

/**
 * How a service is called; endpoints with equal settings share a connection.
 *
 * @param transport   the service and the HTTP settings
 * @param credentials who is calling
 * @param maxRetries  maximum number of retries of a call
 */
public record ConnectionSettings(TransportSettings transport, Credentials credentials, int maxRetries) {

    /** The service's root. */
    public String service() {
        return transport.baseUrl();
    }

    /** Fingerprint of the credential. */
    public String account() {
        return credentials.fingerprint();
    }
}
