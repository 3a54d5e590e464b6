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
package ai.scriptrun.camel.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The API doesn't define the fields of a history entry, so they are read under all usual names. */
class RunSummaryTest {

    @ParameterizedTest
    @ValueSource(strings = {"id", "uuid", "run_id", "workflow_run_id"})
    void findsTheId(String name) throws Exception {
        assertThat(summary("{\"" + name + "\": \"0781b175\"}").getId()).isEqualTo("0781b175");
    }

    @Test
    void prefersTheRunIdToTheNumberOfTheEntry() throws Exception {
        String run = "0781b175-2135-45ec-9063-ad3e0d929adc";

        assertThat(summary("{\"id\": 17, \"uuid\": \"" + run + "\"}").getId()).isEqualTo(run);
        assertThat(summary("{\"id\": 17, \"run_id\": \"" + run + "\"}").getId()).isEqualTo(run);
        assertThat(summary("{\"id\": 17}").getId()).isEqualTo("17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "state"})
    void findsTheStatus(String name) throws Exception {
        assertThat(summary("{\"" + name + "\": \"succeed\"}").getStatus()).isEqualTo("succeed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "created", "started_at", "start_time"})
    void findsWhenItWasCreated(String name) throws Exception {
        assertThat(summary("{\"" + name + "\": \"2030-01-01\"}").getCreatedAt()).isEqualTo("2030-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"finished_at", "completed_at", "ended_at", "end_time"})
    void findsWhenItEnded(String name) throws Exception {
        assertThat(summary("{\"" + name + "\": \"2030-01-01\"}").getFinishedAt())
                .isEqualTo("2030-01-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"total_cost\": 0.5}",
                "{\"cost\": 0.5}",
                "{\"metrics\": {\"total_cost\": 0.5}}",
                "{\"cost\": \"0.50\"}"
            })
    void findsTheCost(String json) throws Exception {
        assertThat(summary(json).getTotalCost()).isEqualTo(0.5);
    }

    @Test
    void keepsOtherFieldsAndAddsNone() throws Exception {
        RunSummary summary = summary("{\"who\": [1], \"cost\": \"free\"}");

        assertThat(summary.getId()).isNull();
        assertThat(summary.getStatus()).isNull();
        assertThat(summary.getCreatedAt()).isNull();
        assertThat(summary.getFinishedAt()).isNull();
        assertThat(summary.getTotalCost()).isNull();
        assertThat(summary).hasToString("{\"who\":[1],\"cost\":\"free\"}");
    }

    private static RunSummary summary(String json) throws Exception {
        return new RunSummary((ObjectNode) Json.read(json));
    }
}
