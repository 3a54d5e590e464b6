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
package ai.scriptrun.camel.springboot;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An application with a wrong property ends with a short message about the error. */
@ExtendWith(OutputCaptureExtension.class)
class WrongPropertyTest {

    private static final int LINES = 16;

    @ParameterizedTest
    @CsvSource({
        "pol-interval=3s, pol-interval is no option, Did you mean camel.component.scriptrun.poll-interval?",
        "poll-interval=soon, poll-interval can't be set to soon, Change the property",
        "result-format=XML, result-format can't be set to XML, Change the property"
    })
    void theFailureAnalysisNamesThePropertyAndTheAction(
            String property, String problem, String action, CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(FeedbackApplication.class)
                        .web(WebApplicationType.NONE)
                        .run("--spring.main.banner-mode=off", "--camel.component.scriptrun." + property))
                .hasStackTraceContaining(problem);

        String failure = output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START"));
        assertThat(failure)
                .contains("camel.component.scriptrun." + problem, action)
                .satisfies(text -> assertThat(text.lines()).hasSizeLessThan(LINES));
    }
}
