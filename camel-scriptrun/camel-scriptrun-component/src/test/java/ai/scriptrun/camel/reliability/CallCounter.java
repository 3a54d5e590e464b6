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
package ai.scriptrun.camel.reliability;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import com.github.tomakehurst.wiremock.http.Request;

/** Records the API calls that reach a service, with any response. */
final class CallCounter {

    private final Map<Endpoint, LongAdder> calls = new EnumMap<>(Endpoint.class);
    private final Map<String, Queue<Long>> resultPolls = new ConcurrentHashMap<>();

    CallCounter(ScriptRunEmulator service) {
        for (Endpoint endpoint : Endpoint.values()) {
            calls.put(endpoint, new LongAdder());
        }
        service.wireMock().addMockServiceRequestListener((request, response) -> note(request));
    }

    private void note(Request request) {
        Endpoint endpoint = endpoint(request);
        calls.get(endpoint).increment();
        if (endpoint == Endpoint.RESULT) {
            resultPolls
                    .computeIfAbsent(request.queryParameter("id").firstValue(), id -> new ConcurrentLinkedQueue<>())
                    .add(System.currentTimeMillis());
        }
    }

    /** Of those that a consumer of results makes; all others count as {@link Endpoint#GET_WORKFLOW}. */
    private static Endpoint endpoint(Request request) {
        String url = request.getUrl();
        if (url.contains("/workflow_result/")) {
            return Endpoint.RESULT;
        }
        if (url.contains("/history/")) {
            return Endpoint.HISTORY;
        }
        return url.endsWith("/run/") ? Endpoint.RUN : Endpoint.GET_WORKFLOW;
    }

    long of(Endpoint endpoint) {
        return calls.get(endpoint).sum();
    }

    /** When a run was polled, in milliseconds since the epoch. */
    Collection<Long> resultPolls(String runId) {
        return resultPolls.getOrDefault(runId, new ConcurrentLinkedQueue<>());
    }

    long all() {
        return calls.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
