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
package ai.scriptrun.camel.examples.emailbridge;

import java.util.HashMap;
import java.util.Map;

import ai.scriptrun.camel.examples.emailbridge.Ending.Kind;

/** The outcome of each mail. */
final class Ledger {

    private static final int MOST_TRIES = 3;

    private final Map<String, Account> accounts = new HashMap<>();
    private final int mails;
    private Runnable onSettled = () -> {};

    /** For this number of mails; 0 for an unlimited number. */
    Ledger(int mails) {
        this.mails = mails;
    }

    /** Sets the action that runs once each mail has its final outcome, or has failed too often. */
    synchronized void onSettled(Runnable action) {
        onSettled = action;
    }

    synchronized void add(Ending ending) {
        accounts.computeIfAbsent(ending.mail(), mail -> new Account()).add(ending.kind());
        if (accounts.size() == mails && accounts.values().stream().allMatch(Account::isSettled)) {
            onSettled.run();
        }
    }

    /** Whether there is one reply to each mail that needs one. */
    synchronized boolean isBalanced() {
        return accounts.size() >= mails && accounts.values().stream().allMatch(Account::isBalanced);
    }

    @Override
    public synchronized String toString() {
        long twice = accounts.values().stream()
                .filter(account -> account.replies > 1)
                .count();
        return Math.max(mails, accounts.size()) + " mails in, " + count(Kind.ANSWERED) + " answered, "
                + count(Kind.IGNORED) + " ignored, " + (twice == 0 ? "none" : twice) + " twice";
    }

    private long count(Kind kind) {
        return accounts.values().stream()
                .filter(account -> account.last == kind)
                .count();
    }

    private static final class Account {
        private Kind last;
        private int tries;
        private int replies;

        void add(Kind kind) {
            last = kind;
            tries++;
            replies += kind == Kind.ANSWERED ? 1 : 0;
        }

        boolean isSettled() {
            return last.isLast() || tries >= MOST_TRIES;
        }

        boolean isBalanced() {
            return last == Kind.IGNORED || replies == 1;
        }
    }
}
