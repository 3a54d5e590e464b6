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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the page's requests, whatever server they come from. Thread-safe. */
public final class ConsoleHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleHandler.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILES = "/console/";
    private static final String ENDPOINTS = "/console/api/";
    private static final Pattern RUN = Pattern.compile("runs/(\\d{1,18})(?:/(\\w+))?");

    private final ConsoleSettings settings;
    private final SameSite sameSite;
    private final ConsoleStores stores;
    private final ConsoleState state;
    private final ConsoleRuns runs;

    /**
     * @param context  whose ScriptRun components are shown
     * @param settings what may be shown and done
     */
    public ConsoleHandler(CamelContext context, ConsoleSettings settings) {
        this.settings = settings;
        this.sameSite = new SameSite(settings.allowRemote());
        this.stores = new ConsoleStores(context);
        this.state = new ConsoleState(stores, settings);
        this.runs = new ConsoleRuns(settings);
    }

    /** Answers a request; errors are responses, too. */
    public ConsoleResponse handle(ConsoleRequest request) {
        String path = request.path();
        try {
            if (path.startsWith(ENDPOINTS)) {
                sameSite.check(request);
                return json(200, endpoint(path.substring(ENDPOINTS.length()), request));
            }
            if (!request.method().equals("GET")) {
                throw new ConsoleException(405, "Only GET is allowed here");
            }
            return path.equals("/")
                    ? ConsoleFiles.read("index.html")
                    : ConsoleFiles.read(path.startsWith(FILES) ? path.substring(FILES.length()) : path);
        } catch (ConsoleException e) {
            return error(e.status(), e.getMessage());
        } catch (RuntimeException e) {
            // What a database says may name it, so it is for the log alone.
            LOG.warn("The console can't answer {} {}", request.method(), path, e);
            return error(500, "This can't be read or done now; the application's log says why");
        }
    }

    private JsonNode endpoint(String name, ConsoleRequest request) {
        Matcher run = RUN.matcher(name);
        boolean isRun = run.matches();
        if (request.method().equals("GET")) {
            if (isRun && run.group(2) == null) {
                return runs.one(stores.view(request), Long.parseLong(run.group(1)));
            }
            return switch (name) {
                case "home" -> JsonNodeFactory.instance.objectNode().put("home", "application");
                case "state" -> state.read();
                case "runs" -> runs.page(stores.view(request), request);
                default -> throw notFound();
            };
        }
        if (!request.method().equals("POST") || !isRun || run.group(2) == null) {
            throw notFound();
        }
        if (settings.readOnly()) {
            throw new ConsoleException(403, "The console only shows; readOnly=false lets it do this");
        }
        return act(run.group(2), Long.parseLong(run.group(1)), request);
    }

    private JsonNode act(String action, long id, ConsoleRequest request) {
        LOG.info("The console was told to {} run {} of the run store", action, id);
        switch (action) {
            case "deliver" -> runs.deliverNow(stores.view(request), id);
            case "adopt" -> runs.adopt(stores.view(request), id, body(request));
            case "restart" -> runs.startAgain(stores.view(request), id);
            default -> throw notFound();
        }
        state.forget();
        return JsonNodeFactory.instance.objectNode().put("done", true);
    }

    private static ConsoleException notFound() {
        return new ConsoleException(404, "There is no such endpoint");
    }

    private static JsonNode body(ConsoleRequest request) {
        try {
            return JSON.readTree(request.body() == null ? "" : request.body());
        } catch (JsonProcessingException e) {
            throw new ConsoleException(400, "The body is not JSON");
        }
    }

    private static ConsoleResponse error(int status, String message) {
        return json(status, JsonNodeFactory.instance.objectNode().put("error", message));
    }

    private static ConsoleResponse json(int status, JsonNode body) {
        return ConsoleResponse.json(status, body.toString());
    }
}
