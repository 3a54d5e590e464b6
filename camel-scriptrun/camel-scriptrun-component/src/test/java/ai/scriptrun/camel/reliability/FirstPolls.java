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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;

/** Replaces responses of a service: for the first polls of every run, one after the other. */
final class FirstPolls {

    private final ScriptRunEmulator service;
    private final Map<String, Integer> polls = new ConcurrentHashMap<>();
    private int answers;

    FirstPolls(ScriptRunEmulator service) {
        this.service = service;
    }

    /** The next poll of each run finds it with this status and these node results. */
    FirstPolls thenRun(String status, String data) {
        return thenAnswer(200, """
                {"status": 200, "data": {"id": "{{request.query.id}}", "status": "%s", "data": %s}}""".formatted(status, data));
    }

    /** The response to the next poll of each run; {@code {{request.query.id}}} is replaced by the run's id. */
    FirstPolls thenAnswer(int httpStatus, String body) {
        int number = answers++;
        service.wireMock()
                .stubFor(requestMatching(request -> MatchResult.of(isPoll(request, number)))
                        .willReturn(aResponse()
                                .withStatus(httpStatus)
                                .withHeader("Content-Type", "application/json")
                                .withBody(body)
                                .withTransformers("response-template")));
        return this;
    }

    private boolean isPoll(Request request, int number) {
        if (!request.getUrl().contains("/workflow_result/")) {
            return false;
        }
        String runId = request.queryParameter("id").firstValue();
        return number == 0 ? polls.putIfAbsent(runId, 1) == null : polls.replace(runId, number, number + 1);
    }
}
