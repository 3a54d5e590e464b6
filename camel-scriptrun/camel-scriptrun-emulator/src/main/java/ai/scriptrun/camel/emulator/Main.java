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
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

import joptsimple.OptionException;

/** Runs an emulator from the command line until it is ended; {@code --help} lists the options. */
public final class Main {

    private static final int BAD_USAGE = 2;

    private Main() {}

    /**
     * Starts an emulator, prints how to call it, and waits to be ended.
     *
     * @param arguments see {@code --help}
     * @throws InterruptedException if the waiting is interrupted
     */
    public static void main(String... arguments) throws InterruptedException {
        // Jetty and WireMock log through SLF4J; without a logger, which is fine here, SLF4J would complain about that.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        if (start(System.out, System.err, arguments)) {
            new CountDownLatch(1).await();
        }
    }

    private static boolean start(PrintStream out, PrintStream err, String... arguments) {
        try {
            MainOptions options = MainOptions.parse(arguments);
            if (options.isHelp()) {
                options.printHelp(out);
                return false;
            }
            ScriptRunEmulator emulator = start(options, out);
            Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "scriptrun-emulator-end"));
            return true;
        } catch (OptionException e) {
            err.println(e.getMessage() + "; --help lists the options");
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.exit(BAD_USAGE);
        return false;
    }

    static ScriptRunEmulator start(MainOptions options, PrintStream out) {
        ScriptRunEmulator emulator = options.builder().start();
        if (options.hasSamples()) {
            for (SampleWorkflow sample : SampleWorkflow.values()) {
                WorkflowFile.parse(sample.json())
                        .storeIfIdIsFree(emulator.engine().workflows());
            }
        }
        new Greeting(emulator, out).print();
        if (options.hasLog()) {
            ConsoleLog.follow(emulator, out);
        }
        return emulator;
    }
}
