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
package ai.scriptrun.camel.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.StoredRun;

/** Which runs a consumer takes out of the store, and how more of them get there. Thread-safe. */
public interface RunSource {

    /** The runs that it takes. */
    RunKind kind();

    /**
     * Puts runs into the store that it doesn't have yet.
     *
     * @param goOn whether there is time for another call
     * @throws Exception if the service or the store can't be reached
     */
    void discover(ScriptRunConnection connection, BooleanSupplier goOn) throws Exception;

    /** Delay of the first poll of a run, after its claim. */
    Duration firstPoll(StoredRun run);

    /** Whether the age of a stored run counts from its start, and not from the time at which it was found. */
    boolean knowsStarts();

    /** When the wait for a run that was started at this time times out. */
    Instant deadline(Instant startedAt);
}
