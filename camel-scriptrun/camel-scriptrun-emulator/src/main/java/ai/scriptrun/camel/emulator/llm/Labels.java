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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The labels of a classification, and which of them matches a text.
 *
 * @param names in the order of the prompt
 */
record Labels(List<String> names) {

    static final Labels SENTIMENT = new Labels(List.of("positive", "negative", "neutral"));

    private static final Pattern BEGIN =
            Pattern.compile("(?i)\\b(?:as|into|of|with|labels?|categories|classes)\\b[:\\s\"'`]*+");
    private static final Pattern NAME = Pattern.compile("([\\w-]++)[\"'`]?");
    private static final Pattern LAST = Pattern.compile("(?i)(?:\\s*+,)?\\s++(?:or|and)\\s++[\"'`]?([\\w-]++)");
    private static final Pattern COMMA = Pattern.compile("\\s*+,\\s*+[\"'`]?");
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
        Labels labels = in(prompt.instruction());
        if (labels == null) {
            labels = in(prompt.text());
        }
        return labels == null ? SENTIMENT : labels;
    }

    private static Labels in(String text) {
        Matcher begin = BEGIN.matcher(text);
        int from = 0;
        while (begin.find(from)) {
            List<String> names = new ArrayList<>();
            // A list that begins within a text that is no list is no list either, except for its last name.
            from = list(text, begin.end(), names);
            if (from < 0) {
                return new Labels(names);
            }
        }
        return null;
    }

    /**
     * Reads name after name, as one expression for the whole list takes a stack that grows with it.
     *
     * @return where its last name begins if it is no list, else a negative number
     */
    private static int list(String text, int begin, List<String> names) {
        Matcher name = NAME.matcher(text).region(begin, text.length());
        Matcher last = LAST.matcher(text);
        Matcher comma = COMMA.matcher(text);
        int start = begin;
        while (name.lookingAt()) {
            start = name.start();
            names.add(name.group(1));
            if (last.region(name.end(), text.length()).lookingAt()) {
                names.add(last.group(1));
                return -1;
            }
            if (!comma.region(name.end(), text.length()).lookingAt()) {
                return start;
            }
            name.region(comma.end(), text.length());
        }
        return start;
    }

    /** The label with the most words in the text; if there is none, the one that means "undecided". */
    String best(String text) {
        Map<String, Long> words = Arrays.stream(NOT_A_WORD.split(text.toLowerCase(Locale.ROOT), -1))
                .collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        String best = null;
        long bestScore = 0;
        for (String name : names) {
            long score = score(name.toLowerCase(Locale.ROOT), words);
            if (score > bestScore) {
                best = name;
                bestScore = score;
            }
        }
        return best != null ? best : undecided();
    }

    private static long score(String label, Map<String, Long> words) {
        return Stream.concat(Stream.of(label), WORDS.getOrDefault(label, Set.of()).stream())
                .distinct()
                .mapToLong(word -> words.getOrDefault(word, 0L))
                .sum();
    }

    private String undecided() {
        return names.stream()
                .filter(name -> NO_DECISION.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(names.get(names.size() - 1));
    }
}
