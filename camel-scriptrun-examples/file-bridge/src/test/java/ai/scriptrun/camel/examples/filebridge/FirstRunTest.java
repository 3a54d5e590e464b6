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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The program in docs/getting-started.adoc. With its POM, and an empty Maven repository, {@code .ci/first-run} runs it. */
class FirstRunTest {

    private static final Path PROJECT = Path.of("../first-run");

    private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

    @TempDir
    private Path folder;

    @Test
    void hasAResult() throws Exception {
        Path source = PROJECT.resolve("src/main/java/com/example/FirstRun.java");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classPath(), "-d", folder.toString(), source.toString()))
                .isZero();
        Files.copy(
                PROJECT.resolve("src/main/resources/application.properties"), folder.resolve("application.properties"));

        assertThat(run())
                .contains("The workflow says: That is wonderful to hear!")
                .doesNotContain(" ERROR ");
    }

    @Test
    void namesTheVersionsThatThisIsBuiltWith() throws IOException {
        String root = Files.readString(Path.of("../../pom.xml"));
        String camel = root.replaceAll("(?s).*<camel.version>(.+?)</camel.version>.*", "$1");
        assertThat(Files.readString(PROJECT.resolve("pom.xml")))
                .containsPattern("camel-bom</artifactId>\\s*<version>" + camel + "<");
    }

    @Test
    void findsEveryArtifactForUsersInTheBom() throws IOException {
        Path modules = Path.of("../../camel-scriptrun");
        String bom = Files.readString(modules.resolve("camel-scriptrun-bom/pom.xml"));
        assertThat(MODULE.matcher(Files.readString(modules.resolve("pom.xml"))).results())
                .extracting(module -> module.group(1))
                .contains("camel-scriptrun-component")
                .filteredOn(module -> !module.matches("camel-scriptrun-(bom|benchmarks)"))
                .extracting(module -> module.replace("-component", ""))
                .allSatisfy(artifact -> assertThat(bom).contains("<artifactId>" + artifact + "</artifactId>"));
    }

    private String run() throws Exception {
        Path console = folder.resolve("console.txt");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlog4j2.level=INFO",
                        "-classpath",
                        folder + File.pathSeparator + classPath(),
                        "com.example.FirstRun")
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        assertThat(program.waitFor()).isZero();
        return Files.readString(console);
    }

    /** What this module depends on, without its own classes and settings. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).startsWith(Path.of("target").toAbsolutePath()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
