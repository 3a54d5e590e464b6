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
package ai.scriptrun.camel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs once that the service can't be reached any more, and once that it can again. Waits for runs continue silently in
 * between. Thread-safe.
 */
final class Reachability {

    /** A single call, or a few for one run, may fail for reasons of their own. */
    static final int ENOUGH = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

    private final String baseUrl;
    private final Timer timer;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private volatile Instant since = Instant.EPOCH;

    Reachability(String baseUrl, Timer timer) {
        this.baseUrl = baseUrl;
        this.timer = timer;
    }

    void answered() {
        if (failuresInARow.get() == 0) {
            return;
        }
        int failures = failuresInARow.getAndSet(0);
        if (failures >= ENOUGH) {
            LOG.info(
                    "ScriptRun at {} can be used again, after {} s and {} failed calls",
                    baseUrl,
                    Duration.between(since, timer.now()).toSeconds(),
                    failures);
        }
    }

    void failed(ScriptRunException error) {
        if (!Failures.isTransient(error) && !Failures.isAuthentication(error)) {
            // A refused request is a response, too.
            answered();
            return;
        }
        int failures = failuresInARow.incrementAndGet();
        if (failures == 1) {
            since = timer.now();
        } else if (failures == ENOUGH) {
            LOG.warn(
                    "ScriptRun at {} can't be used, {} calls in a row have failed; waiting runs are asked for until"
                            + " their time is up. The last failure: {}",
                    baseUrl,
                    failures,
                    error.getMessage());
        }
    }
}
