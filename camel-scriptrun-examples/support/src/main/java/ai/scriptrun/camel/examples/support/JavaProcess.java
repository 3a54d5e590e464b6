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
package ai.scriptrun.camel.examples.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A program in a separate JVM, with the class path of this one, with an environment, an output and an exit code. */
public final class JavaProcess implements AutoCloseable {

    private final Class<?> program;
    private final Path console;
    private final Process process;

    private JavaProcess(Class<?> program, Path console, Process process) {
        this.program = program;
        this.console = console;
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param program has the main method
     * @param console the file that its output goes to
     * @param environment additional variables; those of this process are inherited, except SCRIPTRUN ones
     * @param arguments options of the JVM such as {@code -Dname=value} first, then the program's
     */
    public static JavaProcess start(
            Class<?> program, Path console, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path")));
        List<String> all = List.of(arguments);
        command.addAll(all.stream().filter(JavaProcess::isForJvm).toList());
        command.add(program.getName());
        command.addAll(all.stream().filter(argument -> !isForJvm(argument)).toList());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SCRIPTRUN_"));
        builder.environment().putAll(environment);
        return new JavaProcess(program, console, builder.start());
    }

    /** For a program that a {@link JavaProcess} may run: it ends once the process that has started it has ended. */
    public static void endWithParent() {
        Thread watch = new Thread(JavaProcess::awaitParent, "parent watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitParent() {
        try {
            // Nothing is ever sent: this waits for the end of the pipe.
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The end of the pipe, too.
        }
        Runtime.getRuntime().halt(1);
    }

    private static boolean isForJvm(String argument) {
        return argument.startsWith("-D") || argument.startsWith("-X");
    }

    /**
     * The exit code, once the program has ended.
     *
     * @throws IllegalStateException if it doesn't end in this time
     */
    public int exitCode(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    program.getSimpleName() + " doesn't end within " + atMost + "; it has said:\n" + console());
        }
        return process.exitValue();
    }

    /** Whether it is still running. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Stops it, as Ctrl-C does. */
    public void interrupt() {
        process.destroy();
    }

    /** Kills it immediately. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Its output until now. */
    public String console() {
        try {
            return Files.readString(console, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
