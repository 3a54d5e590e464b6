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

import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.run.ScriptRunConnection;
import org.apache.camel.Exchange;

/** What all sources have in common: a run is claimed, waited for, claimed for its emission, and let go in the end. */
abstract class ClaimedRunSource implements RunSource {

    private final RunPolicy policy;
    private final RunClaims claims;
    private ScriptRunConnection connection;
    private RunCollector collector;

    ClaimedRunSource(ScriptRunConfiguration options, RunClaims claims) {
        this.policy = options.runPolicy();
        this.claims = claims;
    }

    @Override
    public void start(ScriptRunConnection toService) {
        connection = toService;
        collector = new RunCollector(connection.driver(), policy);
    }

    @Override
    public void stop() {
        collector.stop().forEach(claims::release);
    }

    @Override
    public final Set<String> inHand() {
        return collector == null ? Set.of() : collector.inHand();
    }

    @Override
    public final int ended() {
        return collector.ended();
    }

    @Override
    public final EndedRun next() {
        return collector.next();
    }

    @Override
    public final boolean prepare(EndedRun run, Exchange exchange) {
        if (claims.claimEmission(run.runId()) && fill(run, exchange)) {
            return true;
        }
        letGo(run.runId());
        return false;
    }

    /** Adds to the exchange what is known of the run; {@code false} where the run is gone. */
    boolean fill(EndedRun run, Exchange exchange) {
        return true;
    }

    @Override
    public final void commit(EndedRun run) {
        settle(run.runId());
        letGo(run.runId());
    }

    /** Remembers for good that the run has been emitted. */
    abstract void settle(String runId);

    @Override
    public final void rollback(EndedRun run) {
        if (!collector.putBack(run)) {
            letGo(run.runId());
        }
    }

    private void letGo(String runId) {
        collector.letGo(runId);
        claims.release(runId);
    }

    RunPolicy policy() {
        return policy;
    }

    RunClaims claims() {
        return claims;
    }

    ScriptRunConnection connection() {
        return connection;
    }

    RunCollector collector() {
        return collector;
    }
}
