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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a {@link RunStore} that is a {@link ViewStore} has to show, a part of {@link RunStoreContract}. */
public abstract class ViewStoreContract extends StartStoreContract {

    private static final Set<RunPhase> OPEN = EnumSet.complementOf(EnumSet.of(RunPhase.DELIVERED));

    private ViewStore view() {
        Assumptions.assumeTrue(store() instanceof ViewStore, "the store shows nothing to people");
        return (ViewStore) store();
    }

    private static NewStart viewed(long workflowId, StartTerms terms) {
        return new NewStart(SERVICE, ACCOUNT, workflowId, null, terms, new Payload(Map.of("order", "A-17"), "in"));
    }

    private long intended(String owner) {
        return store().intend(viewed(6, StartTerms.NONE), owner).id();
    }

    private long inFlight(String owner) {
        long id = intended(owner);
        store().started(id, owner, newRunId(), AfterStart.DELIVER);
        return id;
    }

    private StoredRun claimed(String owner) {
        return store().claim(TRACKED, owner, 1).get(0);
    }

    private long uncertain(String owner) {
        long id = intended(owner);
        store().uncertain(id, owner, true);
        return id;
    }

    private ViewedRun viewed(long id) {
        return view().run(id);
    }

    @Test
    void countsRunsByWorkflowAndPhase() {
        String owner = store().join(ACCOUNT);
        store().enqueue(viewed(7, StartTerms.NONE));
        intended(owner);
        inFlight(owner);
        StoredRun ended = claimed(owner);
        store().ended(ended.id(), owner, 0.5);
        uncertain(owner);

        assertThat(view().counts())
                .containsExactlyInAnyOrder(
                        new RunCount(SERVICE, 7L, RunPhase.QUEUED, 1),
                        new RunCount(SERVICE, 6L, RunPhase.IN_FLIGHT, 1),
                        new RunCount(SERVICE, 6L, RunPhase.WAITING, 1),
                        new RunCount(SERVICE, 6L, RunPhase.UNCERTAIN, 1));
    }

    @Test
    void aRunIsSeenFromItsStartToItsDelivery() {
        String owner = store().join(ACCOUNT);
        long id = inFlight(owner);
        ViewedRun run = viewed(id);
        assertThat(run.phase()).isEqualTo(RunPhase.IN_FLIGHT);
        assertThat(run.workflowId()).isEqualTo(6);
        assertThat(run.service()).isEqualTo(SERVICE);
        assertThat(run.owner()).isNull();
        assertThat(run.endedAt()).isNull();
        assertThat(view().payload(id)).isEqualTo(new Payload(Map.of("order", "A-17"), "in"));

        claimed(owner);
        assertThat(viewed(id).owner()).isEqualTo(owner);
        store().beginDelivery(id, owner);
        assertThat(viewed(id).phase()).isEqualTo(RunPhase.DELIVERING);

        store().release(id, owner, Duration.ofHours(1));
        run = viewed(id);
        assertThat(run.phase()).isEqualTo(RunPhase.FAILED);
        assertThat(run.deliveries()).isEqualTo(1);
        assertThat(run.owner()).isNull();
        assertThat(run.dueAt()).isAfter(run.readAt().plus(Duration.ofMinutes(59)));
    }

    @Test
    void aDeliveredRunIsNotCounted() {
        String owner = store().join(ACCOUNT);
        long id = inFlight(owner);
        claimed(owner);
        store().beginDelivery(id, owner);
        store().delivered(id, owner);

        assertThat(view().counts()).isEmpty();
        assertThat(view().runs(OPEN, null, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(view().payload(id)).isEqualTo(Payload.NONE);
    }

    @Test
    void aRefusedStartIsSeenAsFailedWithItsReason() {
        String owner = store().join(ACCOUNT);
        store().enqueue(viewed(6, StartTerms.NONE));
        long id = store().dequeue(SERVICE, 6, owner, 1).get(0).id();
        StartFailure failure = new StartFailure("InvalidInputException", "no", 422, List.of("field"));
        store().refused(id, owner, failure);

        assertThat(viewed(id).phase()).isEqualTo(RunPhase.FAILED);
        assertThat(viewed(id).failure()).isEqualTo(failure);
    }

    @Test
    void runsArePagedNewestFirst() {
        String owner = store().join(ACCOUNT);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(0, inFlight(owner));
        }
        store().enqueue(viewed(7, StartTerms.NONE));

        Set<RunPhase> inFlight = Set.of(RunPhase.IN_FLIGHT);
        List<ViewedRun> first = view().runs(inFlight, null, Long.MAX_VALUE, 4);
        List<ViewedRun> second = view().runs(inFlight, 6L, first.get(3).id(), 4);

        assertThat(first).extracting(ViewedRun::id).isEqualTo(ids.subList(0, 4));
        assertThat(second).extracting(ViewedRun::id).isEqualTo(ids.subList(4, 7));
        assertThat(view().runs(inFlight, 7L, Long.MAX_VALUE, 4)).isEmpty();
        assertThat(view().runs(OPEN, 7L, Long.MAX_VALUE, 4)).hasSize(1);
    }

    @Test
    void ownersAreSeenWithTheRunsThatTheyHold() {
        String idle = store().join(ACCOUNT);
        String busy = store().join(ACCOUNT);
        intended(busy);
        inFlight(busy);
        claimed(busy);

        assertThat(view().owners())
                .filteredOn(owner -> Set.of(idle, busy).contains(owner.owner()))
                .allMatch(ViewedOwner::alive)
                .extracting(ViewedOwner::owner, ViewedOwner::runs)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(idle, 0L), org.assertj.core.groups.Tuple.tuple(busy, 2L));
    }

    @Test
    void theUseOfLimitsIsSeen() {
        String owner = store().join(ACCOUNT);
        StartTerms terms =
                new StartTerms(null, new StartTerms.Budget(10, Duration.ofDays(1)), false, false, AfterStart.DELIVER);
        for (int i = 0; i < 2; i++) {
            long id = store().enqueue(viewed(6, terms)).id();
            store().dequeue(SERVICE, 6, owner, 1);
            store().started(id, owner, newRunId(), AfterStart.DELIVER);
            assertThat(view().inFlight(SERVICE, 6)).isEqualTo(1);
            store().delivered(claimed(owner).id(), owner, 0.25);
        }

        assertThat(view().inFlight(SERVICE, 6)).isZero();
        assertThat(view().spent(SERVICE, 6, Duration.ofDays(1))).isEqualTo(0.5);
        assertThat(view().spent(SERVICE, 7, Duration.ofDays(1))).isZero();
    }

    @Test
    void aRunThatWaitsForItsNextDeliveryCanBeDeliveredNow() {
        String owner = store().join(ACCOUNT);
        long id = inFlight(owner);
        claimed(owner);
        assertThat(view().deliverNow(id)).isFalse();
        store().beginDelivery(id, owner);
        assertThat(view().deliverNow(id)).isFalse();
        store().release(id, owner, Duration.ofHours(1));
        assertThat(store().claim(TRACKED, owner, 10)).isEmpty();

        assertThat(view().deliverNow(id)).isTrue();

        assertThat(claimed(owner).id()).isEqualTo(id);
        assertThat(store().beginDelivery(id, owner).number()).isEqualTo(2);
        assertThat(view().deliverNow(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void anUncertainStartCanBeGivenItsRun() {
        String owner = store().join(ACCOUNT);
        long id = uncertain(owner);
        String runId = newRunId();

        assertThat(view().adopt(id, runId)).isTrue();
        assertThat(view().adopt(id, newRunId())).isFalse();

        StoredRun run = claimOne(owner);
        assertThat(run.id()).isEqualTo(id);
        assertThat(run.runId()).isEqualTo(runId);
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        assertThat(view().inFlight(SERVICE, 6)).isEqualTo(1);
        assertThat(store().beginDelivery(id, owner).payload().input()).isEqualTo("in");
        assertThat(store().delivered(id, owner)).isTrue();
        assertThat(view().inFlight(SERVICE, 6)).isZero();
    }

    @Test
    void aRunOfAnotherStartIsGivenToNoUncertainOne() {
        String owner = store().join(ACCOUNT);
        long other = inFlight(owner);
        long id = uncertain(owner);

        assertThat(view().adopt(id, viewed(other).runId())).isFalse();
        assertThat(viewed(id).phase()).isEqualTo(RunPhase.UNCERTAIN);
    }

    @Test
    void anUncertainStartCanBeStartedAgain() {
        String owner = store().join(ACCOUNT);
        long id = uncertain(owner);

        assertThat(view().startAgain(id)).isTrue();
        assertThat(view().startAgain(id)).isFalse();

        assertThat(viewed(id).phase()).isEqualTo(RunPhase.QUEUED);
        assertThat(store().claim(TRACKED, owner, 10)).isEmpty();
        assertThat(store().queuedWorkflows(SERVICE)).containsExactly(6L);
        DueStart due = store().dequeue(SERVICE, 6, owner, 10).get(0);
        assertThat(due.id()).isEqualTo(id);
        assertThat(due.payload().input()).isEqualTo("in");
        assertThat(due.terms().then()).isEqualTo(AfterStart.DELIVER);
        assertThat(store().started(id, owner, newRunId(), AfterStart.DELIVER)).isTrue();
        assertThat(claimOne(owner).id()).isEqualTo(id);
    }

    @Test
    void aRunThatIsBeingDeliveredOrIsNotUncertainIsLeftAlone() {
        String owner = store().join(ACCOUNT);
        long held = uncertain(owner);
        claimed(owner);
        long certain = inFlight(owner);

        for (long id : new long[] {held, certain, Long.MAX_VALUE}) {
            assertThat(view().startAgain(id)).isFalse();
            assertThat(view().adopt(id, newRunId())).isFalse();
        }
    }
}
