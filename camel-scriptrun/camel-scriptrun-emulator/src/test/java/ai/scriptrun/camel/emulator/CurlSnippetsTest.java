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
package ai.scriptrun.camel.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.scriptrun.camel.emulator.Api.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The {@code curl} calls of the API's documentation, word for word but for URL and key. */
class CurlSnippetsTest {

    /** The response to each call, in the order of the documentation. */
    private static final List<String> ANSWERS = List.of(
            "201 \"title\":\"New workflow\"",
            "200 \"count\":4",
            "200 \"id\":6,",
            "200 \"title\":\"Updated Workflow Title\",\"data\":{}",
            "204 ",
            "200 \"id\":\"user_name\"",
            "200 \"valid\":true",
            "200 \"type\":\"trigger-node\"",
            "200 \"status\":201",
            "200 \"status\":201",
            "400 \"detail\":\"Workflow run not found.\"",
            "200 \"results\":[]",
            "200 \"status\":201",
            "200 \"status\":201",
            "200 \"status\":201");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource
    void getsAResponse(String snippet, String answer) {
        try (ScriptRunEmulator emulator = ScriptRunEmulator.start()) {
            for (SampleWorkflow sample : SampleWorkflow.values()) {
                emulator.createWorkflow(sample.json());
            }

            Answer got = new Api(emulator)
                    .send(request(snippet.replace("https://scriptrun.ai", emulator.baseUrl())
                            .replace("<Your API Key>", emulator.apiKey())));

            assertThat(got.status() + " " + got.response().body())
                    .startsWith(answer.substring(0, 4))
                    .contains(answer.substring(4));
        }
    }

    static Stream<Arguments> getsAResponse() throws IOException {
        try (InputStream text = CurlSnippetsTest.class.getResourceAsStream("/snippets/curl.txt")) {
            String[] snippets = new String(text.readAllBytes(), StandardCharsets.UTF_8).split("\n\n", -1);
            assertThat(snippets).hasSameSizeAs(ANSWERS);
            return IntStream.range(0, snippets.length).mapToObj(i -> Arguments.of(snippets[i], ANSWERS.get(i)));
        }
    }

    private static HttpRequest.Builder request(String curl) {
        List<String> words = WORD.matcher(curl.replace("\\\n", " "))
                .results()
                .map(CurlSnippetsTest::unquoted)
                .toList();
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String method = "GET";
        String body = "";
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                default -> request.uri(URI.create(words.get(i)));
            }
        }
        return request.method(method, BodyPublishers.ofString(body));
    }

    private static String unquoted(MatchResult word) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(word::group)
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
    }
}
