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
package ai.scriptrun.camel.emulator.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateTest {

    private static final String NODE = "93e9822b-63a4-4553-adb4-79029db3c09b";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {{ input.user_name }}                         | John Doe
            {{ input.age }}                               | 30
            {{ input.preferences.theme }}                 | dark
            {{ input.preferences.notifications }}         | true
            {{ input.tags[0] }}                           | admin
            {{ input.tags.1 }}                            | developer
            {{input.tags[ 1 ]}}                           | developer
            {{ input["user_name"] }}                      | John Doe
            {{ input.departments[0].employees[1].name }}  | Bob
            {{ input.departments.0.employees.1.name }}    | Bob
            {{ input.preferences }}                       | {"theme":"dark","notifications":true}
            {{ input.tags }}                              | ["admin","developer"]
            {{ input.price }}                             | 19.90
            {{ input.nothing }}                           | null
            {{ input.nonexistent_field }}                 | {}
            {{ input.nonexistent.deeper[3] }}             | {}
            {{ input.tags[7] }}                           | {}
            {{ input.tags.x }}                            | {}
            {{ input. }}                                  | {}
            {{ }}                                         | {}
            {{ unknown.result.content }}                  | {}
            Hi {{ input.user_name }}, you are {{input.age}}. | Hi John Doe, you are 30.
            no variables, {one brace}                     | no variables, {one brace}
            {{ input.user_name                            | {{ input.user_name
            """)
    void fillsInVariables(String template, String expected) throws Exception {
        RunContext context = new RunContext(Json.parse("""
                {"user_name": "John Doe", "age": 30, "price": 19.90, "nothing": null,
                 "preferences": {"theme": "dark", "notifications": true},
                 "tags": ["admin", "developer"],
                 "departments": [{"employees": [{"name": "Alice"}, {"name": "Bob"}]}]}"""));

        assertThat(context.render(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{",
                "{{ input.",
                "{{ input.tags[",
                "{{ input.tags[\"",
                "{{ input}",
                "{{ {{ ",
                "{{ input.a.a.a.a.a",
                "\t"
            })
    @Timeout(10)
    void takesLinearTimeForUnclosedBraces(String begin) throws Exception {
        String blanks = " ".repeat(300_000);
        RunContext context = new RunContext(Json.parse("{}"));

        assertThat(context.render(begin + blanks)).isEqualTo(begin + blanks);
        assertThat(context.render(begin.repeat(30_000))).isEqualTo(begin.repeat(30_000));
        assertThat(context.render("{{" + blanks + "}}")).isEqualTo("{}");
    }

    @Test
    @Timeout(10)
    void followsAPathOfAnyLength() throws Exception {
        RunContext context = new RunContext(Json.parse("{}"));

        assertThat(context.render("{{ input" + ".a".repeat(100_000) + " }}")).isEqualTo("{}");
        assertThat(context.render("{{ input" + "[0]".repeat(100_000) + " }}")).isEqualTo("{}");
        assertThat(context.render("{{ input ".repeat(10_000) + "}}")).endsWith("{}");
    }

    @Test
    void readsAnArrayInput() throws Exception {
        RunContext context = new RunContext(Json.parse("[\"first\", {\"name\": \"second\"}]"));

        assertThat(context.render("{{ input[0] }} {{ input[1].name }}")).isEqualTo("first second");
    }

    @Test
    void readsResultsOfNodesThatRan() throws Exception {
        RunContext context = new RunContext(Json.parse("{}"));
        context.add(NodeResult.succeed(NODE, NodeOutput.of("Hi!")));

        assertThat(context.render("{{ " + NODE + ".result.content }}")).isEqualTo("Hi!");
        assertThat(context.render("{{ " + NODE + ".status }}")).isEqualTo("succeed");
        assertThat(context.render("{{ " + NODE + ".result.other }}")).isEqualTo("{}");
    }

    @Test
    void keepsDollarsBackslashesAndBracesOfValues() throws Exception {
        RunContext context = new RunContext(Json.parse("{\"text\": \"$1 \\\\ {{ input.text }}\"}"));

        assertThat(context.render("<{{ input.text }}>")).isEqualTo("<$1 \\ {{ input.text }}>");
    }

    @Test
    void rendersEveryTextOfAJsonValueAndNothingElse() throws Exception {
        RunContext context = new RunContext(Json.parse("{\"age\": 30}"));

        assertThat(context.renderText(Json.parse("""
                {"age": "{{ input.age }}", "list": ["{{ input.age }}", 1, null]}"""))).isEqualTo("{\"age\":\"30\",\"list\":[\"30\",1,null]}");
    }
}
