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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import ai.scriptrun.camel.emulator.llm.OpenAiResponder;
import joptsimple.ArgumentAcceptingOptionSpec;
import joptsimple.OptionParser;
import joptsimple.OptionSet;
import joptsimple.OptionSpec;

/** The options of {@link Main}. */
final class MainOptions {

    private static final int DEFAULT_PORT = 8080;

    private final OptionParser parser = new OptionParser();
    private final OptionSpec<Void> help = parser.accepts("help", "print this").forHelp();
    private final OptionSpec<String> host = parser.accepts(
                    "host", "address to listen on; 0.0.0.0 lets other machines in, who know the keys")
            .withRequiredArg()
            .defaultsTo(ScriptRunEmulator.LOOPBACK);
    private final OptionSpec<Integer> port = parser.accepts("port", "TCP port to listen on; 0 for any")
            .withRequiredArg()
            .ofType(Integer.class)
            .defaultsTo(DEFAULT_PORT);
    private final OptionSpec<String> data = parser.accepts(
                    "data", "folder to take workflows in from (*.json) and to keep workflows and runs in")
            .withRequiredArg()
            .describedAs("DIR");
    private final OptionSpec<Void> noSamples = parser.accepts("no-samples", "creates no sample workflows");
    private final OptionSpec<Void> log = parser.accepts("log", "prints each request and each run");
    private final OptionSpec<Long> queueTime = millis("queue-time", "how long a run is in the queue");
    private final OptionSpec<Long> runTime = millis("run-time", "how long a run is in progress, at least");
    private final OptionSpec<Long> consistencyWindow =
            millis("consistency-window", "how long the data of an ended run stays incomplete");
    private final OptionSpec<String> httpHosts = parser.accepts(
                    "http-host", "host that HTTP nodes may call besides loopback; may be repeated")
            .withRequiredArg()
            .describedAs("HOST");
    private final OptionSpec<String> llmUrl = parser.accepts(
                    "llm-url",
                    "base URL of an OpenAI-compatible service to answer LLM nodes, such as"
                            + " http://127.0.0.1:11434/v1; its key is taken from the environment variable OPENAI_API_KEY")
            .withRequiredArg()
            .describedAs("URL");
    private final OptionSpec<String> llmModel = parser.accepts(
                    "llm-model", "model for all LLM nodes, instead of those that the nodes name")
            .availableIf(llmUrl.options().get(0))
            .withRequiredArg()
            .describedAs("NAME");
    private final OptionSet given;

    private MainOptions(String... arguments) {
        given = parser.parse(arguments);
    }

    /**
     * Reads the options.
     *
     * @throws joptsimple.OptionException if there is one that isn't known, or a value that doesn't fit
     */
    static MainOptions parse(String... arguments) {
        return new MainOptions(arguments);
    }

    private ArgumentAcceptingOptionSpec<Long> millis(String name, String description) {
        return parser.accepts(name, description)
                .withRequiredArg()
                .ofType(Long.class)
                .describedAs("ms");
    }

    boolean isHelp() {
        return given.has(help);
    }

    void printHelp(PrintStream out) throws IOException {
        parser.printHelpOn(out);
    }

    boolean hasSamples() {
        return !given.has(noSamples);
    }

    boolean hasLog() {
        return given.has(log);
    }

    EmulatorBuilder builder() {
        EmulatorBuilder builder = ScriptRunEmulator.builder()
                .host(host.value(given))
                .port(port.value(given))
                .httpHosts(httpHosts.values(given).toArray(String[]::new))
                .journal(false);
        valueOf(data).map(Path::of).ifPresent(builder::data);
        set(queueTime, builder::queueTime);
        set(runTime, builder::runTime);
        set(consistencyWindow, builder::consistencyWindow);
        valueOf(llmUrl)
                .map(url -> new OpenAiResponder(url, System.getenv("OPENAI_API_KEY"), llmModel.value(given)))
                .ifPresent(builder::llm);
        return builder;
    }

    private <T> Optional<T> valueOf(OptionSpec<T> option) {
        return Optional.ofNullable(option.value(given));
    }

    private void set(OptionSpec<Long> option, Consumer<Duration> setting) {
        valueOf(option).map(Duration::ofMillis).ifPresent(setting);
    }
}
