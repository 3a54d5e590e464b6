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
package ai.scriptrun.camel.benchmarks.waiting;

import ai.scriptrun.camel.benchmarks.Plan.Crowd;

/** The ways that are compared. All but one ask every three seconds, as the API's text does. */
enum Way {
    AWAIT("camel-scriptrun, `await=true`"),
    TRACK("camel-scriptrun, `track=true`"),
    DEFAULT("the same with the default intervals, 3 to 5 s"),
    THREADS("the API text's loop, a thread for each run"),
    LOOP("Camel `loop` and `delay`");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isOurs() {
        return this == AWAIT || this == TRACK || this == DEFAULT;
    }

    /** Whether it is worth its time, and can keep up, with such a crowd. */
    boolean suits(Crowd crowd) {
        return switch (this) {
            case TRACK -> true;
            case DEFAULT -> crowd.isSmall();
            case AWAIT, THREADS, LOOP -> crowd.loops();
        };
    }

    /** Whether the others would get too little of the machine beside it. */
    boolean fillsTheMachine(Crowd crowd) {
        return this == THREADS && !crowd.isSmall();
    }

    Waiter open(Task task, Deliveries deliveries) throws Exception {
        return switch (this) {
            case AWAIT -> ScriptRunWaiter.awaiting(task, deliveries);
            case TRACK -> ScriptRunWaiter.tracking(task, deliveries, ThreadWaiter.INTERVAL);
            case DEFAULT -> ScriptRunWaiter.tracking(task, deliveries, ScriptRunWaiter.DEFAULT_MAX_POLL_INTERVAL);
            case THREADS -> new ThreadWaiter(task, deliveries);
            case LOOP -> new LoopWaiter(task, deliveries);
        };
    }
}
