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

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ai.scriptrun.camel.examples.support.Service;
import org.apache.camel.main.Main;

/**
 * Sends every file of a folder through a workflow and writes each answer to another folder, then ends. With
 * {@code --watch} it continues with the files that are put into the folder.
 *
 * <p>The exit code is 0 if there is one result for each file, 1 if not, and 2 if it could not start.
 */
public final class FileBridge {

    private static final String WATCH = "--watch";

    private final Workspace workspace;
    private final Service service;
    private final boolean watch;

    private FileBridge(Workspace workspace, Service service, boolean watch) {
        this.workspace = workspace;
        this.service = service;
        this.watch = watch;
    }

    /**
     * Runs the example.
     *
     * @param args {@code --watch}, or nothing
     */
    public static void main(String[] args) {
        int exitCode;
        try {
            exitCode = run(isWatch(args));
        } catch (Exception e) {
            System.err.println("The bridge can't begin: " + rootCause(e).getMessage());
            exitCode = 2;
        }
        System.exit(exitCode);
    }

    private static int run(boolean watch) throws Exception {
        try (Service service =
                Service.choose(System.getenv(), FileBridge.class.getResourceAsStream("/customer-feedback.json"))) {
            Workspace workspace = new Workspace(Path.of(System.getProperty("bridge.home", "target/file-bridge")));
            workspace.fill(Path.of(System.getProperty("bridge.data", "data/feedback")));
            return new FileBridge(workspace, service, watch).run();
        }
    }

    private static boolean isWatch(String... args) {
        List<String> options = Stream.of(args).filter(arg -> !arg.isBlank()).toList();
        if (!List.of(WATCH).containsAll(options)) {
            throw new IllegalArgumentException("the only option is " + WATCH + ", and not " + options + ".");
        }
        return !options.isEmpty();
    }

    /** Camel's first exception names the route that can't be created, the last one the reason. */
    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private int run() throws Exception {
        Ledger ledger = watch ? Ledger.open() : Ledger.of(workspace.files());
        try (Story story = new Story(workspace)) {
            story.begin(service, watch);
            Main camel = new Main();
            camel.setOverrideProperties(workspace.properties());
            service.properties().forEach(camel::addOverrideProperty);
            camel.configure().addRoutesBuilder(new BridgeRoutes());
            camel.bind("witness", new Witness(ledger, story));
            if (!watch) {
                ledger.onSettled(camel::completed);
                // No result has arrived for so long that no more are expected.
                camel.configure().setDurationMaxIdleSeconds(600);
            }
            camel.run();
        }
        return ledger.isBalanced() ? 0 : 1;
    }
}
