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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;

/**
 * Makes the HTTP call that its data describes by {@code url}, {@code method}, {@code headers} and {@code body}. An
 * answer of 400 or above fails the node, as does a host that is not allowed.
 */
final class HttpNode implements NodeExecutor {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int FIRST_ERROR_STATUS = 400;

    private final AllowedHosts hosts;

    HttpNode(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public NodeOutput execute(Node node, RunContext context) throws IOException, InterruptedException {
        URI uri = URI.create(context.renderText(node.data().path("url")));
        if (!hosts.allow(uri)) {
            throw new IOException("Calls to " + uri.getHost() + " are not allowed; see the emulator's httpHosts");
        }
        HttpResponse<String> response = Shared.CLIENT.send(request(uri, node.data(), context), BodyHandlers.ofString());
        if (response.statusCode() >= FIRST_ERROR_STATUS) {
            throw new IOException("HTTP " + response.statusCode() + " from " + uri);
        }
        return NodeOutput.of(response.body(), Map.of("status_code", IntNode.valueOf(response.statusCode())));
    }

    private static HttpRequest request(URI uri, JsonNode data, RunContext context) {
        JsonNode body = data.path("body");
        boolean hasBody = !body.isMissingNode() && !body.isNull();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .method(
                        data.path("method").asText("GET").toUpperCase(Locale.ROOT),
                        hasBody
                                ? HttpRequest.BodyPublishers.ofString(context.renderText(body))
                                : HttpRequest.BodyPublishers.noBody());
        if (hasBody && !body.isTextual()) {
            request.setHeader("Content-Type", "application/json");
        }
        data.path("headers")
                .properties()
                .forEach(header -> request.setHeader(header.getKey(), context.renderText(header.getValue())));
        return request.build();
    }

    @Override
    public boolean isSlow() {
        return true;
    }

    /** Created when the first HTTP node is executed: a client has its own thread, which most emulators never need. */
    private static final class Shared {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }
}
