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
package ai.scriptrun.camel.producer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailureHandlingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeRedeliveryEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Remembers the starts of each original exchange for as long as it lives, so that a redelivery finds the run that its
 * earlier attempt has started. Camel's events tell that something has failed and starts are repeated; headers and
 * properties tell it too, but a route may remove them. Thread-safe.
 *
 * <p>The parts of a split or multicast are separate exchanges, which each attempt creates again; their starts are
 * remembered with the exchange that they are parts of.
 */
public final class StartMemory extends EventNotifierSupport {

    /** Links copies, which have ids of their own, to the starts of their original. */
    private static final String PROPERTY = "CamelScriptRunStarts";

    private final Map<String, Starts> byExchangeId = new ConcurrentHashMap<>();

    public StartMemory() {
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreExchangeAsyncProcessingStartedEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
    }

    /** The starts of one original exchange. */
    private static final class Starts {

        private final Map<StartIdentity, Repeatable> all = new HashMap<>();

        synchronized StartedRun repeated(StartIdentity identity) {
            Repeatable starts = all.get(identity);
            return starts == null ? null : starts.repeated();
        }

        synchronized void add(StartIdentity identity, String exchangeId, StartedRun run) {
            all.computeIfAbsent(identity, key -> new Repeatable()).add(exchangeId, run);
        }

        /** Something has failed: the starts of this exchange, or of all that are part of it, may be repeated. */
        synchronized void repeat(String exchangeId) {
            boolean ofPart = all.values().stream().anyMatch(starts -> exchangeId.equals(starts.ofPart));
            all.values().stream()
                    .filter(starts -> !ofPart || exchangeId.equals(starts.ofPart))
                    .forEach(Repeatable::repeat);
        }
    }

    /**
     * Starts with one identity, one after the other, and how many of them have been repeated since something failed.
     */
    private static final class Repeatable {

        private final List<StartedRun> runs = new ArrayList<>();
        private String ofPart;
        private int next;

        void add(String exchangeId, StartedRun run) {
            runs.add(run);
            ofPart = exchangeId;
            next = runs.size();
        }

        StartedRun repeated() {
            return next < runs.size() ? runs.get(next++) : null;
        }

        void repeat() {
            next = 0;
        }
    }

    /** The run that an earlier attempt has started; {@code null} if the start has to be made. */
    StartedRun recall(Exchange exchange, StartIdentity identity) {
        Starts starts = find(exchange);
        return starts == null ? null : starts.repeated(identity);
    }

    /** Remembers a start. */
    void keep(Exchange exchange, StartIdentity identity, StartedRun run) {
        Starts starts = find(exchange);
        if (starts == null) {
            starts = exchange.getUnitOfWork() == null
                    ? new Starts()
                    : byExchangeId.computeIfAbsent(originalId(exchange), id -> new Starts());
        }
        exchange.setProperty(PROPERTY, starts);
        starts.add(identity, exchange.getExchangeId(), run);
    }

    private Starts find(Exchange exchange) {
        Starts starts = byExchangeId.get(originalId(exchange));
        if (starts == null) {
            starts = byExchangeId.get(exchange.getExchangeId());
        }
        return starts == null ? exchange.getProperty(PROPERTY, Starts.class) : starts;
    }

    /** A part has the id of the exchange that it is a part of. */
    private static String originalId(Exchange exchange) {
        String original = exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
        return original == null ? exchange.getExchangeId() : original;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        Exchange exchange = ((ExchangeEvent) event).getExchange();
        if (event instanceof ExchangeRedeliveryEvent || event instanceof ExchangeFailureHandlingEvent) {
            Starts starts = find(exchange);
            if (starts != null) {
                starts.repeat(exchange.getExchangeId());
            }
        } else if (event instanceof ExchangeCompletedEvent || event instanceof ExchangeFailedEvent) {
            byExchangeId.remove(exchange.getExchangeId());
        }
    }
}
