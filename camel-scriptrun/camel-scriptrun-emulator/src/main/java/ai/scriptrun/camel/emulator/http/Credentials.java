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
package ai.scriptrun.camel.emulator.http;

/**
 * What the service accepts as proof of who calls.
 *
 * @param apiKey for {@code X-Api-Key}
 * @param jwtToken for {@code Authorization: Bearer}
 * @param serviceKey for {@code X-Service-Api-Key}, which only {@code execution-update} takes
 */
public record Credentials(String apiKey, String jwtToken, String serviceKey) {

    private static final String BEARER = "Bearer ";

    /** How a caller proved who it is; it decides how the body of a start is read. */
    enum Mode {
        API_KEY,
        JWT
    }

    Mode check(ApiRequest request) {
        String key = request.header("X-Api-Key").orElse(null);
        if (key != null) {
            if (!key.equals(apiKey)) {
                throw ApiException.unauthorized("Invalid API key.");
            }
            return Mode.API_KEY;
        }
        String authorization = request.header("Authorization").orElse("");
        if (!authorization.startsWith(BEARER)) {
            throw ApiException.unauthorized("Authentication credentials not provided.");
        }
        if (!authorization.substring(BEARER.length()).strip().equals(jwtToken)) {
            throw ApiException.unauthorized("Invalid token.");
        }
        return Mode.JWT;
    }

    void checkService(ApiRequest request) {
        // The API: requests from unauthorized sources are rejected with 403, those without a key included.
        if (!serviceKey.equals(request.header("X-Service-Api-Key").orElse(null))) {
            throw ApiException.detail(403, "You do not have permission to perform this action.");
        }
    }
}
