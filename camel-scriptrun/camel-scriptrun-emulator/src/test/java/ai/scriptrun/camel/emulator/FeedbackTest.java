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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** A test as docs/emulator.adoc shows it. */
// tag::class[]
@ExtendWith(ScriptRunEmulatorExtension.class)
class FeedbackTest {

    @Test
    void listensOnLoopback(ScriptRunEmulator emulator) {
        assertThat(emulator.baseUrl()).startsWith("http://127.0.0.1:");
    }
}
// end::class[]
