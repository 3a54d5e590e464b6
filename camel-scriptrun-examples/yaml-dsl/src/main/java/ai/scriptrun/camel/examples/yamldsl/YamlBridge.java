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
package ai.scriptrun.camel.examples.yamldsl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ai.scriptrun.camel.examples.support.Service;
import org.apache.camel.main.Main;

/**
 * Starts Camel Main, which finds its routes in YAML. It also selects the service, and counts
 * the results. The exit code is 0 if there is a result for each file, otherwise 1, and 2 if
 * it could not start.
 */
public final class YamlBridge {

    private YamlBridge() {}

    /**
     * Runs the example.
     *
     * @param args nothing
     */
    public static void main(String[] args) {
        int exitCode;
        try {
            exitCode = run();
        } catch (Exception e) {
            System.err.println("The bridge can't begin: " + e.getMessage());
            exitCode = 2;
        }
        System.exit(exitCode);
    }

    private static int run() throws Exception {
        Path home = Path.of(System.getProperty("bridge.home", "target/yaml-dsl"));
        Path inbox = Path.of(System.getProperty("inbox", "data/feedback"));
        Path outbox = Files.createDirectories(home.resolve("outbox"));
        for (Path old : list(outbox)) {
            Files.delete(old);
        }
        Path journal = home.resolve("runs.log");
        Files.deleteIfExists(journal);

        try (Service service =
                Service.choose(System.getenv(), YamlBridge.class.getResourceAsStream("/feedback.json"))) {
            System.out.printf("%n  ScriptRun file bridge in YAML%n");
            System.out.printf("  workflow %s at %s%n%n", service.workflowId(), service.name());
            Main camel = new Main();
            service.properties().forEach(camel::addOverrideProperty);
            camel.run();
        }

        int files = list(inbox).size();
        int results = list(outbox).size();
        System.out.printf("%n%d files, %d results in %s%n", files, results, outbox);
        System.out.printf("%d runs in %s%n", lines(journal), journal);
        return files == results ? 0 : 1;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static int lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }
}
