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
package ai.scriptrun.camel.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** How calls are authenticated: by an API key or a JWT. Never shows its secret in {@link #toString()}. */
public final class Credentials {

    private static final String MASK = "xxxxxx";

    /** A shorter secret could be part of any text. */
    private static final int SHORTEST_TO_CONCEAL = 4;

    private final String headerName;
    private final String headerPrefix;
    private final String secret;
    private final boolean jwt;

    private Credentials(String headerName, String headerPrefix, String secret, boolean jwt) {
        this.headerName = headerName;
        this.headerPrefix = headerPrefix;
        this.secret = secret;
        this.jwt = jwt;
    }

    /** An API key, sent as {@code X-Api-Key}. */
    public static Credentials apiKey(String key) {
        return new Credentials("X-Api-Key", "", key, false);
    }

    /** A JWT, sent as {@code Authorization: Bearer}. */
    public static Credentials jwt(String token) {
        return new Credentials("Authorization", "Bearer ", token, true);
    }

    /** Whether this is a JWT, with which a run's input is wrapped in {@code input_data}. */
    public boolean isJwt() {
        return jwt;
    }

    /** Identifies the credential without revealing it: the first 8 bytes of its SHA-256 hash, in hexadecimal. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((headerName + ":" + secret).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The header that carries it. */
    public String headerName() {
        return headerName;
    }

    /** The value of that header: the secret itself. */
    public String headerValue() {
        return headerPrefix + secret;
    }

    /** The text with the secret masked: a service or gateway may echo a request, and that text is logged. */
    public String conceal(String text) {
        return text == null || secret.length() < SHORTEST_TO_CONCEAL ? text : text.replace(secret, MASK);
    }

    /** Whether the message of a failure, or of one of its causes, contains the secret. */
    public boolean showsIn(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String message = e.getMessage();
            if (message != null && !message.equals(conceal(message))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials that && headerName.equals(that.headerName) && secret.equals(that.secret);
    }

    @Override
    public int hashCode() {
        return Objects.hash(headerName, secret);
    }

    @Override
    public String toString() {
        return jwt ? "JWT" : "API key";
    }
}
