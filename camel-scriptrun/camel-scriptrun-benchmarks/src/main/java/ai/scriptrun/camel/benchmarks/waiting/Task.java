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

import java.time.Duration;
import java.util.stream.Stream;

import ai.scriptrun.camel.benchmarks.Service;
import ai.scriptrun.camel.benchmarks.stub.Stub;

/**
 * Runs to be started and waited for.
 *
 * @param url      the service
 * @param workflow whose runs they are
 * @param runs     how many
 * @param speedUp  how much faster than life everything is
 */
record Task(String url, long workflow, int runs, int speedUp) {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    static Task parse(String... arguments) {
        return new Task(
                arguments[0],
                Long.parseLong(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
    }

    Object[] format() {
        return Stream.of(url, workflow, runs, speedUp).toArray();
    }

    Service service() {
        return new Stub(url).service(workflow);
    }

    /** The node that shows when a run has ended. */
    String output() {
        return Stub.OUTPUT;
    }

    Duration shortest() {
        return spedUp(SHORTEST);
    }

    Duration longest() {
        return spedUp(LONGEST);
    }

    /** The time that this takes here, rather than in life. */
    Duration spedUp(Duration inLife) {
        return inLife.dividedBy(speedUp);
    }
}
