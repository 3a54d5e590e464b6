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
package ai.scriptrun.camel.examples.emailbridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.scriptrun.camel.examples.support.Folders;

/**
 * The folders of the example.
 *
 * @param mails a folder for each mailbox of the embedded server
 * @param home the output of the example
 */
record Workspace(Path mails, Path home) {

    Path replies() {
        return home.resolve("replies");
    }

    Path runs() {
        return home.resolve("runs");
    }

    Path log() {
        return home.resolve("mails.log");
    }

    /** Deletes the output of an earlier run. */
    void clear() throws IOException {
        if (!Files.isDirectory(mails)) {
            throw new IOException("there is no folder " + mails.toAbsolutePath());
        }
        Folders.delete(runs());
        Folders.delete(replies());
        Files.createDirectories(replies());
    }
}
