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
import java.util.List;

import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.model.RunSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Lists of the service with invalid entries, and invalid ids. */
class ForeignIdsTest {

    private static final String RUN = "0781b175-2135-45ec-9063-ad3e0d929adc";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "6", "../../x", "0781b175-2135-45ec-9063-ad3e0d929adc\r\nX: y", "\u202e"})
    void anIdThatIsNotAUuidAppearsInNoRequestAndNoMessage(String id) throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl())) {
            Throwable failure =
                    ScriptRunClient.unwrap(catchThrowable(client.client.getResult("results", 6L, id)::join));

            assertThat(failure).isExactlyInstanceOf(InvalidInputException.class);
            assertThat(failure.getMessage())
                    .endsWith(" was not sent: the id of a run has to be a UUID.")
                    .doesNotContain("\r", "\n", "\u202e");
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "null, null", "7, \"x\", null, []"})
    void emptyEntriesDoNotBlockOthers(String others) throws IOException {
        assertThat(history("[" + others + ", {\"id\": \"" + RUN + "\"}, null]"))
                .extracting(RunSummary::getId)
                .containsExactly(RUN);
    }

    @Test
    void aListOfNullsIsEmpty() throws IOException {
        assertThat(history("[null, null]")).isEmpty();
    }

    @Test
    void aListOfUnexpectedValuesIsAnError() {
        assertThat(ScriptRunClient.unwrap(catchThrowable(() -> history("[\"" + RUN + "\", null]"))))
                .isInstanceOf(ScriptRunApiException.class)
                .hasMessageContaining("a list without a single JSON object");
    }

    private static List<RunSummary> history(String entries) throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{\"results\": " + entries + "}"));
                TestClient client = TestClient.of(server.baseUrl())) {
            return client.settle(api -> api.getHistory(6, null, 1, null))
                    .join()
                    .value()
                    .items();
        }
    }
}
