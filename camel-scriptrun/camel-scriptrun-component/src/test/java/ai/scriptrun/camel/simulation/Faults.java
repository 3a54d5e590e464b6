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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.simulation.Fault.Effect;
import ai.scriptrun.camel.simulation.Fault.Point;

/** The faults of a history that have not happened yet. */
final class Faults {

    private final SimulatedTime time;
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Effect, Integer> happened = new EnumMap<>(Effect.class);

    Faults(SimulatedTime time, List<Fault> plan) {
        this.time = time;
        plan.stream().filter(fault -> fault.point() != Point.TIME).forEach(fault -> pending.add(new Pending(fault)));
    }

    private static final class Pending {

        private final Fault fault;
        private int left;

        Pending(Fault fault) {
            this.fault = fault;
            this.left = fault.times();
        }
    }

    /** The fault that happens here and now, or {@code null}. */
    Fault at(Point point, int node, String target) {
        for (int i = 0; i < pending.size(); i++) {
            Pending next = pending.get(i);
            Fault fault = next.fault;
            if (fault.point() == point
                    && fault.node() == node
                    && fault.at().toNanos() <= time.now()
                    && (fault.target().isEmpty() || fault.target().equals(target))) {
                next.left--;
                if (next.left == 0) {
                    pending.remove(i);
                }
                count(fault.effect());
                return fault;
            }
        }
        return null;
    }

    void count(Effect effect) {
        happened.merge(effect, 1, Integer::sum);
    }

    int happened(Effect effect) {
        return happened.getOrDefault(effect, 0);
    }

    /** Nothing goes wrong any more. */
    void end() {
        pending.clear();
    }
}
