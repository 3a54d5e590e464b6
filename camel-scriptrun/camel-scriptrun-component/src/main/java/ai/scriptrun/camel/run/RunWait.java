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
package ai.scriptrun.camel.run;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.result.FinishedRun;

/** A run that is being waited for. Holds no thread. Thread-safe. */
public interface RunWait {

    /** Which run it is. */
    AwaitedRun run();

    /**
     * Completes with the finished run, or fails with a {@link ai.scriptrun.camel.exception.ScriptRunException}.
     * Cancelling it ends the polls; the run itself goes on.
     */
    CompletableFuture<FinishedRun> result();

    /** How many polls were made for it. */
    int polls();

    /** When it is polled next. */
    Instant nextPoll();
}
