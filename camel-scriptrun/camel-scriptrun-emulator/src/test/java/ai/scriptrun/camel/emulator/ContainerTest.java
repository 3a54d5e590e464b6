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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be said of the container without one: the emulator takes its command line, and is found healthy. */
class ContainerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path data;

    @Test
    void startsWithTheCommandLineOfTheContainerAndIsHealthy() throws Exception {
        List<String> arguments = new ArrayList<>(words("Dockerfile", "ENTRYPOINT (\\[.*])"));
        assertThat(arguments.subList(0, 3)).containsExactly("java", "-jar", "/emulator.jar");
        arguments.addAll(words("compose.yaml", "command: (\\[.*])"));
        arguments.replaceAll(word -> word.equals("8080") ? "0" : word.equals("/data") ? data.toString() : word);
        PrintStream console = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

        int port;
        try (ScriptRunEmulator emulator = Main.start(
                MainOptions.parse(arguments.subList(3, arguments.size()).toArray(String[]::new)), console)) {
            port = emulator.port();
            assertThat(emulator.workflows()).isNotEmpty();
            assertThat(healthCheck(port)).isZero();
        }
        assertThat(healthCheck(port)).isNotZero();
    }

    private static int healthCheck(int port) throws Exception {
        List<String> command = new ArrayList<>(words("Dockerfile", "CMD (\\[.*])"));
        command.replaceAll(word -> word.replace("8080", Integer.toString(port)));
        Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return check.exitValue();
    }

    private static List<String> words(String file, String pattern) throws IOException {
        MatchResult line = Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .findFirst()
                .orElseThrow();
        return List.of(JSON.readValue(line.group(1), String[].class));
    }
}
