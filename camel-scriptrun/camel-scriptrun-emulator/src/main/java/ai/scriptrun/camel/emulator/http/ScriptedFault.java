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
package ai.scriptrun.camel.emulator.http;

import java.util.concurrent.atomic.AtomicInteger;

/** A fault and the calls that it affects. Counts the calls from the moment at which it was set. */
final class ScriptedFault {

    private final Endpoint endpoint;
    private final int first;
    private final int last;
    private final String name;
    private final Fault fault;
    private final AtomicInteger calls = new AtomicInteger();

    ScriptedFault(Endpoint endpoint, int first, int last, String name, Fault fault) {
        this.endpoint = endpoint;
        this.first = first;
        this.last = last;
        this.name = name;
        this.fault = fault;
    }

    /** Whether the fault affects this call; to be called once for each call. */
    boolean isDue(Endpoint called) {
        if (called != endpoint) {
            return false;
        }
        int number = calls.incrementAndGet();
        return first <= number && number <= last;
    }

    Faults.Scripted view() {
        return new Faults.Scripted(endpoint, name, first, last, calls.get());
    }

    Fault fault() {
        return fault;
    }
}
