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
package ai.scriptrun.camel.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import ai.scriptrun.camel.simulation.Fault.Effect;

/** All that is there in a history: the nodes, their store, the service, and what goes wrong. */
final class World {

    static final Duration LEASE = Duration.ofSeconds(15);

    private static final Instant ORIGIN = Instant.parse("2030-01-01T00:00:00Z");

    final Shape shape;
    final Chance chance;
    final SimulatedTime time;
    final Faults faults;
    final ModelRunStore store;
    final Journal journal;
    final SimulatedService service;
    final SimulatedNode[] nodes = new SimulatedNode[Fault.NODES];

    private final Bug bug;
    private final List<String> trace;
    private final long[] storeDownUntil = new long[Fault.NODES];
    private long serviceDownUntil;
    private long digest;
    private String violation;
    private int incarnations;
    private int storeFailures;
    private boolean suspended;

    /** @param traced whether all steps are noted */
    World(long seed, List<Fault> plan, Bug bug, boolean traced) {
        this.bug = bug;
        this.trace = traced ? new ArrayList<>() : null;
        this.chance = new Chance(seed);
        this.shape = Shape.of(chance.of("shape", 0));
        this.time = new SimulatedTime(seed, this::thrown);
        this.time.endWhen(() -> violation != null);
        this.faults = new Faults(time, plan);
        this.store = new BuggyStore(() -> ORIGIN.plusNanos(time.now()), LEASE, bug);
        this.journal = new Journal(this);
        this.service =
                new SimulatedService(time, chance.of("service", 0), journal, shape, has(Bug.RESULT_IS_INCOMPLETE));
    }

    // What may never happen.

    void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            fail(otherwise.get());
        }
    }

    void fail(String what) {
        if (violation == null) {
            violation = what;
            note(time.current().life.name, "VIOLATION", what);
        }
    }

    /** What checks fail with is no failure of a route. */
    <T> T guarded(Supplier<T> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            thrown(time.current(), e);
            throw e;
        }
    }

    private void thrown(Lane lane, Throwable failure) {
        fail(lane.life + " has thrown in " + lane.name + ": " + failure);
        if (trace != null) {
            Arrays.stream(failure.getStackTrace()).limit(30).forEach(line -> trace.add("    " + line));
        }
    }

    /** What was violated, or {@code null}. */
    String violation() {
        return violation;
    }

    // What has happened.

    void trace(NodeLife life, String what, Object... details) {
        digest = Chance.mix(digest ^ time.now() ^ (31L * life.name.hashCode() + what.hashCode()));
        if (trace != null) {
            note(life.name, what, Arrays.deepToString(details));
        }
    }

    private void note(String who, String what, String details) {
        if (trace != null) {
            trace.add(String.format("%10.3f %-8s %s %s", time.now() / 1e9, who, what, details));
        }
    }

    List<String> trace() {
        return trace;
    }

    long digest() {
        return digest;
    }

    // What goes wrong.

    boolean isStoreDown(SimulatedNode node) {
        return time.now() < storeDownUntil[node.index];
    }

    boolean isServiceDown() {
        return time.now() < serviceDownUntil;
    }

    /** Whether the leases of nodes may be longer by their clocks than by the store's. */
    boolean areClocksWrong() {
        return suspended;
    }

    boolean has(Bug which) {
        return bug == which;
    }

    /** The node of the current event has died. */
    void crash(SimulatedNode node, Duration downtime) {
        die(node, downtime);
        node.life.checkAlive();
    }

    private void die(SimulatedNode node, Duration downtime) {
        if (!node.life.isDead()) {
            trace(node.life, "dies");
            node.life.die();
            time.after(downtime, () -> boot(node.index));
        }
    }

    /** The node of the current event stands still. */
    void freeze(Duration length) {
        time.freeze(length);
    }

    /** A call takes time. */
    void pass(String call, Duration length) {
        if ("history".equals(call)) {
            // A consumer's thread, which has locked what its other threads may need.
            time.freeze(length);
        } else {
            time.pass(length);
        }
    }

    void boot(int index) {
        Chance of = chance.of("clock", index);
        // Who isn't told the service's time has to trust this machine's.
        boolean trusted = shape.origin() == Shape.Origin.FOUND && !shape.tellsTime();
        Duration wrong = Duration.ofSeconds(trusted ? 0 : of.between(-240, 240));
        NodeClock clock = new NodeClock(ORIGIN.plus(wrong), trusted ? 0 : of.between(-10_000, 10_000));
        SimulatedNode node = new SimulatedNode(this, index, index + "." + ++incarnations, clock);
        nodes[index] = node;
        node.boot();
    }

    /** A fault of its own time. */
    void happen(Fault fault) {
        faults.count(fault.effect());
        long until = time.now() + fault.length().toNanos();
        trace(time.current().life, "fault", fault);
        SimulatedNode node = nodes[Math.min(fault.node(), Fault.NODES - 1)];
        switch (fault.effect()) {
            case STORE_DOWN -> {
                for (int i = 0; i < Fault.NODES; i++) {
                    if (fault.node() == i || fault.node() == Fault.NODES) {
                        storeDownUntil[i] = Math.max(storeDownUntil[i], until);
                    }
                }
            }
            case SERVICE_DOWN -> serviceDownUntil = Math.max(serviceDownUntil, until);
            case CRASH -> die(node, fault.length());
            case FREEZE -> time.freeze(node.life, fault.length());
            case SUSPEND -> {
                if (!node.life.isRunning()) {
                    suspended = true;
                    time.suspend(node.life, fault.length());
                    node.clock().lose(fault.length().toNanos());
                }
            }
            case STOP -> node.stop(() -> die(node, fault.length()));
            default -> throw new IllegalStateException(fault.toString());
        }
    }

    void storeHasFailed() {
        storeFailures++;
    }

    int storeFailures() {
        return storeFailures;
    }

    int happened(Effect effect) {
        return faults.happened(effect);
    }
}
