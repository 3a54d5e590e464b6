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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ai.scriptrun.camel.examples.support.Listing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README and the pages in docs show and link to is there. */
class DocsTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern ATTRIBUTE = Pattern.compile("^:([\\w-]+): (.*)$");
    private static final Pattern INCLUDE = Pattern.compile("^include::(.+)\\[(?:tag=([\\w-]+))?]$");
    private static final Pattern LINK = Pattern.compile("(?:xref|link):([^\\[#\\s]+)[^\\[\\s]*\\[");
    private static final Pattern MARKDOWN_LINK = Pattern.compile("\\]\\(([^)#]+)");
    private static final Pattern SOURCE = Pattern.compile("^\\[source,(\\w+).*]$");
    private static final String LISTING = "----";

    /** Drawings, and what is typed into a shell. */
    private static final Set<String> NO_CODE = Set.of("text", "shell");

    private static final Pattern BUILT = Pattern.compile("include::.+(/src/(main|test)/.+|/pom\\.xml)\\[.*]");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".adoc")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyIncludeFindsItsFileAndTag(Path page) throws IOException {
        for (String line : lines(page)) {
            Matcher include = INCLUDE.matcher(line);
            if (include.matches()) {
                Path file = page.resolveSibling(include.group(1));
                assertThat(file).as(line).isRegularFile();
                if (include.group(2) != null) {
                    assertThat(Listing.of(file, include.group(2))).as(line).isNotBlank();
                }
            } else {
                assertThat(line).as("an include that this test can read").doesNotStartWith("include::");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyListingOfCodeIsIncludedFromSourcesThatAreBuilt(Path page) throws IOException {
        String language = "";
        boolean listing = false;
        for (String line : lines(page)) {
            Matcher source = SOURCE.matcher(line);
            if (line.equals(LISTING)) {
                listing = !listing;
                language = listing ? language : "";
            } else if (source.matches()) {
                language = source.group(1);
            } else if (listing && !NO_CODE.contains(language)) {
                assertThat(line).matches(BUILT);
            }
            assertThat(line).doesNotStartWith("```");
        }
    }

    @Test
    void theIndexLinksToEveryPage() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/index.adoc"));
        assertThat(pages())
                .extracting(page -> page.getFileName().toString())
                .filteredOn(page -> !page.equals("index.adoc"))
                .allSatisfy(page -> assertThat(index).contains("link:" + page + "["));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkOfAPageLeadsToAFile(Path page) throws IOException {
        LINK.matcher(String.join("\n", lines(page)))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .forEach(target -> assertThat(page.resolveSibling(target)).exists());
    }

    @Test
    void everyLinkOfTheReadmeLeadsToAFile() throws IOException {
        assertThat(MARKDOWN_LINK.matcher(readme()).results().map(link -> link.group(1)))
                .isNotEmpty()
                .filteredOn(target -> !target.contains("://"))
                .allSatisfy(target -> assertThat(ROOT.resolve(target)).exists());
    }

    @Test
    void bothReadmesShowTheRouteOfTheExample() throws IOException {
        Path routes = Path.of("src/main/java", getClass().getPackageName().replace('.', '/'), "BridgeRoutes.java");
        String route = "```java\n" + Listing.of(routes, "route") + "\n```\n";
        assertThat(readme()).contains(route);
        assertThat(Files.readString(Path.of("README.md"))).contains(route);
    }

    @Test
    void theReadmeOfTheExamplesHasEachOfThemWithItsCommand() throws IOException {
        String examples = Files.readString(Path.of("../README.md"));
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            assertThat(folders.filter(folder -> Files.exists(folder.resolve("README.md"))))
                    .isNotEmpty()
                    .extracting(folder -> folder.getFileName().toString())
                    .allSatisfy(name -> assertThat(examples)
                            .contains("](" + name + "/README.md)", "-pl camel-scriptrun-examples/" + name + "`"));
        }
    }

    @Test
    void bothReadmesTellHowManyTextsThereAre() throws IOException {
        int texts = Folder.texts(Folder.FEEDBACK).size();
        assertThat(readme()).contains("on " + texts + " customer feedback texts");
        assertThat(Files.readString(Path.of("README.md"))).contains("the " + texts + " texts");
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    /** The page's lines with its attributes filled in. */
    private static List<String> lines(Path page) throws IOException {
        Map<String, String> attributes = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(page)) {
            String filled = line;
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                filled = filled.replace("{" + attribute.getKey() + "}", attribute.getValue());
            }
            lines.add(filled);
            Matcher attribute = ATTRIBUTE.matcher(filled);
            if (attribute.matches()) {
                attributes.put(attribute.group(1), attribute.group(2));
            }
        }
        return lines;
    }
}
