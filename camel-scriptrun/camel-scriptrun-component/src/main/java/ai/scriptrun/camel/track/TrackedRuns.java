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
package ai.scriptrun.camel.track;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.ScriptRunException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.AggregationRepository;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs in one repository. An entry is keyed by the run's UUID and holds the starting exchange's headers and input;
 * the run's ids and the time of its start are headers too, because repositories store no exchange properties.
 * Thread-safe as far as the repository is.
 */
public final class TrackedRuns {

    private static final Logger LOG = LoggerFactory.getLogger(TrackedRuns.class);

    /** Header of an entry: milliseconds since the epoch at which the start was answered. */
    static final String STARTED_AT = "CamelScriptRunStartedAt";

    private final CamelContext camelContext;
    private final AggregationRepository repository;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> claimedHere = ConcurrentHashMap.newKeySet();

    /**
     * @param camelContext the context of the routes
     * @param repository   where the entries are
     */
    public TrackedRuns(CamelContext camelContext, AggregationRepository repository) {
        this.camelContext = camelContext;
        this.repository = repository;
    }

    /**
     * Stores a run that has just been started; storing it again changes nothing.
     *
     * @param headers the headers of the exchange that started it
     * @param input   the body of that exchange, in a form that can be stored
     */
    public void add(TrackedRun run, Map<String, Object> headers, Object input) {
        Exchange entry = new DefaultExchange(camelContext);
        entry.getIn().getHeaders().putAll(headers);
        entry.getIn().setHeader(ScriptRunConstants.RUN_ID, run.runId());
        entry.getIn().setHeader(ScriptRunConstants.WORKFLOW_ID, run.workflowId());
        entry.getIn().setHeader(STARTED_AT, run.startedAt().toEpochMilli());
        entry.getIn().setBody(input);
        // Whoever claims the run before others can see it can't meet them over it.
        Optional<Listener> claimant =
                listeners.stream().filter(listener -> isClaimed(listener, run)).findFirst();
        try {
            store(run, entry);
        } catch (RuntimeException e) {
            claimant.ifPresent(listener -> listener.release(run));
            throw e;
        }
        claimant.ifPresent(listener -> listener.stored(run));
    }

    /** A run that can't be claimed is found in the repository later on; what counts is that it gets there. */
    private static boolean isClaimed(Listener listener, TrackedRun run) {
        try {
            return listener.claim(run);
        } catch (RuntimeException e) {
            LOG.debug("Run {} can't be claimed by the node that has started it", run.runId(), e);
            return false;
        }
    }

    private void store(TrackedRun run, Exchange entry) {
        try {
            repository.add(camelContext, run.runId(), entry);
        } catch (RuntimeException e) {
            // Repositories tell in different ways that the key is there already, which is all that was asked for.
            if (isStored(run.runId())) {
                return;
            }
            ErrorContext context = ErrorContext.of("runWorkflow", run.workflowId(), run.runId());
            throw new ScriptRunException(
                    context.describe() + " was started, but can't be stored in the option runRepository: "
                            + e.getMessage()
                            + ". A redelivery of the exchange stores it, and starts nothing again.",
                    context,
                    e);
        }
    }

    private boolean isStored(String runId) {
        try {
            return repository.get(camelContext, runId) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Is asked, on the starting thread, whether it wants a run that this application has started. */
    public interface Listener {

        /** Claims the run, which is about to be stored. */
        boolean claim(TrackedRun run);

        /** The claimed run could not be stored. */
        void release(TrackedRun run);

        /** The claimed run was stored. */
        void stored(TrackedRun run);
    }

    /** Offers it every run that is added from now on. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Offers it no more. */
    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    /** The runs that consumers of this application have taken; shared by them, for them to change. */
    public Set<String> claimedHere() {
        return claimedHere;
    }

    /** UUIDs of the runs in the repository. */
    public Set<String> ids() {
        return repository.getKeys();
    }

    /** The entry of a run, or {@code null} where there is none (any more). */
    public Exchange entry(String runId) {
        return repository.get(camelContext, runId);
    }

    /** Reads the run out of its entry. */
    public TrackedRun run(Exchange entry) {
        return new TrackedRun(
                entry.getIn().getHeader(ScriptRunConstants.RUN_ID, String.class),
                entry.getIn().getHeader(ScriptRunConstants.WORKFLOW_ID, Long.class),
                Instant.ofEpochMilli(entry.getIn().getHeader(STARTED_AT, Long.class)));
    }

    /** The headers that the starting exchange had. */
    public Map<String, Object> headers(Exchange entry) {
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(entry.getIn().getHeaders());
        headers.remove(STARTED_AT);
        return headers;
    }

    /** Removes a run whose result was delivered. */
    public void remove(String runId) {
        Exchange entry = entry(runId);
        if (entry != null) {
            repository.remove(camelContext, runId, entry);
            repository.confirm(camelContext, entry.getExchangeId());
        }
    }
}
