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
package ai.scriptrun.camel.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.StartFailure;
import ai.scriptrun.camel.store.StartTerms;

/** A run store with runs in every phase, and a clock that stands still until it is moved. */
final class FilledStore {

    static final String SERVICE = "https://service.test";
    static final String SECRET_INPUT = "</pre><img src=x onerror=alert(1)>the order of Mrs. Miller";
    static final String SECRET_KEY = "</pre><img src=x onerror=alert(2)>key";

    private static final StartTerms TERMS =
            new StartTerms(8, new StartTerms.Budget(5, Duration.ofDays(1)), false, true, AfterStart.DELIVER);

    private static final StartTerms UNLIMITED = new StartTerms(null, null, false, false, AfterStart.DELIVER);

    private int keys;
    private Instant now = Instant.now();
    private final MemoryRunStore store = new MemoryRunStore(() -> now);
    private final String owner = store.join("account");

    MemoryRunStore store() {
        return store;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    private NewStart start(long workflow, String key, StartTerms terms) {
        Payload payload = new Payload(Map.of("CamelFileName", SECRET_INPUT), SECRET_INPUT);
        return new NewStart(SERVICE, "account", workflow, key, terms, payload);
    }

    void queue(long workflow, int count) {
        for (int i = 0; i < count; i++) {
            store.enqueue(start(workflow, null, TERMS));
        }
    }

    private long starting(long workflow, String key) {
        return store.intend(start(workflow, key, UNLIMITED), owner).id();
    }

    long inFlight(long workflow) {
        long id = starting(workflow, null);
        store.started(id, owner, UUID.randomUUID().toString(), AfterStart.DELIVER);
        return id;
    }

    private long ended(long workflow, double cost) {
        long id = inFlight(workflow);
        pass(Duration.ofSeconds(42));
        claim();
        store.ended(id, owner, cost);
        return id;
    }

    void waiting(long workflow) {
        store.release(ended(workflow, 0.02), owner, Duration.ZERO);
    }

    void delivering(long workflow) {
        store.beginDelivery(ended(workflow, 0.03), owner);
    }

    /** A run whose route has failed with it, and which waits for an hour. */
    long failed(long workflow) {
        long id = ended(workflow, 0.04);
        store.beginDelivery(id, owner);
        store.release(id, owner, Duration.ofHours(1));
        return id;
    }

    void refused(long workflow) {
        StartFailure failure = new StartFailure("WorkflowRejectedException", SECRET_INPUT, 422, List.of());
        store.refused(starting(workflow, null), owner, failure);
    }

    long uncertain(long workflow) {
        long id = starting(workflow, SECRET_KEY + keys++);
        pass(Duration.ofSeconds(30));
        store.uncertain(id, owner, true);
        return id;
    }

    /** What is due belongs to the owner from now on. */
    void claim() {
        store.claim(RunKind.tracked(SERVICE), owner, 100_000);
    }

    static FilledStore withAll() {
        FilledStore filled = new FilledStore();
        filled.queue(307, 3);
        filled.waiting(6);
        filled.delivering(307);
        filled.failed(307);
        filled.refused(6);
        filled.uncertain(307);
        filled.inFlight(307);
        filled.inFlight(307);
        filled.inFlight(6);
        return filled;
    }
}
