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
package ai.scriptrun.camel.producer;

import java.util.Map;
import java.util.stream.Stream;

import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.exception.NotFoundException;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code validateInput}: nothing is started with an input that the workflow's fields don't allow. */
class InputCheckTest extends ServiceTest {

    private static final String FIELDS = "[{\"id\": \"user_name\", \"title\": \"User Name\", \"type\": \"text\","
            + " \"input_requirements\": true, \"default_value\": \"\", \"options\": []},"
            + " {\"id\": \"language\", \"title\": \"Language\", \"type\": \"select\", \"input_requirements\": false,"
            + " \"default_value\": \"en\", \"options\": [{\"title\": \"English\", \"value\": \"en\", \"is_default\": true},"
            + " {\"title\": \"Russian\", \"value\": \"ru\"}]},"
            + " {\"id\": \"tone\", \"title\": \"Tone\", \"type\": \"text\", \"input_requirements\": true,"
            + " \"default_value\": \"kind\", \"options\": []},"
            + " {\"id\": \"size\", \"type\": \"select\", \"options\": [{\"value\": 1}, {\"value\": 2}]},"
            + " {\"title\": \"no id\", \"input_requirements\": true}]";

    private String fields = FIELDS;

    @BeforeEach
    void start() {
        server.reply(
                Reply.by(request -> request.path().endsWith("/input-fields/") ? Reply.json(200, fields) : STARTED));
    }

    static Stream<Object> fittingInputs() {
        return Stream.of(
                "{\"user_name\": \"Ann\"}",
                "{\"user_name\": \"Ann\", \"language\": \"ru\", \"tone\": \"rude\", \"size\": 2, \"more\": 1}",
                "{\"user_name\": 0, \"language\": null, \"size\": \"\"}",
                "{\"user_name\": false, \"size\": \"1\"}",
                Map.of("user_name", "Ann"));
    }

    @ParameterizedTest
    @MethodSource("fittingInputs")
    void startsWithAValidInputAndLeavesDefaultsToTheService(Object input) {
        assertThat(send("runWorkflow?workflowId=6&validateInput=true", input).getException())
                .isNull();

        assertThat(server.requests()).extracting(Request::method).containsExactly("GET", "POST");
        assertThat(server.requests().get(1).body().replace(" ", ""))
                .isEqualTo(input instanceof String text ? text.replace(" ", "") : "{\"user_name\":\"Ann\"}");
    }

    @Test
    void namesEveryViolationAndStartsNothing() {
        String input = "{\"user_name\": \" \", \"language\": \"fr\", \"size\": [1]}";

        assertThat(send("runWorkflow?workflowId=6&validateInput=true", input).getException())
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "The input of workflow 6 doesn't fit its input fields, nothing was started: 'user_name' (User"
                                + " Name) is required; 'language' is \"fr\" and has to be one of [en, ru]; 'size' is [1] and has to be"
                                + " one of [1, 2].");
        assertThat(server.requests()).extracting(Request::method).containsExactly("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "plain text",
                "[]",
                "[{\"user_name\": \"Ann\"}]",
                "\"user_name\"",
                "{\"user_name\": null}"
            })
    void reportsMissingFieldsForInputsThatAreNotObjects(String input) {
        assertThat(send("runWorkflow?workflowId=6&validateInput=true", input).getException())
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'user_name' (User Name) is required.");
    }

    @Test
    void checksTheInputBeforeItIsWrappedForAJwt() {
        assertThat(send("runWorkflow?workflowId=6&validateInput=true&jwtToken=t", "{\"user_name\": \"Ann\"}")
                        .getException())
                .isNull();
    }

    @Test
    void isNotDoneByDefault() {
        assertThat(send("runWorkflow?workflowId=6", "{}").getException()).isNull();

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void readsTheFieldsOncePerWorkflowAndPeriod() {
        String endpoint = "runWorkflow?validateInput=true&workflowId=";
        for (int workflow : new int[] {6, 6, 7, 6, 7}) {
            send(endpoint + workflow, "{\"user_name\": \"Ann\"}");
        }

        assertThat(server.requests().stream().filter(request -> "GET".equals(request.method())))
                .extracting(Request::path)
                .containsExactly("/api/v1/workflows/6/input-fields/", "/api/v1/workflows/7/input-fields/");
    }

    @Test
    void readsTheFieldsAgainIfTheyCouldNotBeRead() {
        server.reply(
                Reply.json(404, "{}"),
                Reply.by(request -> request.path().endsWith("/input-fields/") ? Reply.json(200, fields) : STARTED));
        String endpoint = "runWorkflow?workflowId=6&validateInput=true";

        assertThat(send(endpoint, "{\"user_name\": \"Ann\"}").getException())
                .isExactlyInstanceOf(NotFoundException.class);
        assertThat(send(endpoint, "{\"user_name\": \"Ann\"}").getException()).isNull();
    }
}
