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

/**
 * What a history is about.
 *
 * @param origin      where the runs come from
 * @param transacted  whether the route's work and the removal of its run commit together
 * @param pageSize    entries in a page of the workflow's history
 * @param maxInFlight limit of the workflow's runs, or {@code null}
 * @param search      whether the history is searched for the runs of uncertain starts
 * @param echo        whether a run's output tells its start key
 * @param tellsTime   whether the service's responses tell its time
 * @param room        how many results a consumer has in memory at most
 * @param requests    how many runs are asked for
 * @param spread      time in which they are asked for
 * @param queued      probability that one goes through the queue, in percent
 * @param keyed       probability that one has a start key, in percent
 * @param troubles    until when something may go wrong
 */
record Shape(
        Origin origin,
        boolean transacted,
        int pageSize,
        Integer maxInFlight,
        boolean search,
        boolean echo,
        boolean tellsTime,
        int room,
        int requests,
        Duration spread,
        int queued,
        int keyed,
        Duration troubles) {

    /** Where the runs come from that the consumers emit. */
    enum Origin {
        /** Routes of the nodes start them. */
        STARTED,
        /** They are put into the store. */
        ADDED,
        /** They are found in the workflow's history. */
        FOUND
    }

    static Shape of(Chance chance) {
        Origin origin =
                chance.oneOf(List.of(Origin.STARTED, Origin.STARTED, Origin.STARTED, Origin.ADDED, Origin.FOUND));
        boolean started = origin == Origin.STARTED;
        return new Shape(
                origin,
                chance.percent(25),
                chance.between(1, 10),
                !started || chance.percent(50) ? null : Integer.valueOf(chance.between(1, 3)),
                chance.percent(50),
                chance.percent(60),
                chance.percent(80),
                chance.percent(30) ? chance.between(1, 3) : 100,
                chance.between(1, started ? 8 : 20),
                chance.between(Duration.ofSeconds(1), Duration.ofSeconds(40)),
                chance.oneOf(List.of(0, 50, 100)),
                chance.oneOf(List.of(0, 70, 100)),
                chance.between(Duration.ofSeconds(5), Duration.ofSeconds(60)));
    }
}
