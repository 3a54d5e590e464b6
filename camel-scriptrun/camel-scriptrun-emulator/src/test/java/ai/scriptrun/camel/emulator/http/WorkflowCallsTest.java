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

import java.net.http.HttpRequest.BodyPublishers;

import ai.scriptrun.camel.emulator.Api;
import ai.scriptrun.camel.emulator.Api.Answer;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WorkflowCallsTest {

    private final ScriptRunEmulator emulator = ScriptRunEmulator.start();
    private final Api api = new Api(emulator);

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void createsReadsChangesAndDeletes() {
        Answer created =
                api.post("", "{\"project\": 307, \"title\": \"New workflow\", \"data\": {\"nodes\": [], \"x\": 1.50}}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        long id = created.json().path("id").longValue();

        assertThat(api.get(id + "/").json()).isEqualTo(created.json());
        assertThat(api.get(id + "/").response().body()).contains("\"x\":1.50");

        Answer changed = api.patch(id + "/", "{\"title\": \"Updated Workflow Title\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("title").textValue()).isEqualTo("Updated Workflow Title");
        assertThat(changed.json().path("data")).isEqualTo(created.json().path("data"));

        Answer deleted = api.delete(id + "/");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.response().body()).isEmpty();
        assertThat(api.get(id + "/").status()).isEqualTo(404);
        assertThat(api.delete(id + "/").status()).isEqualTo(404);
        assertThat(api.patch(id + "/", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                          | {"project":["This field is required."],"title":["This field is required."],"data":["This field is required."]}
            {"project":1,"title":"","data":{}}          | {"title":["This field may not be blank."]}
            {"project":"x","title":"t","data":{}}       | {"project":["A valid integer is required."]}
            {"project":1,"title":"t","data":[]}         | {"data":["Value must be a JSON object."]}
            {"project":1,"title":null,"data":{}}        | {"title":["This field may not be null."]}
            []                                          | {"detail":"Invalid data. Expected a dictionary."}
            """)
    void rejectsAnInvalidWorkflow(String body, String error) {
        Answer answer = api.post("", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.response().body()).isEqualTo(error);
    }

    @Test
    void rejectsABodyThatIsNotJson() {
        assertThat(api.post("", "{not json").status()).isEqualTo(400);
        assertThat(api.post("", "{not json").json().path("detail").textValue()).startsWith("JSON parse error - ");
        assertThat(api.send(api.request("")
                                .setHeader("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void listsByProjectAndTitle() {
        create(1, "Alpha");
        create(1, "Beta");
        create(2, "alphabet");

        assertThat(titles("")).containsExactly("Alpha", "Beta", "alphabet");
        assertThat(titles("?project=1")).containsExactly("Alpha", "Beta");
        assertThat(titles("?title=ALPHA")).containsExactly("Alpha", "alphabet");
        assertThat(titles("?project=2&title=beta")).isEmpty();
        create(3, "Two words");
        assertThat(titles("?title=two%20words")).containsExactly("Two words");
        assertThat(api.get("?project=x").status()).isEqualTo(400);
    }

    @Test
    void listsInPages() {
        for (int i = 0; i < 45; i++) {
            create(9, "W" + i);
        }

        JsonNode first = api.get("?project=9").json();
        assertThat(first.path("count").intValue()).isEqualTo(45);
        assertThat(first.path("results")).hasSize(20);
        assertThat(first.path("previous").isNull()).isTrue();
        assertThat(first.path("next").textValue())
                .isEqualTo(emulator.baseUrl() + "/api/v1/workflows/?project=9&page=2");

        JsonNode last = api.get("?page=3&project=9").json();
        assertThat(last.path("results")).hasSize(5);
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(last.path("previous").textValue())
                .isEqualTo(emulator.baseUrl() + "/api/v1/workflows/?project=9&page=2");

        assertThat(api.get("?page=2&project=9").json().path("previous").textValue())
                .isEqualTo(emulator.baseUrl() + "/api/v1/workflows/?project=9");
        assertThat(api.get("?page=last&project=9").json().path("results")).isEqualTo(last.path("results"));
        assertThat(api.get("?project=9&page_size=30").json().path("results")).hasSize(30);
        assertThat(api.get("?project=9&page_size=0").json().path("results")).hasSize(20);
        assertThat(api.get("?project=9&page_size=2000000000").json().path("results"))
                .hasSize(45);
        assertThat(api.get("?page=4&project=9").status()).isEqualTo(404);
        assertThat(api.get("?page=0").json().path("detail").textValue()).isEqualTo("Invalid page.");
        assertThat(api.get("?page=x").status()).isEqualTo(404);
    }

    @Test
    void returnsTheInputFieldsOfTheTrigger() {
        long id = emulator.createWorkflow(SampleWorkflow.GREETING.json());

        JsonNode fields = api.get(id + "/input-fields/").json();

        assertThat(fields).extracting(field -> field.path("id").textValue()).containsExactly("user_name", "language");
        assertThat(fields.at("/1/options/0/value").textValue()).isEqualTo("en");
        assertThat(api.get("999/input-fields/").status()).isEqualTo(404);
    }

    @Test
    void checksTheStructure() {
        long broken = create(1, "Broken");
        long sound = emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());

        assertThat(api.get(sound + "/check_workflow/").response().body())
                .isEqualTo("{\"valid\":true,\"errors\":[],\"warnings\":[]}");
        assertThat(api.get(broken + "/check_workflow/").response().body())
                .isEqualTo(
                        "{\"valid\":false,\"errors\":[\"Workflow is missing required field start_node\"],\"warnings\":[]}");
        assertThat(api.get("999/check_workflow/").status()).isEqualTo(404);
    }

    private long create(int project, String title) {
        return api.post("", "{\"project\": " + project + ", \"title\": \"" + title + "\", \"data\": {}}")
                .json()
                .path("id")
                .longValue();
    }

    private Iterable<String> titles(String query) {
        return api.get(query).json().path("results").findValuesAsText("title");
    }
}
