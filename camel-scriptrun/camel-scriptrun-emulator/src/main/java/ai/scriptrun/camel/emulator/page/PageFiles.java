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
package ai.scriptrun.camel.emulator.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** The page's files, from the class path. Only those that are named here can be read. */
final class PageFiles {

    private static final Set<String> NAMES = Set.of(
            "index.html",
            "icon.svg",
            "console.css",
            "main.js",
            "api.js",
            "dom.js",
            "format.js",
            "parts.js",
            "graph.js",
            "emulator.js",
            "switches.js");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "svg", "image/svg+xml",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8");

    byte[] read(String name) {
        if (!NAMES.contains(name)) {
            throw new PageException(404, "There is no such file");
        }
        try (InputStream file = PageFiles.class.getResourceAsStream("web/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static String contentType(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
