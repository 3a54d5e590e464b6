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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.toCollection;

/**
 * A page in AsciiDoc or Markdown. Its listings of code stand in it, so that whoever reads it at a Git host sees them; the
 * comment above each, {@code // listing: path/of/file#tag}, names the built file that it is a copy of.
 */
record Page(Path root, Path file, List<String> lines) {

    /** Drawings, and what is typed into a shell. */
    private static final Set<String> NO_CODE = Set.of("", "text", "shell");

    private static final Pattern SOURCE = Pattern.compile("^\\[source,(\\w+)]$");
    private static final Pattern FENCE = Pattern.compile("^```(\\w*)$");
    private static final Pattern TITLE = Pattern.compile("^==+ (.+?)(?: \\[\\[([\\w-]+)]])?$");

    static Page read(Path root, Path file) throws IOException {
        return new Page(root, file, Files.readAllLines(file));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** The page with its listings as their files have them now. */
    Page refreshed() throws IOException {
        List<String> fresh = new ArrayList<>();
        int line = 0;
        while (line < lines.size()) {
            Listing listing = Listing.named(lines.get(line));
            fresh.add(lines.get(line++));
            if (listing != null) {
                while (!isDelimiter(lines.get(line))) {
                    fresh.add(lines.get(line++));
                }
                fresh.add(lines.get(line));
                fresh.addAll(listing.lines(root));
                line = end(line);
            }
        }
        return new Page(root, file, fresh);
    }

    /** The listings that a comment names. */
    List<Listing> listings() {
        return lines.stream()
                .map(Listing::named)
                .filter(listing -> listing != null)
                .toList();
    }

    /** The lines with which listings of code begin that no comment names. */
    List<String> unnamedListings() {
        List<String> unnamed = new ArrayList<>();
        String language = "";
        boolean named = false;
        for (int line = 0; line < lines.size(); line++) {
            Matcher source = SOURCE.matcher(lines.get(line));
            if (source.matches()) {
                language = source.group(1);
                named = line > 0 && Listing.named(lines.get(line - 1)) != null;
            } else if (isDelimiter(lines.get(line))) {
                Matcher fence = FENCE.matcher(lines.get(line));
                if (fence.matches()) {
                    language = fence.group(1);
                    named = line > 0 && Listing.named(lines.get(line - 1)) != null;
                }
                if (!named && !NO_CODE.contains(language)) {
                    unnamed.add(file + ":" + (line + 1));
                }
                language = "";
                named = false;
                line = end(line);
            }
        }
        return unnamed;
    }

    /** The anchors of the page's sections: those that it names, and those that a Git host makes of titles. */
    Set<String> anchors() {
        return lines.stream()
                .map(TITLE::matcher)
                .filter(Matcher::matches)
                .map(title -> title.group(2) != null
                        ? title.group(2)
                        : title.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\w .-]", "")
                                .replaceAll("[ .-]+", "-"))
                .collect(toCollection(HashSet::new));
    }

    private int end(int begin) {
        String close = lines.get(begin).startsWith("```") ? "```" : lines.get(begin);
        int line = begin + 1;
        while (!lines.get(line).equals(close)) {
            line++;
        }
        return line;
    }

    private static boolean isDelimiter(String line) {
        return line.equals("----") || FENCE.matcher(line).matches();
    }
}
