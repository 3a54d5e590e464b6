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

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.fake.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A header that is no id, number or order is refused before it gets near a URL. */
class WrongInputTest extends ServiceTest {

    private static final String[] NO_NUMBERS = {
        "",
        " ",
        "0",
        "-1",
        "+1",
        "1.0",
        "1e3",
        "6/",
        "../6",
        "6/../../admin",
        "6?x=1",
        "6#",
        "6%2F..",
        "6\n",
        "\n6",
        "6 ",
        "\u0666",
        "\uff16",
        "0x6",
        "99999999999999999999",
        "null",
        "6;7"
    };
    private static final String[] NO_UUIDS = {
        "",
        "6",
        RUN + "/",
        "../" + RUN,
        RUN + "&id=x",
        RUN + "\n",
        "{" + RUN + "}",
        RUN.replace("-", ""),
        RUN.replace('0', '\u0660'),
        RUN.replace('0', 'g'),
        "1-1-1-1-1"
    };
    private static final String[] NO_ORDERS = {"", "created", "-", "id", "created_at,cost", "cost&page=1", "COST"};

    static Stream<Arguments> wrongInputs() {
        return Map.of(
                        "getWorkflow", Map.of(ScriptRunConstants.WORKFLOW_ID, NO_NUMBERS),
                        "runWorkflow", Map.of(ScriptRunConstants.WORKFLOW_ID, NO_NUMBERS),
                        "listWorkflows",
                                Map.of(ScriptRunConstants.PROJECT_ID, NO_NUMBERS, ScriptRunConstants.PAGE, NO_NUMBERS),
                        "getHistory?workflowId=6",
                                Map.of(
                                        ScriptRunConstants.PAGE_SIZE,
                                        NO_NUMBERS,
                                        ScriptRunConstants.ORDERING,
                                        NO_ORDERS),
                        "getResult", Map.of(ScriptRunConstants.RUN_ID, NO_UUIDS),
                        "awaitResult", Map.of(ScriptRunConstants.RUN_ID, NO_UUIDS))
                .entrySet()
                .stream()
                .flatMap(endpoint -> endpoint.getValue().entrySet().stream()
                        .map(header -> Arguments.of(endpoint.getKey(), header.getKey(), header.getValue())));
    }

    @ParameterizedTest
    @MethodSource("wrongInputs")
    void isRejected(String endpoint, String header, String[] values) {
        for (String value : values) {
            Exception failure = send(endpoint, "{}", header, value).getException();

            assertThat(failure).as(value).isExactlyInstanceOf(InvalidInputException.class);
            assertThat(failure.getMessage())
                    .startsWith(endpoint.replaceAll("\\?.*", "") + ": the header " + header + " is '")
                    .contains("'; it has to be ")
                    .doesNotContain("\n");
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0007",
                "\u001b[31m",
                "\r",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u202e",
                "\u2066",
                "\u200f",
                "\u061c",
                "\ud800"
            })
    void isShownWithoutControlCharacters(String odd) {
        assertThat(send("getWorkflow", null, ScriptRunConstants.WORKFLOW_ID, odd + "6")
                        .getException()
                        .getMessage())
                .contains("6'; it has to be ")
                .doesNotContain(odd.substring(0, 1));
    }

    @Test
    void isShortenedInTheMessage() {
        assertThat(send("getWorkflow", null, ScriptRunConstants.WORKFLOW_ID, "9".repeat(100_000))
                        .getException())
                .hasMessage("getWorkflow: the header CamelScriptRunWorkflowId is '" + "9".repeat(80)
                        + "\u2026'; it has to be a positive number.");
    }
}
