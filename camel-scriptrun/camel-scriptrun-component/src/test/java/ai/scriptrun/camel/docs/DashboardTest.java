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
package ai.scriptrun.camel.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.testing.NodeTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** The dashboard and the alerts name series and labels that are exported. */
class DashboardTest extends NodeTest {

    private static final Path DOCS = Path.of("../../docs");
    private static final Pattern SERIES = Pattern.compile("\\bscriptrun_\\w+");
    private static final Pattern LABELS =
            Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)|(\\w+)=~?\"|\\{\\{ ?(?:\\$labels\\.)?(\\w+) ?}}");

    /** Of Prometheus itself. */
    private static final Set<String> OF_TARGETS = Set.of("job", "instance");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private String scrape;

    @BeforeEach
    void makeARun() throws Exception {
        node.context().getRegistry().bind("meters", registry);
        node.start();
        node.template().requestBody("scriptrun:runWorkflow?await=true&workflowId=" + workflow, Map.of("n", 1));
        scrape = registry.scrape();
    }

    private static List<String> dashboard() throws IOException {
        List<String> texts = new ArrayList<>();
        JsonNode dashboard =
                Json.mapper().readTree(DOCS.resolve("dashboard.json").toFile());
        dashboard.findValues("expr").forEach(expression -> texts.add(expression.asText()));
        dashboard.findValues("legendFormat").forEach(legend -> texts.add(legend.asText()));
        dashboard
                .at("/templating/list")
                .forEach(variable -> texts.add(variable.path("query").asText()));
        assertThat(texts).hasSizeGreaterThan(20);
        return texts;
    }

    private static List<String> alerts() throws IOException {
        List<String> texts = new ArrayList<>();
        Object yaml =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(DOCS.resolve("alerts.yml")));
        JsonNode rules = Json.mapper().valueToTree(yaml).findValue("rules");
        rules.forEach(rule -> {
            assertThat(rule.path("alert").asText()).isNotBlank();
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isNotBlank();
            texts.add(rule.path("expr").asText());
            rule.path("annotations").forEach(annotation -> texts.add(annotation.asText()));
        });
        assertThat(texts).hasSizeGreaterThan(10);
        return texts;
    }

    private static Set<String> seriesOf(Stream<String> texts) {
        return texts.flatMap(text -> SERIES.matcher(text).results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> exported() {
        return seriesOf(scrape.lines().filter(line -> !line.startsWith("#")).map(line -> line.replaceAll("\\{.*", "")));
    }

    private static Set<String> families(Set<String> series) {
        return series.stream()
                .map(name -> name.replaceAll("_seconds_(bucket|count|sum|max)$", "_seconds"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everySeriesIsExported() throws IOException {
        assertThat(exported()).containsAll(seriesOf(dashboard().stream()));
        assertThat(exported()).containsAll(seriesOf(alerts().stream()));
    }

    @Test
    void everyMeterIsOnTheDashboard() throws IOException {
        assertThat(families(seriesOf(dashboard().stream()))).isEqualTo(families(exported()));
    }

    @Test
    void everyLabelIsExported() throws IOException {
        Set<String> exported = Pattern.compile("(\\w+)=\"")
                .matcher(scrape)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        exported.addAll(OF_TARGETS);
        Stream.concat(dashboard().stream(), alerts().stream())
                .flatMap(text -> LABELS.matcher(text).results())
                .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                .filter(names -> names != null)
                .flatMap(names -> Stream.of(names.split(", ")))
                .forEach(label -> assertThat(exported).contains(label));
    }

    @Test
    void parenthesesAndBracesAreClosed() throws IOException {
        assertThat(Stream.concat(dashboard().stream(), alerts().stream())).allSatisfy(text -> {
            for (String pair : List.of("()", "{}", "[]")) {
                assertThat(text.chars().filter(c -> c == pair.charAt(0)).count())
                        .as(text)
                        .isEqualTo(text.chars().filter(c -> c == pair.charAt(1)).count());
            }
        });
    }
}
