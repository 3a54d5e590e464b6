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

/** The ways that are compared. */
enum Way {
    AWAIT("camel-scriptrun, `await=true`"),
    TRACK("camel-scriptrun, `track=true`"),
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
        return this == AWAIT || this == TRACK;
    }

    Waiter open(Task task, Deliveries deliveries) throws Exception {
        return switch (this) {
            case AWAIT -> ScriptRunWaiter.awaiting(task, deliveries);
            case TRACK -> ScriptRunWaiter.tracking(task, deliveries);
            case THREADS -> new ThreadWaiter(task, deliveries);
            case LOOP -> new LoopWaiter(task, deliveries);
        };
    }
}
