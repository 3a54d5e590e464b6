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

import ai.scriptrun.camel.time.Timer;

/** A node's clock, which may be wrong and go too fast or too slowly, and one of its schedulers. */
final class SimulatedTimer implements Timer {

    private final SimulatedTime time;
    private final Lane lane;
    private final Lane alarms;
    private final NodeClock clock;

    SimulatedTimer(SimulatedTime time, Lane lane, Lane alarms, NodeClock clock) {
        this.time = time;
        this.lane = lane;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.at(time.now());
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        return schedule(delay, lane, task);
    }

    @Override
    public Cancellable alarm(Duration delay, Runnable quick) {
        return schedule(delay, alarms, quick);
    }

    private Cancellable schedule(Duration delay, Lane where, Runnable task) {
        if (lane.life.isDead()) {
            return () -> {};
        }
        return time.after(delay.isNegative() ? 0 : clock.real(delay), where, task);
    }
}
