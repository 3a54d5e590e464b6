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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A part of a source file that a README shows. */
public final class Listing {

    private Listing() {}

    /** What lies between the lines {@code tag::name[]} and {@code end::name[]}, without its common indent. */
    public static String of(Path source, String tag) throws IOException {
        List<String> lines = Files.readAllLines(source);
        int from = indexOf(lines, "tag::" + tag + "[]", source);
        int to = indexOf(lines, "end::" + tag + "[]", source);
        return String.join("\n", lines.subList(from + 1, to)).stripIndent();
    }

    private static int indexOf(List<String> lines, String mark, Path source) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(mark)) {
                return i;
            }
        }
        throw new IllegalArgumentException(source + " has no " + mark);
    }
}
