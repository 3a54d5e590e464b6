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
package ai.scriptrun.camel.emulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import ai.scriptrun.camel.emulator.http.Credentials;

/** The credentials of every emulator. They are public and fixed, so that a client's settings stay valid after a restart. */
final class EmulatorCredentials {

    private EmulatorCredentials() {}

    static Credentials create() {
        return new Credentials("emulator-api-key", jwt(), "emulator-service-key");
    }

    /** In the format of a real token, for clients that decode it. The signature is not checked. */
    private static String jwt() {
        return encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
                + "." + encode("{\"sub\":\"emulator\",\"exp\":4102444800}")
                + "." + encode("unsigned");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
