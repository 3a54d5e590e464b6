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
package ai.scriptrun.camel.examples.filebridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.examples.support.JavaProcess;

/** The example as a user starts it. */
final class BridgeProcess {

    private BridgeProcess() {}

    static JavaProcess start(Path data, Path home, Map<String, String> environment, String... args) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-Dbridge.data=" + data, "-Dbridge.home=" + home));
        arguments.addAll(List.of(args));
        return JavaProcess.start(
                FileBridge.class, home.resolve("console.txt"), environment, arguments.toArray(String[]::new));
    }
}
