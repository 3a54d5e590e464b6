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
package ai.scriptrun.camel.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A JVM with this one's class path and the settings that all have which are measured. It reports in lines on its standard
 * output, and doesn't outlive the JVM that started it.
 */
public final class ChildJvm implements AutoCloseable {

    /** Options of every JVM, for the component and for the others. */
    public static final List<String> SETTINGS = List.of("-Xms512m", "-Xmx2g", "-XX:+UseG1GC");

    /**
     * An additional option of each JVM that is measured only after warm-up: callers wait for the JIT compiler; otherwise,
     * with few processors, they would delay it by half a minute.
     */
    public static final String COMPILE_FIRST = "-Xbatch";

    private final Class<?> main;
    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private ChildJvm(Class<?> main, Process process) {
        this.main = main;
        this.process = process;
        Thread listener = new Thread(this::listen, "output of " + main.getSimpleName());
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts a class with a main method. */
    public static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** Starts a class with a main method in a JVM that has these options, too. */
    public static ChildJvm start(List<String> options, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SETTINGS);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new ChildJvm(
                main,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** To be called in the child: it ends when its parent does. */
    public static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        // Nothing is ever sent: this waits for the end of the pipe.
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // The end of the pipe, too.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            // It has ended in the middle of a line.
        }
    }

    /** Says a line on its standard input; not to one that ends with its parent. */
    public void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /**
     * Waits for a line that begins like this, and gives what follows.
     *
     * @throws TimeoutException      where it doesn't come in time
     * @throws IllegalStateException where the JVM ends before
     */
    public String await(String beginning, Duration atMost) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            String line = said.poll(100, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
            if (line == null && !process.isAlive()) {
                throw new IllegalStateException(main.getSimpleName() + " ended and didn't say '" + beginning + "'");
            }
            if (line == null && System.nanoTime() > end) {
                throw new TimeoutException(main.getSimpleName() + " didn't say '" + beginning + "' within " + atMost);
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
