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
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.scriptrun.camel.observe.MeterNames;
import ai.scriptrun.camel.observe.SpanNames;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page Monitoring has each meter and each attribute of spans, and no others. */
class MonitoringPageTest {

    private static final Path PAGE = Path.of("../../docs/monitoring.adoc");

    private static Set<String> names(Class<?> constants, String pattern) {
        return Arrays.stream(constants.getFields())
                .map(MonitoringPageTest::value)
                .filter(value -> value.matches(pattern))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String value(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** The names in the first column of the table below an anchor. */
    private static Set<String> table(String anchor) throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("[[" + anchor + "]]")).split("\\|===\n", 3)[1];
        return Pattern.compile("^\\|`([^`]+)`", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMeterIsInTheTable() throws IOException {
        assertThat(table("meters")).isEqualTo(names(MeterNames.class, "scriptrun\\..+"));
    }

    @Test
    void everyAttributeIsInTheTable() throws IOException {
        assertThat(table("attributes")).isEqualTo(names(SpanNames.class, "(scriptrun|gen_ai|error)\\..+"));
    }
}
