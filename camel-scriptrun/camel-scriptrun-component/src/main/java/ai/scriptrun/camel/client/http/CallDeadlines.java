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
package ai.scriptrun.camel.client.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import ai.scriptrun.camel.time.Timer;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Aborts every call that takes longer than {@code callTimeout}. One alarm serves all calls in flight, because most take
 * milliseconds and an alarm for each would cost as much. Thread-safe.
 */
final class CallDeadlines {

    private final Duration timeout;
    private final Timer timer;
    private final Set<Call> inFlight = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean alarmed = new AtomicBoolean();

    CallDeadlines(Duration timeout, Timer timer) {
        this.timeout = timeout;
        this.timer = timer;
    }

    /** Starts the timeout of a call; {@link Call#end} must be called, also after a failure. */
    Call begin(Cancellable request) {
        Call call = new Call(request, timer.now().plus(timeout));
        inFlight.add(call);
        // A call that fails here stays in the set until its timeout, which is harmless.
        if (alarmed.compareAndSet(false, true)) {
            alarm(timeout);
        }
        return call;
    }

    private void alarm(Duration delay) {
        boolean set = false;
        try {
            timer.alarm(delay, this::check);
            set = true;
        } finally {
            // Where that failed, as without memory, the next call sets the alarm.
            alarmed.set(set);
        }
    }

    private void check() {
        Instant now = timer.now();
        Instant next = null;
        for (Call call : inFlight) {
            if (!call.deadline.isAfter(now)) {
                call.expire();
            } else if (next == null || call.deadline.isBefore(next)) {
                next = call.deadline;
            }
        }
        if (next != null) {
            alarm(Duration.between(now, next));
            return;
        }
        alarmed.set(false);
        // A call that began meanwhile has found the alarm set, which is not set any more.
        if (!inFlight.isEmpty() && alarmed.compareAndSet(false, true)) {
            alarm(timeout);
        }
    }

    /** A call in flight. */
    final class Call {

        private final Cancellable request;
        private final Instant deadline;
        private volatile boolean expired;

        private Call(Cancellable request, Instant deadline) {
            this.request = request;
            this.deadline = deadline;
        }

        private void expire() {
            expired = true;
            end();
            request.cancel();
        }

        /** Whether the call was aborted by its timeout. */
        boolean isExpired() {
            return expired;
        }

        void end() {
            inFlight.remove(this);
        }
    }
}
