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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/** What the README and the pages in docs show and link to is there. */
class DocsTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern LINK =
            Pattern.compile("(?:xref|link|image:):([^\\[#\\s]+)(?:#([\\w-]+))?\\[|<<([\\w-]+)>>");
    private static final Pattern ENTRY = Pattern.compile("^\\* (?:xref|link):(\\S+?)\\[(.+?)]", Pattern.MULTILINE);
    private static final Pattern MARKDOWN_LINK = Pattern.compile("]\\(([^)#]+)");
    private static final Pattern BUILT = Pattern.compile(".+/src/(main|test)/.+|(.+/)?pom\\.xml|README\\.md");

    /** The pages for users, and every README. */
    static List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (String folder : List.of("docs", "camel-scriptrun-examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder), folder.equals("docs") ? 1 : 2)) {
                for (Path file : files.filter(DocsTest::isPage).toList()) {
                    pages.add(Page.read(ROOT, file));
                }
            }
        }
        pages.add(Page.read(ROOT, ROOT.resolve("README.md")));
        return pages;
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".adoc") || file.endsWith("README.md");
    }

    static Stream<Page> asciiDoc() throws IOException {
        return pages().stream().filter(page -> page.file().toString().endsWith(".adoc"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void listingsAreWhatTheBuiltFilesHave(Page page) throws IOException {
        Page fresh = page.refreshed();
        if (Boolean.getBoolean("scriptrun.docs.write") && !fresh.equals(page)) {
            Files.writeString(page.file(), fresh.text());
        }
        assertThat(page.file())
                .as("refreshed by -Dscriptrun.docs.write=true")
                .content()
                .isEqualTo(fresh.text());
        assertThat(page.unnamedListings()).as("listings without a comment").isEmpty();
        assertThat(page.listings())
                .allSatisfy(listing -> assertThat(listing.file()).matches(BUILT));
        assertThat(page.lines()).as("shown as a link at a Git host").noneMatch(line -> line.startsWith("include::"));
    }

    @Test
    void theIndexLinksToEveryPage() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/index.adoc"));
        assertThat(asciiDoc().map(page -> page.file().getFileName().toString()))
                .filteredOn(page -> !page.equals("index.adoc"))
                .allSatisfy(page -> assertThat(index).contains("xref:" + page + "["));
    }

    @Test
    void theSiteHasTheIndexOnEveryPage() throws IOException {
        StringBuilder menu = new StringBuilder("<nav class=\"pages\">\n<a href=\"index.html\">camel-scriptrun</a>\n");
        for (String group : Files.readString(ROOT.resolve("docs/index.adoc")).split("\n\n", -1)) {
            String links = ENTRY.matcher(group)
                    .results()
                    .map(entry -> "<li><a href=\"" + entry.group(1).replaceAll("\\.adoc$", ".html") + "\">"
                            + entry.group(2) + "</a></li>\n")
                    .collect(joining());
            if (!links.isEmpty()) {
                String title = group.substring(0, group.indexOf("::"));
                menu.append(
                        "<details name=\"pages\"><summary>" + title + "</summary><ul>\n" + links + "</ul></details>\n");
            }
        }
        menu.append("</nav>\n");
        Path header = ROOT.resolve("docs/site/docinfo-header.html");
        if (Boolean.getBoolean("scriptrun.docs.write")) {
            Files.writeString(header, menu);
        }
        assertThat(header).content().isEqualTo(menu.toString());
    }

    @ParameterizedTest
    @MethodSource("asciiDoc")
    void everyLinkLeadsToAFileAndItsSection(Page page) throws IOException {
        for (MatchResult link : LINK.matcher(page.text()).results().toList()) {
            if (link.group(3) != null) {
                assertThat(page.anchors()).contains(link.group(3));
            } else if (!link.group(1).contains("://")) {
                Path target = page.file().resolveSibling(link.group(1));
                assertThat(target).exists();
                if (link.group(2) != null) {
                    assertThat(Page.read(ROOT, target).anchors())
                            .as(link.group())
                            .contains(link.group(2));
                }
            }
        }
    }

    @Test
    void everyLinkOfAReadmeLeadsToAFile() throws IOException {
        for (Page page : pages()) {
            if (page.file().endsWith("README.md")) {
                assertThat(MARKDOWN_LINK.matcher(page.text()).results().map(link -> link.group(1)))
                        .filteredOn(target -> !target.contains("://"))
                        .allSatisfy(target ->
                                assertThat(page.file().resolveSibling(target)).exists());
            }
        }
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
}
