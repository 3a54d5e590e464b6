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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import static java.util.stream.Collectors.joining;

/** Counts the files that were sent and their results. Thread-safe. */
final class Ledger {

    private static final int MOST_NAMES = 5;

    private final Map<String, Count> counts = new TreeMap<>();
    private final boolean open;
    private Runnable onSettled = () -> {};

    private Ledger(boolean open) {
        this.open = open;
    }

    /** A ledger of these files, which is complete once each of them has an outcome. */
    static Ledger of(Collection<String> files) {
        Ledger ledger = new Ledger(false);
        files.forEach(file -> ledger.count(file).in = 1);
        return ledger;
    }

    /** A ledger of any files; a name may be used several times. */
    static Ledger open() {
        return new Ledger(true);
    }

    /** Sets the action that runs once the ledger is complete. */
    synchronized void onSettled(Runnable action) {
        onSettled = action;
    }

    /** A file was sent. */
    synchronized void sent(String file) {
        if (open) {
            count(file).in++;
        }
    }

    /** A file has an outcome. */
    synchronized void ended(Ending ending) {
        Count count = count(ending.file());
        if (ending.result()) {
            count.out++;
        } else {
            count.failed++;
        }
        if (!open && counts.values().stream().allMatch(Count::hasEnded)) {
            onSettled.run();
        }
    }

    /** Whether there is one result for each file. */
    synchronized boolean isBalanced() {
        return counts.values().stream().allMatch(count -> count.in == count.out);
    }

    /** The summary as text. */
    @Override
    public synchronized String toString() {
        int in = counts.values().stream().mapToInt(count -> count.in).sum();
        int out = counts.values().stream().mapToInt(count -> count.out).sum();
        return number(in, "file") + " in, " + number(out, "result") + " out, " + which("missing", Count::isMissing)
                + ", " + which("twice", Count::isTwice);
    }

    private static String number(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private String which(String what, Predicate<Count> condition) {
        List<String> files = counts.entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (files.isEmpty()) {
            return "none " + what;
        }
        String more = files.size() > MOST_NAMES ? ", ..." : "";
        return files.size() + " " + what + files.stream().limit(MOST_NAMES).collect(joining(", ", " (", more + ")"));
    }

    private Count count(String file) {
        return counts.computeIfAbsent(file, name -> new Count());
    }

    private static final class Count {
        private int in;
        private int out;
        private int failed;

        boolean hasEnded() {
            return out + failed >= in;
        }

        boolean isMissing() {
            return out < in;
        }

        boolean isTwice() {
            return out > in;
        }
    }
}
