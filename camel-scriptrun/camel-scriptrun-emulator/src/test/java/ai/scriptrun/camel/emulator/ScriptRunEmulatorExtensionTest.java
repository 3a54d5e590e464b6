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

import java.io.UncheckedIOException;
import java.time.Duration;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScriptRunEmulatorExtensionTest {

    /** Of other values that can be closed, JUnit has closed those in its stores from 5.13 on only. */
    @Test
    @SuppressWarnings("deprecation")
    void storesTheEmulatorAsACloseableResource() {
        assertThat(ExtensionContext.Store.CloseableResource.class)
                .isAssignableFrom(ScriptRunEmulatorExtension.Stored.class);
    }

    @Nested
    @ExtendWith(ScriptRunEmulatorExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class PerTest {

        private static ScriptRunEmulator first;

        private ScriptRunEmulator around;

        @BeforeEach
        void before(ScriptRunEmulator emulator) {
            around = emulator;
        }

        @Test
        @Order(1)
        void aTestHasOneEmulator(ScriptRunEmulator emulator) {
            first = emulator;

            assertThat(emulator).isSameAs(around);
            assertThat(new Api(emulator).get("").status()).isEqualTo(200);
        }

        @Test
        @Order(2)
        void theNextTestHasANewEmulatorAndTheFirstIsClosed(ScriptRunEmulator emulator) {
            Api formerApi = new Api(first);

            assertThat(emulator).isNotSameAs(first);
            assertThatThrownBy(() -> formerApi.get(""))
                    .isInstanceOfAny(UncheckedIOException.class, IllegalStateException.class);
        }
    }

    @Nested
    class PerClass {

        @RegisterExtension
        static final ScriptRunEmulatorExtension EMULATOR =
                new ScriptRunEmulatorExtension(ScriptRunEmulator.builder().queueTime(Duration.ofHours(1)));

        private static ScriptRunEmulator shared;

        @BeforeAll
        static void before(ScriptRunEmulator emulator) {
            shared = emulator;
        }

        @Test
        void theTestSharesTheEmulatorOfItsClassWithItsSettings(ScriptRunEmulator emulator) {
            String runId = emulator.runs().start(emulator.createWorkflow(SampleWorkflow.WELCOME.json()), "{}");

            assertThat(emulator).isSameAs(shared);
            assertThat(emulator.runs().status(runId)).isEqualTo("in queue");
        }
    }
}
