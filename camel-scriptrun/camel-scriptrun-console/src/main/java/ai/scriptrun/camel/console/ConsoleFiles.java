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
package ai.scriptrun.camel.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** The page's files, from the class path. Only those that are named here can be read. */
final class ConsoleFiles {

    private static final Set<String> NAMES = Set.of(
            "index.html",
            "icon.svg",
            "console.css",
            "main.js",
            "api.js",
            "dom.js",
            "format.js",
            "parts.js",
            "application.js",
            "run.js");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "svg", "image/svg+xml",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8");

    private ConsoleFiles() {}

    static ConsoleResponse read(String name) {
        if (!NAMES.contains(name)) {
            throw new ConsoleException(404, "There is no such file");
        }
        try (InputStream file = ConsoleFiles.class.getResourceAsStream("web/" + name)) {
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return ConsoleResponse.file(type, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
