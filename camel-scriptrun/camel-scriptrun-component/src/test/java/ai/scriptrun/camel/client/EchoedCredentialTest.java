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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.exception.WorkflowRejectedException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** If a service, proxy or gateway quotes the request, the exception must not contain the credential. */
class EchoedCredentialTest {

    private static final String SECRET = "eyJhbGciOiJIUzI1NiJ9_secret_signature";

    static Stream<Reply> echoes() {
        return Stream.of(
                Reply.json(401, "{\"detail\": \"Invalid token " + SECRET + "\"}"),
                Reply.json(400, "{\"headers\": {\"X-Api-Key\": \"" + SECRET + "\"}}"),
                Reply.answer(500, "Content-Type: text/html\r\n", "<pre>" + SECRET + "</pre>"),
                Reply.answer(302, "Location: http://elsewhere/?key=" + SECRET + "\r\n", ""),
                Reply.json(200, SECRET),
                Reply.json(200, "\"" + SECRET + "\""),
                Reply.json(200, "{\"status\": 201, \"data\": {\"id\": \"" + SECRET + "\"}}"),
                Reply.json(200, "{\"status\": 500, \"data\": {\"error\": \"" + SECRET + "\"}}"),
                Reply.json(200, "{\"status\": 400, \"data\": {\"errors\": [\"" + SECRET + " is no key\"]}}"),
                Reply.json(200, "{\"status\": 422, \"data\": {\"errors\": {\"key\": [\"" + SECRET + "\"]}}}"),
                Reply.rawThenClose("HTTP/1.1 " + SECRET + " OK\r\n\r\n"),
                Reply.rawThenClose("HTTP/1.1 200 OK\r\n" + SECRET + "\r\n\r\n"),
                Reply.rawThenClose(SECRET + "\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void isHidden(Reply echo) throws IOException {
        for (Credentials credentials : List.of(Credentials.apiKey(SECRET), Credentials.jwt(SECRET))) {
            try (RawServer server = RawServer.replying(echo);
                    TestClient client =
                            TestClient.of(server.baseUrl(), settings -> settings.credentials = credentials)) {

                ScriptRunException failure = (ScriptRunException) ScriptRunClient.unwrap(
                        catchThrowable(client.settle(api -> api.startRun(6, RunInput.EMPTY))::join));

                assertThat(server.requests().get(0).headers().values()).anyMatch(header -> header.endsWith(SECRET));
                assertThat(everythingOf(failure)).contains("runWorkflow").doesNotContain(SECRET);
            }
        }
    }

    private static String everythingOf(ScriptRunException failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        all.append(String.valueOf(failure.getServiceMessage()))
                .append(failure.getContext().toString());
        if (failure instanceof WorkflowRejectedException rejected) {
            all.append(rejected.getErrors().toString());
        }
        return all.toString();
    }
}
