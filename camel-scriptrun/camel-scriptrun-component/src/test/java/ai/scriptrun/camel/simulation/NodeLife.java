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
import java.util.List;

/** Whether a node lives, and whether it stands still, as a process that is suspended. */
final class NodeLife {

    final String name;
    final List<SimulatedTime.Event> deferred = new ArrayList<>();
    private boolean dead;
    private int frozen;
    private int running;

    NodeLife(String name) {
        this.name = name;
    }

    /** The process has ended. Thrown to leave its code, and no effect of that code counts any more. */
    @SuppressWarnings("serial")
    static final class Died extends Error {

        Died(String node) {
            super(node + " has died", null, false, false);
        }
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
    }

    void checkAlive() {
        if (dead) {
            throw new Died(name);
        }
    }

    boolean isFrozen() {
        return frozen > 0;
    }

    /** Whether some of its code is being run. */
    boolean isRunning() {
        return running > 0;
    }

    void begin() {
        running++;
    }

    void end() {
        running--;
    }

    void freeze() {
        frozen++;
    }

    void thaw() {
        frozen--;
    }

    @Override
    public String toString() {
        return name;
    }
}
