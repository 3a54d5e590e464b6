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

import java.time.Duration;

import ai.scriptrun.camel.emulator.engine.Json;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

/** Selects the calls that a fault affects, and the fault. The methods that name a fault set it. */
public final class FaultBuilder {

    private final Faults faults;
    private final Endpoint endpoint;
    private int first = 1;
    private int last = Integer.MAX_VALUE;

    FaultBuilder(Faults faults, Endpoint endpoint) {
        this.faults = faults;
        this.endpoint = endpoint;
    }

    /**
     * The fault affects one call.
     *
     * @param number the number of the call; 1 is the next one
     * @return this builder
     */
    public FaultBuilder call(int number) {
        return calls(number, number);
    }

    /**
     * The fault affects several calls.
     *
     * @param from the number of the first call; 1 is the next one
     * @param to the number of the last call
     * @return this builder
     */
    public FaultBuilder calls(int from, int to) {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("Expected 1 <= from <= to, but got from=" + from + ", to=" + to);
        }
        first = from;
        last = to;
        return this;
    }

    /**
     * The connection is reset before the service sees the request.
     *
     * @return the script
     */
    public Faults reset() {
        return add("reset", (request, service) -> reset(aResponse()));
    }

    /**
     * The service processes the request, but the connection is reset before the response: after a start, there is a run
     * that the client doesn't know.
     *
     * @return the script
     */
    public Faults answerLost() {
        return add("answerLost", (request, service) -> reset(service.get()));
    }

    /**
     * The response is late. The service processes the request immediately.
     *
     * @param delay how late, in real time
     * @return the script
     */
    public Faults delay(Duration delay) {
        return add("delay", (request, service) -> service.get().withFixedDelay(Math.toIntExact(delay.toMillis())));
    }

    /**
     * The connection ends in the middle of the response body.
     *
     * @return the script
     */
    public Faults cutBody() {
        return add("cutBody", (request, service) -> {
            ResponseDefinition whole = service.get().build();
            int length = whole.getByteBody().length;
            return half(whole).withHeader("Content-Length", Integer.toString(length));
        });
    }

    /**
     * The response arrives, but its body is an incomplete JSON text.
     *
     * @return the script
     */
    public Faults malformedBody() {
        return add("malformedBody", (request, service) -> half(service.get().build()));
    }

    /**
     * 401, with any credentials.
     *
     * @return the script
     */
    public Faults unauthorized() {
        return instead("unauthorized", 401, "Authentication credentials not provided.");
    }

    /**
     * 429 with {@code Retry-After}.
     *
     * @param retryAfter how long to wait, in whole seconds
     * @return the script
     */
    public Faults tooManyRequests(Duration retryAfter) {
        long seconds = retryAfter.toSeconds();
        return add("tooManyRequests", (request, service) -> detail(
                        429, "Request was throttled. Expected available in " + seconds + " seconds.")
                .withHeader("Retry-After", Long.toString(seconds)));
    }

    /**
     * 503 with {@code Retry-After}.
     *
     * @param retryAfter how long to wait, in whole seconds
     * @return the script
     */
    public Faults unavailable(Duration retryAfter) {
        return add("unavailable", (request, service) -> detail(503, "Service temporarily unavailable, try again later.")
                .withHeader("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /**
     * Any other error status.
     *
     * @param status such as 500 or 502
     * @return the script
     */
    public Faults status(int status) {
        return instead("status " + status, status, "A server error occurred.");
    }

    /**
     * HTTP 400, the response of {@code workflow_result} for an unknown run.
     *
     * @return the script
     */
    public Faults unknownRun() {
        return instead("unknownRun", 400, RunCalls.UNKNOWN_RUN);
    }

    /**
     * HTTP 200 with the run status {@code not found}, the other way in which {@code workflow_result} says that it does
     * not know a run.
     *
     * @return the script
     */
    public Faults notFoundStatus() {
        return add("notFoundStatus", (request, service) -> {
            ObjectNode run = JsonNodeFactory.instance.objectNode();
            run.put("id", request.query("id").orElse(""))
                    .put("status", "not found")
                    .putObject("data");
            return json(200, ApiResponse.executor(404, run).body().toString());
        });
    }

    private Faults instead(String name, int status, String detail) {
        return add(name, (request, service) -> detail(status, detail));
    }

    private Faults add(String name, Fault fault) {
        faults.add(new ScriptedFault(endpoint, first, last, name, fault));
        return faults;
    }

    private static ResponseDefinitionBuilder reset(ResponseDefinitionBuilder response) {
        return response.withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
    }

    private static ResponseDefinitionBuilder half(ResponseDefinition whole) {
        String body = whole.getTextBody();
        return ResponseDefinitionBuilder.like(whole).but().withBody(body.substring(0, body.length() / 2));
    }

    private static ResponseDefinitionBuilder detail(int status, String detail) {
        return json(status, Json.write(JsonNodeFactory.instance.objectNode().put("detail", detail)));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }
}
