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
package ai.scriptrun.camel;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequiredCamelTest {

    @ParameterizedTest
    @ValueSource(strings = {"4.14.0", "4.18.0", "4.22.0-SNAPSHOT", "5.0.0", "a build of our own"})
    void aVersionThatIsNewEnoughOrUnknownIsAccepted(String version) {
        assertThatCode(() -> RequiredCamel.check(version)).doesNotThrowAnyException();
    }

    @Test
    void anOldCamelIsReportedWhenTheComponentIsCreated() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext() {
            @Override
            public String getVersion() {
                return "4.12.0";
            }
        }) {
            assertThatThrownBy(() -> camel.getEndpoint("scriptrun:getNodes?apiKey=key"))
                    .hasStackTraceContaining("needs Camel 4.14 or newer")
                    .hasStackTraceContaining("this application has Camel 4.12.0");
        }
    }
}
