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

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response to the page. Nothing may be loaded from elsewhere or stand inline, and no other site may put the page into
 * a frame.
 */
public final class ConsoleResponse {

    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] body;

    private ConsoleResponse(int status, String contentType, String caching, byte[] body) {
        this.status = status;
        this.body = body;
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", caching);
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Referrer-Policy", "no-referrer");
    }

    static ConsoleResponse file(String contentType, byte[] body) {
        return new ConsoleResponse(200, contentType, "no-cache", body);
    }

    static ConsoleResponse json(int status, String json) {
        return new ConsoleResponse(status, "application/json", "no-store", json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends the browser on.
     *
     * @param location where to, as a path of the same server
     */
    public static ConsoleResponse redirect(String location) {
        ConsoleResponse response = new ConsoleResponse(302, "text/plain", "no-store", new byte[0]);
        response.headers.put("Location", location);
        return response;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Its headers. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** Its body. */
    public byte[] body() {
        return body.clone();
    }
}
