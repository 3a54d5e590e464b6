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

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import static org.awaitility.Awaitility.await;

/**
 * A PostgreSQL server that can be killed and started again on the same files. A commit is on disk, or in the operating
 * system's hands, before it is confirmed: the embedded server doesn't wait for that.
 */
final class PostgresProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(1);

    private final Path data;
    private final Path binaries;
    private final File log;
    private final int port;
    private Process process;

    PostgresProcess(Path folder) throws IOException {
        data = folder.resolve("data");
        log = folder.resolve("postgres.log").toFile();
        Path unpacked = folder.resolve("postgres");
        // Makes the files of an empty database, and unpacks the server's binaries.
        EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(unpacked.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start()
                .close();
        try (Stream<Path> all = Files.walk(unpacked)) {
            binaries = all.filter(path -> path.endsWith("bin/postgres"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        start();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    /** Returns when the server takes connections again. */
    void start() throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // The server refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port), "-h", "127.0.0.1"));
        command.addAll(List.of("-c", "unix_socket_directories=", "-c", "max_connections=100"));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        await().atMost(START).until(this::answers);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("PostgreSQL has ended; see " + log);
        }
        try (Connection connection = DriverManager.getConnection(url())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Kills all of its processes, as the operating system does. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    @Override
    public void close() {
        kill();
    }
}
