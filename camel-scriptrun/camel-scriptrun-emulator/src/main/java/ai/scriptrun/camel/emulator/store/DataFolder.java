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
package ai.scriptrun.camel.emulator.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.scriptrun.camel.emulator.engine.Journal;
import ai.scriptrun.camel.emulator.engine.Json;
import ai.scriptrun.camel.emulator.engine.Run;
import ai.scriptrun.camel.emulator.engine.StoredRun;
import ai.scriptrun.camel.emulator.engine.Workflow;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A folder in which one emulator at a time stores its workflows and runs. After a crash, the data of the last second
 * may be missing.
 */
public final class DataFolder implements Journal {

    private static final String FILE_NAME = "emulator.mv";

    private final MVStore store;
    private final Map<Long, String> workflows;
    private final Map<Long, String> runs;
    private final Map<String, String> fileContents;
    private final Map<String, Long> fileWorkflows;

    private DataFolder(MVStore store) {
        this.store = store;
        this.workflows = store.openMap("workflows");
        this.runs = store.openMap("runs");
        this.fileContents = store.openMap("file-contents");
        this.fileWorkflows = store.openMap("file-workflows");
    }

    /**
     * Opens a folder.
     *
     * @param folder created if it doesn't exist
     * @return the open folder, to be closed
     * @throws IllegalStateException if another emulator has it open, or what is in it can't be read
     * @throws UncheckedIOException if it can't be created
     */
    public static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            return new DataFolder(
                    MVStore.open(folder.resolve(FILE_NAME).toAbsolutePath().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + folder + " can't be made", e);
        } catch (MVStoreException e) {
            throw new IllegalStateException(
                    "The data folder " + folder + " can't be opened; is another emulator using it?", e);
        }
    }

    @Override
    public List<Workflow> workflows() {
        return workflows.values().stream()
                .map(DataFolder::parse)
                .map(json -> new Workflow(
                        json.path("id").longValue(),
                        json.path("project").longValue(),
                        json.path("title").textValue(),
                        json.path("data")))
                .toList();
    }

    @Override
    public List<Run> runs() {
        return runs.values().stream().map(json -> StoredRun.read(parse(json))).toList();
    }

    @Override
    public void stored(Workflow workflow) {
        workflows.put(workflow.id(), Json.write(workflow.toJson()));
    }

    @Override
    public void deleted(long workflowId) {
        workflows.remove(workflowId);
    }

    @Override
    public void stored(Run run) {
        runs.put(StoredRun.key(run), StoredRun.write(run));
    }

    /**
     * The workflow that was read from a file.
     *
     * @param fileName the file's name
     * @return the workflow's number, or empty if the file is new
     */
    public Optional<Long> workflowOf(String fileName) {
        return Optional.ofNullable(fileWorkflows.get(fileName));
    }

    /**
     * Whether a file was read with exactly this content.
     *
     * @param fileName the file's name
     * @param content what it holds now
     * @return false if it is new or has changed
     */
    public boolean hasTakenIn(String fileName, String content) {
        return content.equals(fileContents.get(fileName));
    }

    /**
     * Remembers that a file was read.
     *
     * @param fileName the file's name
     * @param content what it holds
     * @param workflowId the number of the workflow that was created from it
     */
    public void takenIn(String fileName, String content, long workflowId) {
        fileContents.put(fileName, content);
        fileWorkflows.put(fileName, workflowId);
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The data folder holds what the emulator did not write: " + json, e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
