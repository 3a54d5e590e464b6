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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a built file that a page shows: the whole file, or what lies between a tag's marks. */
record Listing(String file, List<String> tags) {

    private static final Pattern REFERENCE =
            Pattern.compile("^(?://|<!--) listing: ([^#\\s]+)(?:#([\\w,-]+))?(?: -->)?$");
    private static final Pattern TAG_MARK = Pattern.compile("(?:tag|end)::[\\w-]+\\[]");

    /** What a comment of a page names, or null where the line is no such comment. */
    static Listing named(String line) {
        Matcher reference = REFERENCE.matcher(line);
        if (!reference.matches()) {
            return null;
        }
        return new Listing(
                reference.group(1),
                reference.group(2) == null
                        ? List.of()
                        : List.of(reference.group(2).split(",")));
    }

    /** The lines as they are in the file now, without their common indent and without marks of tags. */
    List<String> lines(Path root) throws IOException {
        List<String> all = Files.readAllLines(root.resolve(file));
        List<String> lines = new ArrayList<>();
        if (tags.isEmpty()) {
            lines.addAll(all);
        }
        for (String tag : tags) {
            lines.addAll(all.subList(indexOf(all, "tag::" + tag + "[]") + 1, indexOf(all, "end::" + tag + "[]")));
        }
        // A command in a README is a listing there, too.
        lines.removeIf(line -> line.startsWith("```") || TAG_MARK.matcher(line).find());
        return String.join("\n", lines).stripIndent().lines().toList();
    }

    private int indexOf(List<String> lines, String mark) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(mark)) {
                return i;
            }
        }
        throw new IllegalArgumentException(file + " has no " + mark);
    }
}
