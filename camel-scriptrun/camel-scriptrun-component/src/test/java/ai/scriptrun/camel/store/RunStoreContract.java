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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every {@link RunStore} must do. To check a store, extend this class. */
public abstract class RunStoreContract extends ViewStoreContract {

    protected static final RunKind HISTORY = RunKind.history(SERVICE, 6, null);
    protected static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    protected static NewRun tracked(String runId) {
        return new NewRun(
                TRACKED,
                ACCOUNT,
                6L,
                runId,
                RunState.RUNNING,
                Duration.ZERO,
                null,
                new Payload(Map.of("order", "A-17"), "{\"n\": 1}"));
    }

    protected static NewRun found(String runId, RunState state, Instant createdAt) {
        return new NewRun(HISTORY, ACCOUNT, 6L, runId, state, Duration.ofSeconds(90), createdAt, Payload.NONE);
    }

    protected List<String> addTracked(int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> newRunId()).toList();
        store().add(ids.stream().map(RunStoreContract::tracked).toList());
        return ids;
    }

    @Test
    void anAddedRunIsClaimedWithAllItsFields() {
        String runId = newRunId();
        assertThat(store().add(List.of(tracked(runId)))).isEqualTo(1);

        StoredRun run = claimOne(store().join(ACCOUNT));

        assertThat(run.runId()).isEqualTo(runId);
        assertThat(run.workflowId()).isEqualTo(6);
        assertThat(run.account()).isEqualTo(ACCOUNT);
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        assertThat(run.deliveries()).isZero();
        assertThat(run.age()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    @Test
    void theAgeOfARunCountsFromItsStart() {
        store().add(List.of(found(newRunId(), RunState.ENDED, NOON)));
        StoredRun run = store().claim(HISTORY, store().join(ACCOUNT), 1).get(0);
        assertThat(run.age()).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(150));
        assertThat(run.state()).isEqualTo(RunState.ENDED);
    }

    @Test
    void aKnownRunIsNotAddedAgain() {
        String runId = newRunId();
        store().add(List.of(tracked(runId)));
        assertThat(store().add(List.of(tracked(runId), tracked(newRunId())))).isEqualTo(1);
        assertThat(store().claim(TRACKED, store().join(ACCOUNT), 10)).hasSize(2);
    }

    @Test
    void theSameRunOfTwoKindsIsTwoRecords() {
        String runId = newRunId();
        store().add(List.of(tracked(runId), found(runId, RunState.RUNNING, NOON)));
        String owner = store().join(ACCOUNT);
        assertThat(store().claim(TRACKED, owner, 10)).hasSize(1);
        assertThat(store().claim(HISTORY, owner, 10)).hasSize(1);
    }

    @Test
    void aRunHasOneOwner() {
        addTracked(1);
        claimOne(store().join(ACCOUNT));
        assertThat(store().claim(TRACKED, store().join(ACCOUNT), 10)).isEmpty();
    }

    @Test
    void noMoreRunsAreClaimedThanRequestedAndTheLongestDueFirst() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addAll(addTracked(1));
        }
        String owner = store().join(ACCOUNT);
        assertThat(store().claim(TRACKED, owner, 3))
                .extracting(StoredRun::runId)
                .containsExactlyInAnyOrderElementsOf(ids.subList(0, 3));
        assertThat(store().claim(TRACKED, owner, 3))
                .extracting(StoredRun::runId)
                .containsExactlyInAnyOrderElementsOf(ids.subList(3, 5));
    }

    @Test
    void concurrentOwnersNeverClaimTheSameRun() throws Exception {
        List<String> ids = addTracked(500);
        ConcurrentLinkedQueue<String> claimed = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> claimer = () -> {
                String owner = store().join(ACCOUNT);
                List<StoredRun> runs;
                do {
                    runs = store().claim(TRACKED, owner, 7);
                    runs.forEach(run -> claimed.add(run.runId()));
                } while (!runs.isEmpty());
                return null;
            };
            for (Future<Void> done : threads.invokeAll(List.of(claimer, claimer, claimer, claimer))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        // An owner that found only locked rows may have stopped early.
        store().claim(TRACKED, store().join(ACCOUNT), 500).forEach(run -> claimed.add(run.runId()));
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void theRunsOfAnOwnerThatLeavesAreFreeImmediately() {
        addTracked(3);
        String first = store().join(ACCOUNT);
        store().claim(TRACKED, first, 2);
        store().leave(first);
        assertThat(store().claim(TRACKED, store().join(ACCOUNT), 10)).hasSize(3);
    }

    @Test
    void anOwnerThatHasLeftCanNeitherRenewNorClaim() {
        addTracked(1);
        String owner = store().join(ACCOUNT);
        assertThat(store().renew(owner)).isTrue();
        store().leave(owner);
        assertThat(store().renew(owner)).isFalse();
        assertThat(store().claim(TRACKED, owner, 10)).isEmpty();
    }

    @Test
    void theRunsOfAnOwnerAreListed() {
        addTracked(3);
        String owner = store().join(ACCOUNT);
        List<StoredRun> claimed = store().claim(TRACKED, owner, 2);
        assertThat(store().held(TRACKED, owner))
                .extracting(StoredRun::id)
                .containsExactlyInAnyOrderElementsOf(
                        claimed.stream().map(StoredRun::id).toList());
        store().delivered(claimed.get(0).id(), owner);
        store().release(claimed.get(1).id(), owner, Duration.ofHours(1));
        assertThat(store().held(TRACKED, owner)).isEmpty();
    }

    @Test
    void aDeliveryReturnsThePayloadAndIsCounted() {
        addTracked(1);
        String owner = store().join(ACCOUNT);
        long id = claimOne(owner).id();

        DeliveryAttempt first = store().beginDelivery(id, owner);

        assertThat(first.number()).isEqualTo(1);
        assertThat(first.payload().headers()).containsExactlyEntriesOf(Map.of("order", "A-17"));
        assertThat(first.payload().input()).isEqualTo("{\"n\": 1}");
        assertThat(first.unreadable()).isNull();
        assertThat(store().release(id, owner, Duration.ZERO)).isTrue();
        StoredRun again = claimOne(owner);
        assertThat(again.deliveries()).isEqualTo(1);
        assertThat(again.state()).isEqualTo(RunState.ENDED);
        assertThat(store().beginDelivery(id, owner).number()).isEqualTo(2);
    }

    @Test
    void aRunIsDeliveredAgainAndCountedIfItsOwnerDiesDuringDelivery() {
        addTracked(1);
        String first = store().join(ACCOUNT);
        store().beginDelivery(claimOne(first).id(), first);
        store().leave(first);

        String second = store().join(ACCOUNT);
        StoredRun run = claimOne(second);

        assertThat(run.deliveries()).isEqualTo(1);
        assertThat(store().beginDelivery(run.id(), second).number()).isEqualTo(2);
    }

    @Test
    void onlyTheOwnerCanChangeARun() {
        addTracked(1);
        String first = store().join(ACCOUNT);
        long id = claimOne(first).id();
        store().leave(first);
        String second = store().join(ACCOUNT);
        claimOne(second);

        assertThat(store().beginDelivery(id, first)).isNull();
        assertThat(store().delivered(id, first)).isFalse();
        assertThat(store().release(id, first, Duration.ZERO)).isFalse();
        assertThat(store().delivered(id, second)).isTrue();
        assertThat(store().delivered(id, second)).isFalse();
        assertThat(store().release(id, second, Duration.ZERO)).isFalse();
    }

    @Test
    void aReleasedRunCanBeClaimedOnceItsDelayIsOver() {
        addTracked(2);
        String owner = store().join(ACCOUNT);
        List<StoredRun> runs = store().claim(TRACKED, owner, 10);
        store().release(runs.get(0).id(), owner, Duration.ofHours(1));
        store().release(runs.get(1).id(), owner, Duration.ZERO);
        assertThat(claimOne(owner).id()).isEqualTo(runs.get(1).id());
        assertThat(store().claim(TRACKED, owner, 10)).isEmpty();
    }

    @Test
    void aDeliveredRunIsNeverClaimedAgainAndDoesNotCount() {
        addTracked(2);
        String owner = store().join(ACCOUNT);
        List<StoredRun> runs = store().claim(TRACKED, owner, 10);
        assertThat(store().count(TRACKED, 1_000)).isEqualTo(2);

        store().beginDelivery(runs.get(0).id(), owner);
        assertThat(store().delivered(runs.get(0).id(), owner)).isTrue();
        store().leave(owner);

        assertThat(store().count(TRACKED, 1_000)).isEqualTo(1);
        assertThat(store().claim(TRACKED, store().join(ACCOUNT), 10))
                .extracting(StoredRun::id)
                .containsExactly(runs.get(1).id());
    }

    @Test
    void aDeliveredRunOfAHistoryIsKnownWhenItIsReadAgain() {
        String runId = newRunId();
        String owner = store().join(ACCOUNT);
        store().add(List.of(found(runId, RunState.ENDED, NOON)));
        store().delivered(store().claim(HISTORY, owner, 1).get(0).id(), owner);

        store().setHistoryMark(HISTORY, new HistoryMark(NOON, NOON, true));
        store().forget(Duration.ZERO, 100);

        assertThat(store().add(List.of(found(runId, RunState.ENDED, NOON)))).isZero();
    }

    @Test
    void aRunThatIsOnlyRememberedIsNeverClaimed() {
        String runId = newRunId();
        store().add(List.of(found(runId, RunState.DELIVERED, NOON)));
        assertThat(store().claim(HISTORY, store().join(ACCOUNT), 10)).isEmpty();
        assertThat(store().count(HISTORY, 1_000)).isZero();
        assertThat(store().add(List.of(found(runId, RunState.RUNNING, NOON)))).isZero();
    }

    @Test
    void theMarkOfAHistoryOnlyMovesForward() {
        assertThat(store().historyMark(HISTORY)).isNull();
        store().setHistoryMark(HISTORY, new HistoryMark(NOON, null, false));
        assertThat(store().historyMark(HISTORY)).isEqualTo(new HistoryMark(NOON, null, false));
        Instant later = NOON.plusSeconds(60);
        store().setHistoryMark(HISTORY, new HistoryMark(later, later, true));
        store().setHistoryMark(HISTORY, new HistoryMark(later, NOON, false));
        assertThat(store().historyMark(HISTORY)).isEqualTo(new HistoryMark(NOON, later, true));
        assertThat(store().historyMark(RunKind.history(SERVICE, 7, null))).isNull();
    }

    @Test
    void runsOfAnotherAccountAreNotClaimedWhileItHasAnOwner() {
        addTracked(1);
        String ofAccount = store().join(ACCOUNT);
        String ofAnother = store().join("account-2");
        assertThat(store().claim(TRACKED, ofAnother, 10)).isEmpty();
        store().leave(ofAccount);
        assertThat(store().claim(TRACKED, ofAnother, 10)).hasSize(1);
    }

    @Test
    void workInATransactionIsRolledBackIfItThrows() throws Exception {
        if (!store().isTransactional()) {
            assertThatThrownBy(() -> store().inTransaction(() -> null))
                    .isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        addTracked(1);
        String owner = store().join(ACCOUNT);
        long id = claimOne(owner).id();
        assertThatThrownBy(() -> store().inTransaction(() -> {
                    assertThat(store().delivered(id, owner)).isTrue();
                    throw new IllegalStateException("the route failed");
                }))
                .hasMessage("the route failed");
        assertThat(store().count(TRACKED, 1_000)).isEqualTo(1);
        boolean delivered = store().inTransaction(() -> store().delivered(id, owner));
        assertThat(delivered).isTrue();
        assertThat(store().count(TRACKED, 1_000)).isZero();
    }
}
