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

/** What runs events as one thread, or one pool of threads, does. */
final class Lane {

    final String name;
    final NodeLife life;
    final List<SimulatedTime.Event> deferred = new ArrayList<>();
    private final boolean serial;
    private int running;

    /**
     * @param life   the node that it belongs to
     * @param serial whether it runs one event at a time
     */
    Lane(String name, NodeLife life, boolean serial) {
        this.name = name;
        this.life = life;
        this.serial = serial;
    }

    boolean isBusy() {
        return serial && running > 0;
    }

    void begin() {
        running++;
        life.begin();
    }

    void end() {
        running--;
        life.end();
    }
}
