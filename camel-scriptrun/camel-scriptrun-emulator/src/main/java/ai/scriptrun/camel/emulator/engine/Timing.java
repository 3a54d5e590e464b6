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
package ai.scriptrun.camel.emulator.engine;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long runs take.
 *
 * @param queue from the start of a run until it leaves the queue
 * @param run from there until it ends; longer if its nodes really take longer
 * @param consistencyWindow from its end until its data is complete
 * @param seed makes random durations repeatable: the n-th run of two emulators with one seed takes equally long
 */
public record Timing(Span queue, Span run, Span consistencyWindow, long seed) {

    /** 50 ms in the queue, 200 ms of work, then 150 ms until the data is complete. */
    public static final Timing DEFAULT = new Timing(
            Span.fixed(Duration.ofMillis(50)),
            Span.fixed(Duration.ofMillis(200)),
            Span.fixed(Duration.ofMillis(150)),
            0);

    RunTimes of(long runNumber) {
        SplittableRandom random = new SplittableRandom(seed + runNumber);
        return new RunTimes(queue.pickMillis(random), run.pickMillis(random), consistencyWindow.pickMillis(random));
    }
}
