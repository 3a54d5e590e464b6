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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The labels of a classification, and which of them a text speaks for.
 *
 * @param names in the order of the prompt
 */
record Labels(List<String> names) {

    static final Labels SENTIMENT = new Labels(List.of("positive", "negative", "neutral"));

    private static final Pattern LIST = Pattern.compile(
            "(?i)\\b(?:as|into|of|with|labels?|categories|classes)\\b[:\\s\"'`]*((?:[\\w-]+[\"'`]?\\s*,\\s*[\"'`]?)*"
                    + "[\\w-]+[\"'`]?\\s*,?\\s+(?:or|and)\\s+[\"'`]?[\\w-]+)");
    private static final Pattern SEPARATOR = Pattern.compile("(?i)[\"'`\\s]*,\\s*(?:or|and)?\\b|\\s+(?:or|and)\\s+");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}-]+");
    private static final Set<String> NO_DECISION = Set.of("neutral", "other", "unknown", "none", "general");

    private static final Map<String, Set<String>> WORDS = Map.of(
            "positive",
            Set.of(
                    "good",
                    "great",
                    "excellent",
                    "love",
                    "loved",
                    "like",
                    "happy",
                    "thanks",
                    "thank",
                    "wonderful",
                    "amazing",
                    "perfect",
                    "best",
                    "fast",
                    "easy",
                    "awesome",
                    "nice",
                    "pleased",
                    "recommend",
                    "fantastic",
                    "helpful",
                    "delighted",
                    "enjoy",
                    "enjoyed",
                    "satisfied"),
            "negative",
            Set.of(
                    "bad",
                    "terrible",
                    "awful",
                    "hate",
                    "hated",
                    "angry",
                    "slow",
                    "broken",
                    "worst",
                    "poor",
                    "refund",
                    "disappointed",
                    "disappointing",
                    "useless",
                    "late",
                    "never",
                    "problem",
                    "bug",
                    "crash",
                    "crashes",
                    "horrible",
                    "unhappy",
                    "rude",
                    "wrong",
                    "fail",
                    "fails",
                    "failed",
                    "not"),
            "urgent",
            Set.of("urgent", "asap", "immediately", "now", "down", "outage", "critical", "emergency"),
            "spam",
            Set.of("winner", "prize", "free", "lottery", "click", "viagra", "casino", "bitcoin"),
            "bug",
            Set.of("bug", "error", "crash", "crashes", "broken", "fails", "exception", "wrong"),
            "question",
            Set.of("how", "what", "why", "when", "where", "who", "can", "could"),
            "billing",
            Set.of("invoice", "payment", "refund", "charge", "charged", "bill", "price", "card"));

    /** Reads the labels from a sentence such as "classify it as positive, negative or neutral". */
    static Labels in(Prompt prompt) {
        return prompt.find(LIST).map(Labels::split).orElse(SENTIMENT);
    }

    private static Labels split(MatchResult list) {
        return new Labels(Arrays.stream(SEPARATOR.split(list.group(1), -1))
                .map(name -> name.replaceAll("[\"'`]", "").strip())
                .filter(name -> !name.isEmpty())
                .toList());
    }

    /** The label with the most words in the text; if there is none, the one that stands for no decision. */
    String best(String text) {
        List<String> words = List.of(NOT_A_WORD.split(text.toLowerCase(Locale.ROOT), -1));
        String best = null;
        long bestScore = 0;
        for (String name : names) {
            long score = score(name, words);
            if (score > bestScore) {
                best = name;
                bestScore = score;
            }
        }
        return best != null ? best : undecided();
    }

    private static long score(String name, List<String> words) {
        String label = name.toLowerCase(Locale.ROOT);
        Set<String> speaking = WORDS.getOrDefault(label, Set.of());
        return words.stream()
                .filter(word -> speaking.contains(word) || word.equals(label))
                .count();
    }

    private String undecided() {
        return names.stream()
                .filter(name -> NO_DECISION.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(names.get(names.size() - 1));
    }
}
