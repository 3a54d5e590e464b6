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
package ai.scriptrun.camel.dsl;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.testing.LogCapture;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel Main logs the options that it sets. */
class MainSecretsTest {

    @Test
    void aTokenIsNotLoggedIfItsNameIsConfiguredAsSensitive() throws Exception {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:main/token.properties");
        try (LogCapture log = new LogCapture("org.apache.camel.main.BaseMainSupport")) {
            main.start();

            assertThat(main.getCamelContext()
                            .getComponent("scriptrun", ScriptRunComponent.class)
                            .getConfiguration()
                            .getJwtToken())
                    .isEqualTo("the-token-of-a-user");
            assertThat(log.messages())
                    .anySatisfy(line -> assertThat(line).contains("jwtToken = xxxxxx"))
                    .noneSatisfy(line -> assertThat(line).contains("the-token-of-a-user"));
        } finally {
            main.stop();
        }
    }
}
