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

import java.io.IOException;
import java.util.stream.Stream;

import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Which failures of a poll a wait outlasts, and which end it. */
class FailuresTest {

    private static final String PAGE = "<html><title>Bad gateway</title></html>";

    static Stream<Arguments> responsesAndPatience() {
        return Stream.of(
                arguments("a gateway's 400 page", Reply.answer(400, "", PAGE), true),
                arguments("a gateway's 404 page", Reply.answer(404, "", PAGE), true),
                arguments("a gateway's 403 page", Reply.answer(403, "", PAGE), true),
                arguments("an empty 404", Reply.answer(404, "", ""), true),
                arguments("408", Reply.json(408, "{}"), true),
                arguments("425", Reply.json(425, "{}"), true),
                arguments("429", Reply.json(429, "{}"), true),
                arguments("500", Reply.json(500, "{}"), true),
                arguments("520", Reply.answer(520, "", PAGE), true),
                arguments("599", Reply.answer(599, "", PAGE), true),
                arguments("a redirect to a page", Reply.answer(302, "Location: /maintenance\r\n", PAGE), true),
                arguments("a page with status 200", Reply.answer(200, "", PAGE), true),
                arguments("no content", Reply.answer(204, "", ""), true),
                arguments("JSON of something else", Reply.json(200, "{\"maintenance\": true}"), true),
                arguments("inner status 503", Reply.json(200, "{\"status\": 503, \"data\": {}}"), true),
                arguments("inner status 408", Reply.json(200, "{\"status\": 408, \"data\": {}}"), true),
                arguments("cut", Reply.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), true),
                arguments("the API's 400", Reply.json(400, "{\"detail\": \"Workflow run not found\"}"), false),
                arguments("the API's 405", Reply.json(405, "{\"detail\": \"Not allowed\"}"), false),
                arguments("inner status 403", Reply.json(200, "{\"status\": 403, \"data\": {}}"), false),
                arguments("too large", Reply.json(200, "{\"data\": \"" + "x".repeat(1_000_000) + "\"}"), false),
                arguments("too deep", Reply.json(200, "[".repeat(10_000)), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responsesAndPatience")
    void ofAPollAreTransientIfTheSameRequestCanSucceedLater(String name, Reply reply, boolean isTransient)
            throws IOException {
        try (RawServer server = RawServer.replying(reply);
                TestClient client = TestClient.of(server.baseUrl())) {
            Throwable failure =
                    ScriptRunClient.unwrap(catchThrowable(client.settle(ApiOperation.getResult::call)::join));

            assertThat(Failures.isTransient(failure)).as("%s", failure).isEqualTo(isTransient);
        }
    }
}
