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
package ai.scriptrun.camel.emulator.page;

import java.util.Optional;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.Json;
import ai.scriptrun.camel.emulator.http.Faults;
import ai.scriptrun.camel.emulator.http.OwnPage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

/**
 * The page at {@code /}. It asks for no key, as the emulator's keys are known to all, and it shows none; its JSON
 * endpoints are for itself alone, see {@link SameSite}.
 */
public final class EmulatorPage implements OwnPage {

    private static final String FILES = "/console/";
    private static final String ENDPOINTS = "/console/api/";

    private final PageFiles files = new PageFiles();
    private final SameSite sameSite;
    private final PageState state;
    private final PageActions actions;

    /**
     * Makes the page.
     *
     * @param engine whose workflows and runs are shown
     * @param faults the faults that can be switched
     * @param calls the calls to show
     * @param host the address or name that the emulator listens on
     */
    public EmulatorPage(Engine engine, Faults faults, RecentCalls calls, String host) {
        this.sameSite = new SameSite(host);
        this.state = new PageState(engine, faults, calls);
        this.actions = new PageActions(engine, faults);
    }

    /**
     * Whether a URL is one of the page's, as opposed to the API's.
     *
     * @param url path and query
     * @return whether the page answers it
     */
    public static boolean serves(String url) {
        return url.equals("/") || url.startsWith("/?") || url.startsWith(FILES);
    }

    @Override
    public Optional<ResponseDefinitionBuilder> answer(Request request) {
        if (!serves(request.getUrl())) {
            return Optional.empty();
        }
        String path = path(request.getUrl());
        try {
            return Optional.of(
                    path.startsWith(ENDPOINTS)
                            ? json(200, endpoint(path.substring(ENDPOINTS.length()), request))
                            : file(path.equals("/") ? "index.html" : path.substring(FILES.length()), request));
        } catch (PageException e) {
            return Optional.of(
                    json(e.status(), JsonNodeFactory.instance.objectNode().put("error", e.getMessage())));
        }
    }

    private static String path(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private ResponseDefinitionBuilder file(String name, Request request) {
        if (!request.getMethod().getName().equals("GET")) {
            throw new PageException(405, "Only GET is allowed here");
        }
        return secured(aResponse())
                .withHeader("Content-Type", PageFiles.contentType(name))
                .withHeader("Cache-Control", "no-cache")
                .withBody(files.read(name));
    }

    private JsonNode endpoint(String name, Request request) {
        sameSite.check(request);
        return switch (request.getMethod().getName() + " " + name) {
            case "GET home" -> JsonNodeFactory.instance.objectNode().put("home", "emulator");
            case "GET state" -> state.read(new PageQuery(request));
            case "POST runs" -> actions.start(new PageQuery(request), body(request));
            case "PUT timing" -> actions.setTiming(body(request));
            case "POST faults" -> actions.addFault(body(request));
            case "DELETE faults" -> actions.clearFaults();
            default -> throw new PageException(404, "There is no " + request.getMethod() + " " + name);
        };
    }

    private static JsonNode body(Request request) {
        try {
            return Json.parse(request.getBodyAsString());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new PageException(400, "The body is not JSON");
        }
    }

    private static ResponseDefinitionBuilder json(int status, JsonNode body) {
        return secured(aResponse())
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withHeader("Cache-Control", "no-store")
                .withBody(Json.write(body));
    }

    /** Nothing from elsewhere, nothing inline, and no other site may put the page into a frame. */
    private static ResponseDefinitionBuilder secured(ResponseDefinitionBuilder response) {
        return response.withHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'")
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("X-Frame-Options", "DENY")
                .withHeader("Cross-Origin-Resource-Policy", "same-origin")
                .withHeader("Referrer-Policy", "no-referrer");
    }
}
