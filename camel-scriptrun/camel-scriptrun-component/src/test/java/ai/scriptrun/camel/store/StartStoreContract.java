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
package ai.scriptrun.camel.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every {@link RunStore} must do with starts; a part of {@link RunStoreContract}. */
public abstract class StartStoreContract {

    protected static final String SERVICE = "https://service.test";
    protected static final String ACCOUNT = "account-1";
    protected static final RunKind TRACKED = RunKind.tracked(SERVICE);
    protected static final RunKind STARTING = RunKind.starting(SERVICE);

    /** The store to check; empty before each test. */
    protected abstract RunStore store();

    protected static String newRunId() {
        return UUID.randomUUID().toString();
    }

    protected StoredRun claimOne(String owner) {
        List<StoredRun> claimed = store().claim(TRACKED, owner, 10);
        assertThat(claimed).hasSize(1);
        return claimed.get(0);
    }

    private static NewStart start(String key) {
        return new NewStart(SERVICE, ACCOUNT, 6, key, StartTerms.NONE, new Payload(Map.of("order", "A-17"), "in"));
    }

    @Test
    void anAcceptedStartIsDeliveredToTheOwnerThatClaimsIt() {
        String owner = store().join(ACCOUNT);
        StoredStart intent = store().intend(start(null), owner);
        assertThat(intent.isNew()).isTrue();
        assertThat(store().claim(TRACKED, store().join(ACCOUNT), 10)).isEmpty();
        String runId = newRunId();

        assertThat(store().started(intent.id(), owner, runId, AfterStart.DELIVER))
                .isTrue();

        StoredRun run = claimOne(owner);
        assertThat(run.runId()).isEqualTo(runId);
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        assertThat(store().beginDelivery(run.id(), owner).payload().input()).isEqualTo("in");
    }

    @Test
    void aKeyStartsOneRunAndIsFoundAgainAfterItsDelivery() {
        String owner = store().join(ACCOUNT);
        StoredStart first = store().intend(start("order-1"), owner);
        StoredStart meanwhile = store().intend(start("order-1"), store().join(ACCOUNT));
        assertThat(meanwhile).isEqualTo(StoredStart.known(first.id(), RunState.STARTING, true, null));
        String runId = newRunId();
        store().started(first.id(), owner, runId, AfterStart.DELIVER);
        assertThat(store().intend(start("order-1"), owner))
                .isEqualTo(StoredStart.known(first.id(), RunState.RUNNING, false, runId));
        store().delivered(claimOne(owner).id(), owner);
        assertThat(store().intend(start("order-1"), owner))
                .isEqualTo(StoredStart.known(first.id(), RunState.DELIVERED, false, runId));
        assertThat(store().intend(start("order-2"), owner).isNew()).isTrue();
    }

    @Test
    void aKeyOfARejectedStartCanBeUsedAgain() {
        String owner = store().join(ACCOUNT);
        store().notStarted(store().intend(start("order-1"), owner).id(), owner);
        assertThat(store().intend(start("order-1"), owner).isNew()).isTrue();
        assertThat(store().count(STARTING, 10)).isEqualTo(1);
    }

    @Test
    void aKeyOfAnUncertainStartIsNotUsedAgainAndNotClaimed() {
        String owner = store().join(ACCOUNT);
        StoredStart intent = store().intend(start("order-1"), owner);
        store().uncertain(intent.id(), owner, false);
        assertThat(store().intend(start("order-1"), owner))
                .isEqualTo(StoredStart.known(intent.id(), RunState.DELIVERED, false, null));
        assertThat(store().claim(TRACKED, owner, 10)).isEmpty();
        assertThat(store().started(intent.id(), owner, newRunId(), AfterStart.DELIVER))
                .isFalse();
    }

    @Test
    void anUntrackedStartIsNeverClaimed() {
        String owner = store().join(ACCOUNT);
        String runId = newRunId();
        store().started(store().intend(start("order-1"), owner).id(), owner, runId, AfterStart.REMEMBER);
        assertThat(store().claim(TRACKED, owner, 10)).isEmpty();
        assertThat(store().count(TRACKED, 10)).isZero();
        assertThat(store().intend(start("order-1"), owner).runId()).isEqualTo(runId);
    }

    @Test
    void queuedStartsAndRunsInFlightAreCountedByWorkflow() {
        String owner = store().join(ACCOUNT);
        assertThat(store().countStarts(SERVICE)).isEmpty();
        store().enqueue(start("queued-1"));
        store().enqueue(start("queued-2"));
        StoredStart begun = store().intend(start(null), owner);
        StoredStart accepted = store().intend(start(null), owner);
        store().started(accepted.id(), owner, newRunId(), AfterStart.DELIVER);
        NewStart other = new NewStart(SERVICE, ACCOUNT, 7, "other", StartTerms.NONE, Payload.NONE);
        store().enqueue(other);
        assertThat(store().countStarts(SERVICE))
                .containsExactlyInAnyOrder(new StartCount(6, 2, 2), new StartCount(7, 1, 0));
        assertThat(store().countStarts("https://another.test")).isEmpty();

        store().notStarted(begun.id(), owner);
        StoredRun run = claimOne(owner);
        store().ended(run.id(), owner, 0.5);

        assertThat(store().countStarts(SERVICE))
                .containsExactlyInAnyOrder(new StartCount(6, 2, 0), new StartCount(7, 1, 0));
        store().delivered(run.id(), owner, 0.5);
        assertThat(store().countStarts(SERVICE))
                .containsExactlyInAnyOrder(new StartCount(6, 2, 0), new StartCount(7, 1, 0));
    }

    @Test
    void anUncertainStartCountsAsInFlight() {
        String owner = store().join(ACCOUNT);
        store().uncertain(store().intend(start("doubt"), owner).id(), owner, true);
        assertThat(store().countStarts(SERVICE)).containsExactly(new StartCount(6, 0, 1));
    }

    @Test
    void anOwnerThatHasLeftCantStart() {
        String owner = store().join(ACCOUNT);
        store().leave(owner);
        assertThatThrownBy(() -> store().intend(start("order-1"), owner)).hasMessageContaining("lease");
        assertThat(store().intend(start("order-1"), store().join(ACCOUNT)).isNew())
                .isTrue();
    }

    @Test
    void aStartOfADeadOwnerIsTakenOverAndCanBePassedToConsumers() {
        String owner = store().join(ACCOUNT);
        long id = store().intend(start("order-1"), owner).id();
        store().leave(owner);
        String second = store().join(ACCOUNT);
        assertThat(store().claim(TRACKED, second, 10)).isEmpty();

        StoredRun run = store().claim(STARTING, second, 10).get(0);

        assertThat(run.id()).isEqualTo(id);
        assertThat(run.runId()).isNull();
        assertThat(run.state()).isEqualTo(RunState.STARTING);
        assertThat(store().dueStart(id, owner)).isNull();
        DueStart due = store().dueStart(id, second);
        assertThat(due.startKey()).isEqualTo("order-1");
        assertThat(due.payload().input()).isEqualTo("in");
        store().uncertain(id, second, true);
        StoredRun uncertain = claimOne(second);
        assertThat(uncertain.state()).isEqualTo(RunState.ENDED);
        assertThat(store().beginDelivery(id, second).payload().input()).isEqualTo("in");
        assertThat(store().delivered(id, second)).isTrue();
        assertThat(store().intend(start("order-1"), second).pending()).isFalse();
    }

    private static NewStart limited(String key, Integer maxInFlight, StartTerms.Budget budget, boolean queued) {
        StartTerms terms = new StartTerms(maxInFlight, budget, false, queued, AfterStart.DELIVER);
        return new NewStart(SERVICE, ACCOUNT, 6, key, terms, new Payload(Map.of(), key));
    }

    private static List<Object> inputs(List<DueStart> due) {
        return due.stream().map(start -> start.payload().input()).toList();
    }

    @Test
    void aStartBeyondTheLimitIsNotStoredUntilARunHasEnded() {
        String owner = store().join(ACCOUNT);
        long first = store().intend(limited("a", 1, null, false), owner).id();

        StoredStart held = store().intend(limited("b", 1, null, false), owner);

        assertThat(held.isNew()).isFalse();
        assertThat(held.limit()).contains("maxInFlight").contains("at most 1");
        store().started(first, owner, newRunId(), AfterStart.DELIVER);
        assertThat(store().intend(limited("b", 1, null, false), owner).limit()).isNotNull();
        StoredRun run = claimOne(owner);
        assertThat(run.limited()).isTrue();
        assertThat(store().ended(run.id(), owner, 0.5)).isTrue();
        assertThat(store().intend(limited("b", 1, null, false), owner).isNew()).isTrue();
        // Its result can still be delivered.
        assertThat(store().beginDelivery(run.id(), owner).number()).isEqualTo(1);
    }

    @Test
    void everyRunOfTheWorkflowCountsAndNoneOfOthers() {
        String owner = store().join(ACCOUNT);
        store().intend(start("unlimited"), owner);
        store().intend(new NewStart(SERVICE, ACCOUNT, 7, "other", StartTerms.NONE, Payload.NONE), owner);
        assertThat(store().intend(limited("a", 2, null, false), owner).isNew()).isTrue();
        assertThat(store().intend(limited("b", 2, null, false), owner).limit()).isNotNull();
        assertThat(store().intend(limited("c", 3, null, false), owner).isNew()).isTrue();
    }

    @Test
    void aDeliveryEndsARunWithoutAReportedEnd() {
        String owner = store().join(ACCOUNT);
        store().started(
                        store().intend(limited("a", 1, null, false), owner).id(),
                        owner,
                        newRunId(),
                        AfterStart.DELIVER);
        store().beginDelivery(claimOne(owner).id(), owner);
        assertThat(store().intend(limited("b", 1, null, false), owner).isNew()).isTrue();
    }

    @Test
    void aWatchedRunCountsUntilItsEnd() {
        String owner = store().join(ACCOUNT);
        String runId = newRunId();
        long id = store().intend(limited("a", 1, null, false), owner).id();
        store().started(id, owner, runId, AfterStart.WATCH);
        assertThat(store().claim(TRACKED, owner, 10)).isEmpty();
        assertThat(store().intend(limited("b", 1, null, false), owner).limit()).isNotNull();
        store().leave(owner);
        String second = store().join(ACCOUNT);
        StoredRun watched = store().claim(STARTING, second, 10).get(0);
        assertThat(watched.runId()).isEqualTo(runId);
        assertThat(watched.state()).isEqualTo(RunState.RUNNING);
        assertThat(store().delivered(id, second, null)).isTrue();
        assertThat(store().intend(limited("b", 1, null, false), second).isNew()).isTrue();
        assertThat(store().intend(limited("a", 1, null, false), second).runId()).isEqualTo(runId);
    }

    @Test
    void queuedStartsAreTakenFirstInFirstOutWithinTheLimit() {
        for (String key : List.of("a", "b", "c", "d")) {
            assertThat(store().enqueue(limited(key, 3, null, true)).state()).isEqualTo(RunState.QUEUED);
        }
        String owner = store().join(ACCOUNT);
        assertThat(store().claim(STARTING, owner, 10)).isEmpty();
        assertThat(store().queuedWorkflows(SERVICE)).containsExactly(6L);

        assertThat(inputs(store().dequeue(SERVICE, 6, owner, 2))).containsExactly("a", "b");
        List<DueStart> third = store().dequeue(SERVICE, 6, owner, 10);
        assertThat(inputs(third)).containsExactly("c");
        assertThat(store().dequeue(SERVICE, 6, owner, 10)).isEmpty();

        store().notStarted(third.get(0).id(), owner);
        assertThat(inputs(store().dequeue(SERVICE, 6, owner, 10))).containsExactly("d");
        assertThat(store().queuedWorkflows(SERVICE)).isEmpty();
    }

    @Test
    void aQueuedKeyIsQueuedOnce() {
        StoredStart first = store().enqueue(limited("a", null, null, true));
        StoredStart second = store().enqueue(limited("a", null, null, true));
        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(second.pending()).isTrue();
        assertThat(second.id()).isEqualTo(first.id());
        String owner = store().join(ACCOUNT);
        assertThat(store().intend(start("a"), owner).state()).isEqualTo(RunState.QUEUED);
        assertThat(store().dequeue(SERVICE, 6, owner, 10)).hasSize(1);
    }

    @Test
    void aReturnedStartKeepsItsPlaceInTheQueue() {
        store().enqueue(limited("a", 1, null, true));
        store().enqueue(limited("b", 1, null, true));
        String owner = store().join(ACCOUNT);
        DueStart first = store().dequeue(SERVICE, 6, owner, 10).get(0);
        assertThat(first.terms()).isEqualTo(limited("a", 1, null, true).terms());
        assertThat(store().requeue(first.id(), owner, Duration.ZERO)).isTrue();
        assertThat(inputs(store().dequeue(SERVICE, 6, owner, 10))).containsExactly("a");
        assertThat(store().requeue(first.id(), owner, Duration.ofHours(1))).isTrue();
        assertThat(store().requeue(first.id(), owner, Duration.ZERO)).isFalse();
        // Nor does anybody overtake it meanwhile.
        assertThat(store().dequeue(SERVICE, 6, owner, 10)).isEmpty();
    }

    @Test
    void ownersOfOneQueueNeverExceedItsLimit() throws Exception {
        for (int i = 0; i < 60; i++) {
            store().enqueue(limited("key-" + i, 7, null, true));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> taker = () -> {
                String owner = store().join(ACCOUNT);
                int taken = 0;
                for (int i = 0; i < 10; i++) {
                    taken += store().dequeue(SERVICE, 6, owner, 3).size();
                }
                return taken;
            };
            int taken = 0;
            for (Future<Integer> one : threads.invokeAll(List.of(taker, taker, taker, taker))) {
                taken += one.get();
            }
            assertThat(taken).isEqualTo(7);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRejectedStartIsPassedToConsumersWithTheReason() {
        store().enqueue(limited("a", 1, null, true));
        String owner = store().join(ACCOUNT);
        long id = store().dequeue(SERVICE, 6, owner, 10).get(0).id();
        StartFailure failure = new StartFailure(
                "WorkflowRejectedException", "it has \"no\" trigger; größer", 400, List.of("one", "two"));
        store().refused(id, owner, failure);

        StoredRun run = claimOne(owner);

        assertThat(run.runId()).isNull();
        DeliveryAttempt attempt = store().beginDelivery(run.id(), owner);
        assertThat(attempt.failure()).isEqualTo(failure);
        assertThat(attempt.payload().input()).isEqualTo("a");
        store().delivered(id, owner);
        assertThat(store().intend(limited("b", 1, null, false), owner).isNew()).isTrue();
    }

    @Test
    void anUncertainStartCountsEvenAfterItsDelivery() {
        String owner = store().join(ACCOUNT);
        long id = store().intend(limited("a", 1, null, false), owner).id();
        store().uncertain(id, owner, true);
        StoredRun run = claimOne(owner);
        store().beginDelivery(run.id(), owner);
        store().delivered(run.id(), owner);
        assertThat(store().intend(limited("b", 1, null, false), owner).limit()).isNotNull();
    }

    @Test
    void aBudgetIsNotExceededByRunsThatCostNoMoreThanTheMostExpensive() {
        StartTerms.Budget budget = new StartTerms.Budget(10, Duration.ofDays(1));
        String owner = store().join(ACCOUNT);
        long first = store().intend(limited("a", null, budget, false), owner).id();
        // The cost of a run is still unknown, so that only one run is in flight.
        assertThat(store().intend(limited("b", null, budget, false), owner).limit())
                .contains("budget");
        store().started(first, owner, newRunId(), AfterStart.DELIVER);
        StoredRun run = claimOne(owner);
        store().ended(run.id(), owner, 4.0);
        store().beginDelivery(run.id(), owner);
        store().delivered(run.id(), owner, 4.0);

        assertThat(store().intend(limited("b", null, budget, false), owner).isNew())
                .isTrue();

        // 4 are spent and 4 expected, so that a third run could make it 12.
        assertThat(store().intend(limited("c", null, budget, false), owner).limit())
                .contains("4.0000 USD")
                .contains("10 USD");
    }

    @Test
    void anUncertainStartIsAssumedToCostAsMuchAsTheMostExpensive() {
        StartTerms.Budget budget = new StartTerms.Budget(10, Duration.ofDays(1));
        String owner = store().join(ACCOUNT);
        long first = store().intend(limited("a", null, budget, false), owner).id();
        store().started(first, owner, newRunId(), AfterStart.DELIVER);
        StoredRun run = claimOne(owner);
        store().ended(run.id(), owner, 4.0);
        long second = store().intend(limited("b", null, budget, false), owner).id();
        store().uncertain(second, owner, true);

        assertThat(store().intend(limited("c", null, budget, false), owner).limit())
                .contains("have cost 8.0000 USD");
    }

    @Test
    void uncertainStartsAreListedForASearch() {
        String owner = store().join(ACCOUNT);
        StartTerms search = new StartTerms(null, null, true, false, AfterStart.DELIVER);
        NewStart first = new NewStart(SERVICE, ACCOUNT, 6, "a", search, Payload.NONE);
        NewStart second = new NewStart(SERVICE, ACCOUNT, 6, null, search, Payload.NONE);
        NewStart third = new NewStart(SERVICE, ACCOUNT, 6, "c", search, Payload.NONE);
        long a = store().intend(first, owner).id();
        long b = store().intend(second, owner).id();
        long c = store().intend(third, owner).id();
        String runId = newRunId();
        store().started(a, owner, runId, AfterStart.REMEMBER);
        store().uncertain(c, owner, false);

        List<StartInDoubt> doubts = store().inDoubt(SERVICE, 6, Duration.ofHours(1));

        assertThat(doubts).extracting(StartInDoubt::id).containsExactlyInAnyOrder(b, c);
        assertThat(doubts).filteredOn(doubt -> doubt.id() == b).first().satisfies(doubt -> {
            assertThat(doubt.pending()).isTrue();
            assertThat(doubt.startKey()).isNull();
            assertThat(doubt.age()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        });
        assertThat(doubts).filteredOn(doubt -> doubt.id() == c).first().satisfies(doubt -> {
            assertThat(doubt.pending()).isFalse();
            assertThat(doubt.startKey()).isEqualTo("c");
        });
        assertThat(store().startedRuns(SERVICE, List.of(runId, newRunId()))).containsExactly(runId);
        assertThat(store().restarting(b, owner)).isTrue();
        store().leave(owner);
        assertThat(store().restarting(b, owner)).isFalse();
        assertThat(store().inDoubt(SERVICE, 6, Duration.ofHours(1)))
                .allSatisfy(doubt -> assertThat(doubt.pending()).isFalse());
    }

    @Test
    void aRunBelongsToOneStart() {
        String owner = store().join(ACCOUNT);
        long first = store().intend(limited("a", null, null, false), owner).id();
        long second = store().intend(limited("b", null, null, false), owner).id();
        String runId = newRunId();
        assertThat(store().started(first, owner, runId, AfterStart.DELIVER)).isTrue();
        assertThat(store().started(second, owner, runId, AfterStart.DELIVER)).isFalse();
        assertThat(store().dueStart(second, owner)).isNotNull();
    }
}
