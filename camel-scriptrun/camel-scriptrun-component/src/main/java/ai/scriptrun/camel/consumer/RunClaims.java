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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who waits for which run, and who emits it: among the consumers of this application by a set that they share, among
 * several nodes by an {@link IdempotentRepository} that these share. A claim is a key of its own beside those of emitted
 * runs. It is as strong as the repository: one with a lease, such as camel-sql's
 * {@code JdbcOrphanLockAwareIdempotentRepository}, frees the claims of a node that has died.
 *
 * <p>Such repositories may grant a key to two nodes that ask in the same instant. The second claim, for the emission, is
 * asked for at another time, so that two nodes don't emit what both have waited for. Thread-safe as far as the repository
 * is.
 */
final class RunClaims {

    private static final Logger LOG = LoggerFactory.getLogger(RunClaims.class);
    private static final String WAIT = "wait:";
    private static final String EMIT = "emit:";

    private final Set<String> here;
    private final IdempotentRepository shared;
    private final Set<String> emitting = ConcurrentHashMap.newKeySet();

    /**
     * @param here   the claims of this application's consumers
     * @param shared the nodes' repository, or {@code null} where this node is alone
     */
    RunClaims(Set<String> here, IdempotentRepository shared) {
        this.here = here;
        this.shared = shared;
    }

    /** Claims a run that no other node can know yet. */
    boolean claimNew(String runId) {
        return claim(runId, () -> add(WAIT + runId));
    }

    /** Claims a run that another node may have claimed; granted where nobody has, or where that node has died. */
    boolean claimFound(String runId) {
        return claim(runId, () -> addAnew(WAIT + runId));
    }

    /** Claims the emission of a run that was waited for, until the run is released. */
    boolean claimEmission(String runId) {
        if (shared == null || emitting.contains(runId)) {
            return true;
        }
        return addAnew(EMIT + runId) && emitting.add(runId);
    }

    /** Gives all claims on a run up. */
    void release(String runId) {
        if (shared != null) {
            // A claim on the emission that was refused is another node's.
            if (emitting.remove(runId)) {
                shared.remove(EMIT + runId);
            }
            shared.remove(WAIT + runId);
        }
        here.remove(runId);
    }

    private boolean claim(String runId, BooleanSupplier ofNodes) {
        boolean granted = false;
        if (here.add(runId)) {
            try {
                granted = shared == null || ofNodes.getAsBoolean();
            } finally {
                if (!granted) {
                    here.remove(runId);
                }
            }
        }
        return granted;
    }

    /** A lease that is taken over from a dead node is only kept alive by the repository once it is written anew. */
    private boolean addAnew(String key) {
        if (!add(key)) {
            return false;
        }
        shared.remove(key);
        return add(key);
    }

    private boolean add(String key) {
        try {
            return shared.add(key);
        } catch (RuntimeException e) {
            // Two nodes that insert the same key at once may end in an error instead of a polite no.
            if (shared.contains(key)) {
                LOG.debug("{} was claimed by another node at the same time", key, e);
                return false;
            }
            throw e;
        }
    }
}
