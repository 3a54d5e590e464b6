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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import ai.scriptrun.camel.ResultFormat;
import ai.scriptrun.camel.client.Failures;
import ai.scriptrun.camel.consumer.InFlightRun.Closing.Delivered;
import ai.scriptrun.camel.consumer.InFlightRun.Closing.Released;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.run.RunListener;
import ai.scriptrun.camel.run.RunLog;
import ai.scriptrun.camel.run.RunTraces;
import ai.scriptrun.camel.store.DeliveryAttempt;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoreLease;
import ai.scriptrun.camel.time.Backoff;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends finished runs through the route: records in the store that a delivery begins, which also tells whether the run
 * is still this consumer's, and afterwards its outcome. A failed delivery is repeated with increasing delays.
 * Thread-safe.
 */
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration FINISH_INTERVAL = Duration.ofSeconds(1);

    private final RunStore store;
    private final String account;
    private final StoreLease lease;
    private final InFlightRuns inFlight;
    private final ResultRoute route;
    private final Timer timer;
    private final RunListener listener;
    private final RunTraces traces;
    private final Set<String> statuses;
    private final ResultFormat format;
    private final boolean transacted;

    Deliveries(
            RunStore store,
            String account,
            StoreLease lease,
            InFlightRuns inFlight,
            ResultRoute route,
            Timer timer,
            RunListener listener,
            RunTraces traces,
            Set<String> statuses,
            ResultFormat format,
            boolean transacted) {
        this.store = store;
        this.account = account;
        this.lease = lease;
        this.inFlight = inFlight;
        this.route = route;
        this.timer = timer;
        this.listener = listener;
        this.traces = traces;
        this.statuses = statuses;
        this.format = format;
        this.transacted = transacted;
    }

    /** Delivers a run; a failure affects this run only. */
    void deliver(InFlightRun run, Consumer<Exchange> batchProperties) {
        if (!isWanted(run)) {
            close(run, new Delivered());
            return;
        }
        if (isForeign(run)) {
            close(run, new Released(Backoff.LONGEST));
            return;
        }
        int number = run.stored().deliveries() + 1;
        Exchange exchange = null;
        Exception presented;
        try {
            DeliveryAttempt attempt = store.beginDelivery(run.id(), run.owner());
            if (attempt == null) {
                LOG.debug(
                        "Run {} was taken over by another consumer",
                        run.stored().runId());
                inFlight.remove(run);
                return;
            }
            if (!lease.isHeldBy(run.owner())) {
                // The store may still have this owner: a lease that is renewed late would block the run for all.
                close(run, new Released(Duration.ZERO));
                return;
            }
            number = attempt.number();
            run.seenEnded(timer.now().minus(attempt.sinceEnd()));
            exchange = route.newExchange();
            batchProperties.accept(exchange);
            presented = ResultMessage.fill(exchange, run, attempt, format);
            // After the stored headers, which carry the context of the start.
            exchange.getIn().getHeaders().putAll(trace(run, presented, attempt));
        } catch (Throwable e) {
            comeAgain(run, number, e);
            if (exchange != null) {
                exchange.setException(null);
                route.done(exchange);
            }
            return;
        }
        if (transacted) {
            deliverInTransaction(run, number, exchange, presented);
        } else {
            deliverAtLeastOnce(run, number, exchange, presented);
        }
    }

    private Map<String, Object> trace(InFlightRun run, Exception failure, DeliveryAttempt attempt) {
        return traces.ended(
                new RunTraces.Ended(run.awaited(), run.finished(), failure, run.endedAt()),
                attempt.payload().headers());
    }

    private boolean isWanted(InFlightRun run) {
        return run.finished() == null || statuses.contains(run.finished().run().getStatus());
    }

    /** The service may hide a run of another account; a consumer with that credential delivers it. */
    private boolean isForeign(InFlightRun run) {
        return run.failure() != null
                && !account.equals(run.stored().account())
                && (run.failure() instanceof RunNotFoundException || Failures.isAuthentication(run.failure()));
    }

    private void comeAgain(InFlightRun run, int number, Throwable cause) {
        Duration delay = Backoff.after(number);
        LOG.warn(
                "Run {} can't be delivered now; it is delivered again in {} s: {}",
                run.stored().runId(),
                delay.toSeconds(),
                cause.toString());
        LOG.debug("Why run {} can't be delivered", run.stored().runId(), cause);
        close(run, new Released(delay));
    }

    private void deliverAtLeastOnce(InFlightRun run, int number, Exchange exchange, Exception presented) {
        Outcome outcome = new Outcome(run, number, presented);
        exchange.getExchangeExtension().addOnCompletion(outcome);
        try {
            route.process(exchange);
        } catch (Throwable e) {
            LOG.error("Run {} could not be sent through its route", run.stored().runId(), e);
            outcome.end(false);
        }
    }

    /** Called once when an exchange is done, even if another exchange has continued it. */
    private final class Outcome implements Synchronization {

        private final InFlightRun run;
        private final int number;
        private final Exception presented;
        private final Instant endedAt = timer.now();
        private final AtomicBoolean ended = new AtomicBoolean();

        Outcome(InFlightRun run, int number, Exception presented) {
            this.run = run;
            this.number = number;
            this.presented = presented;
        }

        @Override
        public void onComplete(Exchange exchange) {
            end(isAccepted(exchange, presented));
        }

        @Override
        public void onFailure(Exchange exchange) {
            end(isAccepted(exchange, presented));
        }

        void end(boolean accepted) {
            if (ended.compareAndSet(false, true)) {
                if (accepted) {
                    log(run, endedAt);
                }
                close(run, accepted ? new Delivered() : new Released(Backoff.after(number)));
                tell(run, accepted);
            }
        }
    }

    /** A failure that was set before the route and that the route did not handle does not repeat the delivery. */
    private static boolean isAccepted(Exchange exchange, Exception presented) {
        return exchange.getException() == null ? !exchange.isRollbackOnly() : exchange.getException() == presented;
    }

    private void deliverInTransaction(InFlightRun run, int number, Exchange exchange, Exception presented) {
        Instant endedAt = timer.now();
        try {
            boolean held = store.inTransaction(() -> {
                // First, so that the run's row is locked while the route works.
                if (!store.delivered(run.id(), run.owner(), run.cost())) {
                    return false;
                }
                exchange.getExchangeExtension().setTransacted(true);
                route.processHere(exchange);
                if (!isAccepted(exchange, presented)) {
                    throw new RolledBack();
                }
                return true;
            });
            if (held) {
                log(run, endedAt);
            }
            inFlight.remove(run);
            if (held) {
                tell(run, true);
            }
        } catch (RolledBack e) {
            close(run, new Released(Backoff.after(number)));
            tell(run, false);
        } catch (Throwable e) {
            comeAgain(run, number, e);
        } finally {
            route.done(exchange);
        }
    }

    /** Rolls the transaction back; the exchange has the route's failure. */
    private static final class RolledBack extends Exception {

        RolledBack() {
            super("The route has failed", null, false, false);
        }
    }

    private void tell(InFlightRun run, boolean accepted) {
        Long workflowId = run.stored().workflowId();
        if (accepted) {
            listener.delivered(workflowId, Duration.between(run.endedAt(), timer.now()));
        } else {
            listener.deliveryFailed(workflowId);
        }
    }

    private void log(InFlightRun run, Instant endedAt) {
        if (run.finished() != null) {
            RunLog.ended(route.id(), run.awaited(), run.finished(), endedAt);
        }
    }

    /**
     * Ends all but the running deliveries: they keep their lease, so that nobody else delivers their runs too. Pending
     * writes to the store are retried later.
     */
    void stop() {
        inFlight.stop();
        finish();
    }

    private void finish() {
        try {
            retryClosings();
            if (inFlight.isEmpty()) {
                lease.end();
                return;
            }
        } catch (RuntimeException e) {
            LOG.debug("The outcomes of runs can't be written into the run store yet", e);
        }
        timer.after(FINISH_INTERVAL, this::finish);
    }

    /** Ends a run here; a write that fails is retried later. */
    void close(InFlightRun run, InFlightRun.Closing how) {
        run.setClosing(how);
        try {
            writeClosing(run);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Run {} {}, which can't be written into the run store yet; the write is retried with each poll: {}",
                    run.stored().runId(),
                    how instanceof Delivered ? "was delivered" : "is to be delivered again",
                    e.getMessage());
        }
    }

    /** Retries the pending writes; stops at the first failure. */
    void retryClosings() {
        inFlight.unclosed().forEach(this::writeClosing);
    }

    private void writeClosing(InFlightRun run) {
        boolean known = false;
        try {
            if (!run.writeClosing(store)) {
                LOG.debug(
                        "Run {} had been taken over by another consumer",
                        run.stored().runId());
            }
            known = true;
        } finally {
            if (known) {
                inFlight.remove(run);
            }
        }
    }
}
