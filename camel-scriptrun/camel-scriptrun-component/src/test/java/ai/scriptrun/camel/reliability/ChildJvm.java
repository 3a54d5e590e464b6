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
package ai.scriptrun.camel.reliability;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An application in a separate JVM, with the class path of this one, that can be killed. It prints its progress as lines
 * on its standard output, and never outlives the JVM that started it.
 */
public final class ChildJvm implements AutoCloseable {

    private static final Path LOGS = Path.of("target", "children");
    private static final int KILLED = 128 + 9;

    private final String name;
    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        Thread listener = new Thread(this::listen, "output of " + name);
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Starts an application.
     *
     * @param name      of its log files
     * @param options   for the JVM
     * @param main      the application's class
     * @param arguments for the application
     */
    public static ChildJvm start(String name, List<String> options, Class<?> main, Object... arguments)
            throws IOException {
        Files.createDirectories(LOGS);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-Dlog.file=" + LOGS.resolve(name + ".log"), "-Dlog.level=INFO"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        File errors = LOGS.resolve(name + ".err").toFile();
        return new ChildJvm(
                name, new ProcessBuilder(command).redirectError(errors).start());
    }

    /** To be called by the application first: keeps it alive until the JVM that started it is gone. */
    public static void endWithParent() {
        Runnable watch = () -> {
            try {
                // Nothing is ever sent: this waits for the end of the pipe.
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The end of the pipe, too.
            }
            Runtime.getRuntime().halt(1);
        };
        new Thread(watch, "parent watch").start();
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            // Killed in the middle of a line.
        }
    }

    /** Waits for the application to say this at the beginning of a line, and gives the rest of that line. */
    public String await(String beginning, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            String line = said.poll(Math.min(200, Math.max(0, millisUntil(end))), TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
            if (line == null && (millisUntil(end) <= 0 || !process.isAlive())) {
                throw new AssertionError(name + (process.isAlive() ? " did not say '" : " ended and never said '")
                        + beginning + "'; its last words: " + lastWords());
            }
        }
    }

    private static long millisUntil(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
    }

    private String lastWords() {
        try {
            return Files.readString(LOGS.resolve(name + ".err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it run for this long, and then kills it without a shutdown, as the operating system does. */
    void killAfter(Duration delay) throws InterruptedException {
        if (process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " ended by itself: " + lastWords());
        }
        process.destroyForcibly();
        if (process.waitFor() != KILLED) {
            throw new AssertionError(name + " was not killed, it ended with " + process.exitValue());
        }
    }

    /** As it was started with. */
    String name() {
        return name;
    }

    /** For signals. */
    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
