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
package ai.scriptrun.camel.emulator.llm;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RuleBasedResponderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Classify the feedback as positive, negative or neutral. | I love it, great service | positive
            Classify the feedback as positive, negative or neutral. | It is slow and broken | negative
            Classify the feedback as positive, negative or neutral. | It arrived on Tuesday | neutral
            Classify the ticket as billing, bug, or other. | I was charged twice, please refund | billing
            Classify the ticket as billing, bug, or other. | The app crashes | bug
            Classify the ticket into red, green and blue | The sky is blue | blue
            Categorize as "spam" or "ham" | Click here to win a prize | spam
            Categorize as "spam" or "ham" | See you at lunch | ham
            Classify with care, as red or green | green it is | green
            Classify as a, b, into red, or green | red it is | red
            """)
    void classifiesByWords(String system, String user, String label) {
        assertThat(reply(new RuleBasedResponder(), system, user)).isEqualTo(label);
    }

    @Test
    @Timeout(20)
    void acceptsAnyNumberOfLabels() {
        String labels = IntStream.range(0, 10_000).mapToObj(i -> "label-" + i).collect(Collectors.joining(", "));

        assertThat(reply(new RuleBasedResponder(), "Classify it as " + labels + " or other.", "this is label-7000"))
                .isEqualTo("label-7000");
        assertThat(reply(new RuleBasedResponder(), "Classify it as " + labels, labels))
                .isEqualTo("neutral");
        assertThat(reply(new RuleBasedResponder(), "Classify it as " + "\"a\", ".repeat(50_000), "a"))
                .isEqualTo("neutral");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Classify it as",
                "Classify it as good",
                "Classify it as good,",
                "as ",
                "Reply in JSON with the fields",
                "Summarize",
                "welcome"
            })
    @Timeout(20)
    void acceptsAnyNumberOfBlanks(String system) {
        String blanks = " ".repeat(100_000);

        assertThat(reply(new RuleBasedResponder(), system + blanks, blanks)).isNotNull();
        assertThat(reply(new RuleBasedResponder(), (system + " ").repeat(3_000) + blanks, blanks))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            You are a helpful assistant. Reply briefly. | Give an encouraging response. | That is wonderful to hear! Thank you, and keep it up.
            Be empathetic. | My parcel is lost | I am sorry to hear that. Thank you for telling us; we will do our best to put it right.
            You are a helpful assistant | Create a welcome message for John Doe with email j@example.com | Welcome, John Doe! Nice to have you here.
            Summarize the text. | First point. Second point. | First point.
            You are a helpful assistant | Hello there | You said: Hello there
            """)
    void answersInTheRequestedTone(String system, String user, String answer) {
        assertThat(reply(new RuleBasedResponder(), system, user)).isEqualTo(answer);
    }

    @Test
    void failsIfTheSystemMessageRequestsIt() {
        RuleBasedResponder responder = new RuleBasedResponder();

        assertThatThrownBy(() -> reply(responder, "Fail with: The model is overloaded", "Hi"))
                .hasMessage("The model is overloaded");
        assertThat(reply(responder, "Be helpful", "Fail with: nothing")).isEqualTo("You said: Fail with: nothing");
    }

    @Test
    void repliesInJsonWithTheRequestedFields() {
        RuleBasedResponder responder = new RuleBasedResponder(RuleBasedResponder.Fence.NEVER);

        assertThat(reply(responder, "Reply in JSON with the fields sentiment, summary.", "Great! I'll be back."))
                .isEqualTo("{\"sentiment\":\"positive\",\"summary\":\"Great!\"}");
    }

    @Test
    void fencesJsonIfConfigured() {
        RuleBasedResponder responder = new RuleBasedResponder(RuleBasedResponder.Fence.ALWAYS);

        assertThat(reply(responder, "Reply in JSON.", "Hi")).isEqualTo("```json\n{\"answer\":\"Hi\"}\n```");
    }

    @Test
    void fencesJsonForSomePromptsByDefaultAndAlwaysForTheSameOnes() {
        RuleBasedResponder responder = new RuleBasedResponder();
        List<String> first = replies(responder);

        assertThat(first).anyMatch(text -> text.startsWith("```")).anyMatch(text -> text.startsWith("{"));
        assertThat(replies(responder)).isEqualTo(first);
    }

    private static List<String> replies(RuleBasedResponder responder) {
        return IntStream.range(0, 20)
                .mapToObj(i -> reply(responder, "Reply in JSON.", "Text " + i))
                .toList();
    }

    private static String reply(RuleBasedResponder responder, String system, String user) {
        return responder
                .respond(new LlmRequest(
                        "gpt-4o",
                        0.7,
                        List.of(new LlmRequest.Message("system", system), new LlmRequest.Message("user", user))))
                .content();
    }
}
