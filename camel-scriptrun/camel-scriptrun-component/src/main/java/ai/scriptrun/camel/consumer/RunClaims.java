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

import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which node waits for which run, where several share an {@link IdempotentRepository}. A claim is a key of its own beside
 * those of emitted runs. It is as strong as the repository: one with a lease, such as camel-sql's
 * {@code JdbcOrphanLockAwareIdempotentRepository}, frees the claims of a node that has died. Thread-safe as far as the
 * repository is.
 */
final class RunClaims {

    private static final Logger LOG = LoggerFactory.getLogger(RunClaims.class);
    private static final String PREFIX = "claim:";

    private final IdempotentRepository shared;

    /** @param shared the nodes' repository, or {@code null} where this node is alone: then every claim is granted */
    RunClaims(IdempotentRepository shared) {
        this.shared = shared;
    }

    /** Claims a run that has only just been started. */
    boolean claimNew(String runId) {
        return shared == null || add(runId);
    }

    /** Claims a run that another node may have claimed; granted where nobody has, or where that node has died. */
    boolean claimFound(String runId) {
        if (shared == null) {
            return true;
        }
        if (!add(runId)) {
            return false;
        }
        // A lease that is taken over from a dead node is only kept alive by the repository once it is written anew.
        shared.remove(PREFIX + runId);
        return add(runId);
    }

    /** Gives a claim up. */
    void release(String runId) {
        if (shared != null) {
            shared.remove(PREFIX + runId);
        }
    }

    private boolean add(String runId) {
        String key = PREFIX + runId;
        try {
            return shared.add(key);
        } catch (RuntimeException e) {
            // Two nodes that insert the same key at once may end in an error instead of a polite no.
            if (shared.contains(key)) {
                LOG.debug("Run {} was claimed by another node at the same time", runId, e);
                return false;
            }
            throw e;
        }
    }
}
