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

import java.util.Optional;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.extension.StubLifecycleListener;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

/**
 * Serves the workflow API through WireMock, as the stub with the lowest precedence: a request that matches no
 * stub of the user gets a response of the API.
 */
public final class WorkflowApiExtension implements ResponseDefinitionTransformerV2, StubLifecycleListener {

    private static final String NAME = "scriptrun-workflow-api";
    /** Shows whether the emulator is running; needs no key. */
    private static final String HEALTH = "/health";

    private static final JsonNode UP = JsonNodeFactory.instance.objectNode().put("status", "UP");
    private static final int BEHIND_ALL_OTHERS = Integer.MAX_VALUE;

    private final WorkflowApi api;
    private final Faults faults = new Faults();
    private WireMockServer server;
    private OwnPage page = request -> Optional.empty();

    /**
     * Creates the extension.
     *
     * @param engine what the API works on
     * @param credentials what the API accepts
     */
    public WorkflowApiExtension(Engine engine, Credentials credentials) {
        this.api = new WorkflowApi(engine, credentials);
    }

    /**
     * Directs the requests of a server to this extension, from now on and after every reset of its stubs.
     *
     * @param newServer a server that was made with this extension
     * @param newPage what is served besides the API
     */
    public void serveThrough(WireMockServer newServer, OwnPage newPage) {
        server = newServer;
        page = newPage;
        addStub();
    }

    /**
     * The faults that are scripted for this API.
     *
     * @return the same script at every call
     */
    public Faults faults() {
        return faults;
    }

    @Override
    public void afterStubsReset() {
        addStub();
    }

    private void addStub() {
        server.stubFor(any(anyUrl())
                .atPriority(BEHIND_ALL_OTHERS)
                .willReturn(aResponse().withTransformers(NAME)));
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        if (event.getRequest().getUrl().equals(HEALTH)) {
            return response(ApiResponse.ok(UP)).build();
        }
        return page.answer(event.getRequest())
                .orElseGet(() -> call(event.getRequest()))
                .build();
    }

    private ResponseDefinitionBuilder call(Request request) {
        Call call;
        try {
            call = Call.of(request);
        } catch (ApiException e) {
            return response(e.response());
        }
        return faults.applyTo(call, () -> response(api.answer(call)));
    }

    private static ResponseDefinitionBuilder response(ApiResponse answer) {
        ResponseDefinitionBuilder response = aResponse().withStatus(answer.status());
        answer.headers().forEach(response::withHeader);
        if (answer.body() != null) {
            response.withHeader("Content-Type", "application/json").withBody(Json.write(answer.body()));
        }
        return response;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }
}
