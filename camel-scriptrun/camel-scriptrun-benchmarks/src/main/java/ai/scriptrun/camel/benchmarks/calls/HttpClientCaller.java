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
package ai.scriptrun.camel.benchmarks.calls;

import java.io.IOException;
import java.util.Map;

import ai.scriptrun.camel.benchmarks.Service;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/** Apache HttpClient with defaults except for the size of its pool, and Jackson. */
public final class HttpClientCaller implements Caller, AutoCloseable {

    private final Service service;
    private final JsonMapper json = new JsonMapper();
    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(CONNECTIONS)
                    .setMaxConnPerRoute(CONNECTIONS)
                    .build())
            .build();

    /** @param service to be called */
    public HttpClientCaller(Service service) {
        this.service = service;
    }

    @Override
    public JsonNode runWorkflow(Map<String, Object> input) throws IOException {
        HttpPost request = new HttpPost(service.api() + service.workflow() + "/run/");
        request.setEntity(new ByteArrayEntity(json.writeValueAsBytes(input), ContentType.APPLICATION_JSON));
        return execute(request);
    }

    @Override
    public JsonNode getResult(String run) throws IOException {
        return execute(new HttpGet(service.api() + "workflow_result/?id=" + run));
    }

    private JsonNode execute(HttpUriRequestBase request) throws IOException {
        request.setHeader("X-Api-Key", service.apiKey());
        return client.execute(request, response -> {
            if (response.getCode() != 200) {
                throw new IOException("HTTP " + response.getCode());
            }
            return json.readTree(response.getEntity().getContent()).path("data");
        });
    }

    @Override
    public void close() {
        client.close(CloseMode.GRACEFUL);
    }
}
