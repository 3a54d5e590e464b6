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

import java.util.Set;

import ai.scriptrun.camel.run.ScriptRunConnection;
import org.apache.camel.Exchange;

/**
 * Where a consumer's runs come from. {@link #discover} and {@link #next} are called by one poll at a time; {@link #commit}
 * and {@link #rollback} by any thread that ends an exchange.
 */
public interface RunSource {

    /** Begins, or begins again. */
    void start(ScriptRunConnection connection) throws Exception;

    /** Ends all waiting; what has not been committed is found again after the next start. */
    void stop();

    /**
     * Looks for runs that were not known yet, and has them waited for.
     *
     * @throws Exception where the service or a repository can't be asked
     */
    void discover() throws Exception;

    /** Somebody asks for runs now, as {@code pollEnrich} does, whether they have been emitted before or not. */
    default void asked() {}

    /** The runs that are waited for, have ended, or are being emitted. */
    Set<String> inHand();

    /** How many runs there are to emit now. */
    int ended();

    /** The next run to emit, or {@code null} where none has ended since. */
    EndedRun next();

    /**
     * Adds to the exchange what is known of the run beside its result.
     *
     * @return {@code false} where the run is not to be emitted any more, because another node has done it
     */
    boolean prepare(EndedRun run, Exchange exchange);

    /** The run has been emitted for good. */
    void commit(EndedRun run);

    /** The run has to be emitted again. */
    void rollback(EndedRun run);
}
