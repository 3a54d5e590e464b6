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
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.Journal;
import ai.scriptrun.camel.emulator.store.DataFolder;

/** An engine that lives in a folder. Its own class, so that the store's library is needed only where there is one. */
final class PersistentEngine {

    private PersistentEngine() {}

    static Engine open(Path folder, Function<Journal, Engine> engineOf) {
        DataFolder data = DataFolder.open(folder);
        Engine engine = engineOf.apply(data);
        try {
            for (Path file : workflowFiles(folder)) {
                takeIn(file, data, engine);
            }
            return engine;
        } catch (IOException e) {
            engine.close();
            throw new UncheckedIOException("The data folder " + folder + " can't be read", e);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** Sorted, so that files without an id get theirs in the same order everywhere. */
    private static List<Path> workflowFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
            found.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    private static void takeIn(Path file, DataFolder data, Engine engine) throws IOException {
        String name = file.getFileName().toString();
        String content = Files.readString(file);
        if (data.hasTakenIn(name, content)) {
            return;
        }
        WorkflowFile workflow;
        try {
            workflow = WorkflowFile.parse(content);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        long id = data.workflowOf(name)
                .map(known -> workflow.storeAs(known, engine.workflows()))
                .orElseGet(() -> workflow.storeIn(engine.workflows()));
        data.takenIn(name, content, id);
    }
}
