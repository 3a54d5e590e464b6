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
package ai.scriptrun.camel.store;

import java.time.Duration;
import java.time.Instant;

import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease of an owner in the store: joins, renews in time, and knows whether it is still valid. It ends by this
 * machine's own clock before it can expire in the store, so that a node that is cut off or was frozen stops by itself.
 * Thread-safe.
 */
public final class StoreLease {

    private static final Logger LOG = LoggerFactory.getLogger(StoreLease.class);

    /** Renewals within the duration of a lease. */
    private static final int RENEWALS = 3;

    /** Safety margin at its end: the clocks of two machines run at slightly different speeds. */
    private static final int SAFETY = 5;

    private final RunStore store;
    private final String account;
    private final Timer timer;
    private Held held;
    private boolean ended;
    private Timer.Cancellable nextRenewal = () -> {};

    /** An owner that has left, which is not stored yet. */
    private String toLeave;

    private record Held(String owner, Instant until) {}

    /**
     * @param store   where the lease is
     * @param account fingerprint of the credential
     * @param timer   has a thread of its own, because a renewal must not wait for other work
     */
    public StoreLease(RunStore store, String account, Timer timer) {
        this.store = store;
        this.account = account;
        this.timer = timer;
    }

    /** The owner's name; a new one where there is none yet or the last one's lease was lost. */
    public synchronized String owner() {
        if (ended) {
            throw new IllegalStateException("The lease in the run store has ended");
        }
        if (held == null) {
            Instant sent = timer.now();
            held = new Held(store.join(account), sent.plus(usable()));
            planRenewal();
        }
        return held.owner;
    }

    /** Whether runs of this owner may be delivered now. */
    public synchronized boolean isHeldBy(String owner) {
        return held != null && held.owner.equals(owner) && timer.now().isBefore(held.until);
    }

    private Duration usable() {
        return store.lease().minus(store.lease().dividedBy(SAFETY));
    }

    private void planRenewal() {
        nextRenewal.cancel();
        nextRenewal = timer.after(store.lease().dividedBy(RENEWALS), this::renew);
    }

    private void renew() {
        String owner;
        synchronized (this) {
            if (held == null) {
                return;
            }
            owner = held.owner;
        }
        Instant sent = timer.now();
        boolean renewed = true;
        boolean answered = false;
        try {
            renewed = store.renew(owner);
            answered = true;
        } catch (RuntimeException e) {
            LOG.debug("The lease of {} could not be renewed", owner, e);
        } finally {
            renewed(owner, sent, renewed, answered);
        }
    }

    private synchronized void renewed(String owner, Instant sent, boolean renewed, boolean answered) {
        if (held == null || !held.owner.equals(owner)) {
            return;
        }
        if (!renewed) {
            LOG.warn("The lease of {} in the run store has expired; other consumers may have claimed its runs", owner);
            held = null;
            return;
        }
        if (answered) {
            held = new Held(owner, sent.plus(usable()));
        }
        planRenewal();
    }

    /**
     * Frees all runs that the owner holds. Where that fails, they are free once the lease has run out, or the method is
     * called again.
     */
    public synchronized void end() {
        ended = true;
        nextRenewal.cancel();
        if (held != null) {
            toLeave = held.owner;
            held = null;
        }
        if (toLeave != null) {
            store.leave(toLeave);
            toLeave = null;
        }
    }
}
