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
package ai.scriptrun.camel.examples.emailbridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.examples.support.JavaProcess;

/** The example as a user starts it. */
final class BridgeProcess {

    private BridgeProcess() {}

    static JavaProcess start(Path home, Map<String, String> environment, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-Dbridge.home=" + home,
                "-Dmail.delay=300",
                "-Dcamel.component.scriptrun.poll-interval=200ms",
                "-XX:TieredStopAtLevel=1"));
        all.addAll(List.of(options));
        return JavaProcess.start(
                EmailBridge.class, home.resolve("console.txt"), environment, all.toArray(String[]::new));
    }
}
