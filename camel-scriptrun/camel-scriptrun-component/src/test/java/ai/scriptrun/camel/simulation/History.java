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
import java.util.List;

import ai.scriptrun.camel.simulation.Fault.Point;
import ai.scriptrun.camel.time.Jitter;

/**
 * One history: some runs are asked for, things go wrong for a while, then nothing does any more until all is done.
 *
 * @param seed   decides on all of it
 * @param faults what goes wrong
 */
record History(long seed, List<Fault> faults) {

    /** After this time without troubles something is stuck. */
    private static final Duration MOST = Duration.ofMinutes(40);

    /** What was emitted too often would be emitted again by then. */
    private static final Duration CALM = Duration.ofSeconds(45);

    private static final Duration LOOK = Duration.ofSeconds(5);

    static History of(long seed) {
        Chance chance = new Chance(seed);
        return new History(seed, Fault.plan(chance.of("faults", 0), Shape.of(chance.of("shape", 0))));
    }

    /**
     * How it went.
     *
     * @param violation what was violated, or {@code null}
     * @param digest    equal for equal steps
     * @param steps     how many there were
     * @param world     all else
     */
    record Outcome(String violation, long digest, int steps, World world) {}

    Outcome run(Bug bug, boolean traced) {
        World world = new World(seed, faults, bug, traced);
        Jitter.drawFrom(world.time::draw);
        try {
            run(world);
        } finally {
            Jitter.drawFrom(null);
        }
        return new Outcome(world.violation(), world.digest(), world.time.steps(), world);
    }

    private void run(World world) {
        for (int i = 0; i < Fault.NODES; i++) {
            world.boot(i);
        }
        faults.stream()
                .filter(fault -> fault.point() == Point.TIME)
                .forEach(fault -> world.time.after(fault.at(), () -> world.happen(fault)));
        ask(world);
        world.time.runUntil(world.shape.troubles().toNanos());
        world.faults.end();
        long end = world.time.now() + MOST.toNanos();
        while (world.violation() == null && !world.journal.isDone() && world.time.now() < end) {
            world.time.runUntil(world.time.now() + LOOK.toNanos());
        }
        world.time.runUntil(world.time.now() + CALM.toNanos());
        if (world.violation() == null) {
            world.journal.finish();
        }
    }

    private static void ask(World world) {
        Client client = new Client(world);
        for (int i = 0; i < world.shape.requests(); i++) {
            Chance of = world.chance.of("request", i);
            Request request = new Request("r" + i, of.percent(world.shape.queued()), of.percent(world.shape.keyed()));
            world.journal.add(request);
            world.time.after(of.between(Duration.ZERO, world.shape.spread()), () -> client.send(request));
        }
    }
}
