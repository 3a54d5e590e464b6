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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.scriptrun.camel.examples.support.Folders;

/** The working folder of the bridge. */
record Workspace(Path home) {

    Path inbox() {
        return home.resolve("inbox");
    }

    Path outbox() {
        return home.resolve("outbox");
    }

    Path log() {
        return home.resolve("runs.log");
    }

    /** Starts again with a copy of these files, because the bridge moves the files that it has sent. */
    void fill(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IOException("there is no folder " + data.toAbsolutePath());
        }
        List<Path> files = list(data);
        if (files.isEmpty()) {
            throw new IOException("there is no file in " + data.toAbsolutePath());
        }
        Folders.delete(inbox());
        Folders.delete(outbox());
        Files.createDirectories(inbox());
        Files.createDirectories(outbox());
        for (Path file : files) {
            if (!file.toFile().exists()) {
                throw new IOException("Java can't open " + file + " in the machine's locale; set LC_ALL=C.UTF-8");
            }
            Files.copy(file, inbox().resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Names of the files that wait in the inbox. */
    List<String> files() throws IOException {
        return list(inbox()).stream().map(file -> file.getFileName().toString()).toList();
    }

    /** The values of the routes' placeholders. */
    Map<String, Object> properties() {
        return Map.of("inbox", uriPath(inbox()), "outbox", uriPath(outbox()));
    }

    private static String uriPath(Path folder) {
        return folder.toString().replace('\\', '/');
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
