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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.ScriptRunEmulatorExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel Main reads the component's options from files and from the environment; tested in a separate process. */
@ExtendWith(ScriptRunEmulatorExtension.class)
class MainEnvironmentTest {

    @TempDir
    private Path folder;

    @Test
    void optionsComeFromTheEnvironment(ScriptRunEmulator service) throws Exception {
        runs(service, System.getProperty("java.class.path"));
    }

    @Test
    void neitherMicrometerNorOpenTelemetryIsNeeded(ScriptRunEmulator service) throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> !jar.contains("micrometer") && !jar.contains("opentelemetry"))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(classPath).isNotEqualTo(System.getProperty("java.class.path"));
        runs(service, classPath);
    }

    private void runs(ScriptRunEmulator service, String classPath) throws Exception {
        service.createWorkflow(SampleWorkflow.FEEDBACK.json());
        Path output = folder.resolve("output");
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        classPath,
                        FeedbackMain.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        java.environment().put("SCRIPTRUN_API_KEY", service.apiKey());
        java.environment().put("SCRIPTRUN_URL", service.baseUrl());

        assertThat(exitCode(java.start())).as(Files.readString(output)).isZero();

        assertThat(output).content().containsPattern("(?m)^answer: \\S+");
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    private static int exitCode(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
