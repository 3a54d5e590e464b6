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

/** A run that the application is asked for, and all that has come of it. */
final class Request {

    /** A delivery of its result, or of its failure. */
    static final class Emission {

        final SimulatedNode node;
        final String owner;
        final long row;
        final Exception presented;
        boolean failed;
        boolean accepted;

        /** @param presented the failure that it reports, or {@code null} for a result */
        Emission(SimulatedNode node, String owner, long row, Exception presented) {
            this.node = node;
            this.owner = owner;
            this.row = row;
            this.presented = presented;
        }
    }

    final String name;
    final boolean queued;
    final boolean keyed;
    final List<ServiceRun> runs = new ArrayList<>();
    final List<Emission> emissions = new ArrayList<>();

    /** The application was told that it was queued, or started. */
    boolean promised;

    /** It was reported that it is unknown whether it was started. */
    boolean uncertain;

    /** Nobody asks for it any more. */
    boolean settled;

    int attempts;

    Request(String name, boolean queued, boolean keyed) {
        this.name = name;
        this.queued = queued;
        this.keyed = keyed;
    }

    boolean hasResult() {
        return emissions.stream().anyMatch(emission -> emission.accepted && emission.presented == null);
    }

    boolean hasFailure() {
        return emissions.stream().anyMatch(emission -> emission.accepted && emission.presented != null);
    }

    @Override
    public String toString() {
        return name + (queued ? " queued" : " direct") + (keyed ? " keyed" : "") + " runs=" + runs.size() + " promised="
                + promised + " uncertain=" + uncertain + " result=" + hasResult() + " failure=" + hasFailure();
    }
}
