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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be told of the page's files without a browser. */
class PageFilesTest {

    private static final Path WEB = Path.of("src/main/web");
    private static final int MOST_BYTES = 200 * 1024;

    private static final Pattern VARIABLE = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");

    /** Of text, as WCAG 2.2 level AA asks for. */
    private static final double TEXT = 4.5;

    /** Of what is needed to see a control or a drawing. */
    private static final double SHAPE = 3.0;

    private static Map<Path, String> files() throws IOException {
        try (Stream<Path> files = Files.list(WEB)) {
            return files.collect(Collectors.toMap(file -> file, PageFilesTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void allOfThemAreSmallEvenUncompressed() throws IOException {
        long bytes = files().values().stream().mapToLong(String::length).sum();

        assertThat(bytes).isBetween(10_000L, (long) MOST_BYTES);
    }

    @Test
    void noneMakesMarkupOfDataOrLoadsFromElsewhere() throws IOException {
        files().forEach((file, text) -> assertThat(text)
                .as(file.toString())
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "<style")
                .doesNotContainPattern("(src|href|from|import|url)[=( ]*[\"'(]?https?://(?!www.apache.org)"));
        assertThat(read(WEB.resolve("index.html"))).doesNotContain(" style=", " on");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void coloursHaveContrast(boolean dark) {
        Map<String, String> colours = colours(dark);
        assertThat(colours).hasSize(15);
        for (String ground : List.of("ground", "panel")) {
            for (String text : List.of("text", "muted", "accent", "ok", "bad", "busy")) {
                assertThat(contrast(colours, text, ground))
                        .as(text + " on " + ground)
                        .isGreaterThanOrEqualTo(TEXT);
            }
        }
        for (String tone : List.of("ok", "bad", "busy", "accent")) {
            for (String text : List.of(tone, "text", "muted")) {
                assertThat(contrast(colours, text, tone + "-ground"))
                        .as(text + " on " + tone)
                        .isGreaterThanOrEqualTo(TEXT);
            }
        }
        assertThat(contrast(colours, "on-accent", "accent")).isGreaterThanOrEqualTo(TEXT);
        assertThat(contrast(colours, "control", "panel")).isGreaterThanOrEqualTo(SHAPE);
        assertThat(contrast(colours, "control", "ground")).isGreaterThanOrEqualTo(SHAPE);
    }

    private static Map<String, String> colours(boolean dark) {
        String css = read(WEB.resolve("console.css"));
        int darkBegins = css.indexOf("@media (prefers-color-scheme: dark)");
        Matcher variables = VARIABLE.matcher(dark ? css.substring(darkBegins) : css.substring(0, darkBegins));
        return variables.results().collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private static double contrast(Map<String, String> colours, String one, String other) {
        double a = luminance(colours.get(one));
        double b = luminance(colours.get(other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** Relative luminance, by the definition of WCAG. */
    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
