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
package ai.scriptrun.camel;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.consumer.ResultsOptions;
import ai.scriptrun.camel.model.RunId;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.producer.InputOptions;
import ai.scriptrun.camel.producer.ProducerOptions;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.StartTerms;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.TimeUtils;

import static ai.scriptrun.camel.OptionChecks.check;
import static ai.scriptrun.camel.OptionChecks.positive;
import static ai.scriptrun.camel.OptionChecks.wrong;

/** Validates an endpoint's options at its start, and turns them into immutable settings. */
final class OptionParser {

    private static final Pattern BUDGET = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,12})?)\\s*/\\s*(\\S+)");

    private final ScriptRunOperation operation;
    private final ScriptRunConfiguration options;

    OptionParser(ScriptRunOperation operation, ScriptRunConfiguration options) {
        this.operation = operation;
        this.options = options;
    }

    /** @param tls the TLS parameters, or {@code null} for the JVM's */
    EndpointSettings parse(SSLContextParameters tls) {
        var connection = new ConnectionOptions(options).parse(tls);
        InputOptions inputs = inputs();
        RunPolicy policy = policy();
        positive("awaitTimeout", options.getAwaitTimeout());
        positive("slotTimeout", options.getSlotTimeout());
        check(options.getResultFormat() != null, "resultFormat", null, "RUN, JSON, OUTPUT or TEXT");
        StartTerms terms = terms();
        ResultsOptions results = results(policy);
        ProducerOptions producer = new ProducerOptions(
                inputs,
                options.isAwait(),
                options.isTrack(),
                options.isQueue(),
                options.isValidateInput(),
                options.isThrowExceptionOnFailure(),
                options.getResultFormat(),
                policy,
                Duration.ofMillis(options.getAwaitTimeout()),
                Duration.ofMillis(options.getCallTimeout()),
                Duration.ofMillis(options.getSlotTimeout()));
        return new EndpointSettings(connection, producer, results, terms);
    }

    private InputOptions inputs() {
        check(
                options.getWorkflowId() == null || options.getWorkflowId() > 0,
                "workflowId",
                options.getWorkflowId(),
                "a positive number");
        check(
                options.getProjectId() == null || options.getProjectId() > 0,
                "projectId",
                options.getProjectId(),
                "a positive number");
        check(options.getRunId() == null || RunId.isValid(options.getRunId()), "runId", options.getRunId(), "a UUID");
        positive("page", options.getPage());
        positive("pageSize", options.getPageSize());
        check(
                options.getOrdering() == null || RunApi.ORDERINGS.contains(options.getOrdering()),
                "ordering",
                options.getOrdering(),
                "one of " + RunApi.ORDERINGS);
        Set<String> setByUri = Stream.of("workflowId", "projectId", "title", "runId", "page", "pageSize", "ordering")
                .filter(options::isSetByUri)
                .collect(Collectors.toUnmodifiableSet());
        return new InputOptions(
                options.getWorkflowId(),
                options.getProjectId(),
                options.getTitle(),
                options.getRunId(),
                options.getPage(),
                options.getPageSize(),
                options.getOrdering(),
                setByUri);
    }

    private RunPolicy policy() {
        positive("pollInterval", options.getPollInterval());
        positive("maxPollInterval", options.getMaxPollInterval());
        positive("minPollInterval", options.getMinPollInterval());
        check(
                options.getMinPollInterval() <= options.getPollInterval()
                        || options.getMinPollInterval() == ScriptRunConfiguration.MIN_POLL_INTERVAL,
                "minPollInterval",
                options.getMinPollInterval(),
                "at most pollInterval, which is " + options.getPollInterval() + " ms");
        check(options.getPolling() != null, "polling", null, "LEARNED or FIXED");
        check(options.getConsistencyDelay() >= 0, "consistencyDelay", options.getConsistencyDelay(), "0 or more");
        check(options.getConsistencyRetries() >= 0, "consistencyRetries", options.getConsistencyRetries(), "0 or more");
        return new RunPolicy(
                Duration.ofMillis(options.getPollInterval()),
                Duration.ofMillis(Math.max(options.getPollInterval(), options.getMaxPollInterval())),
                options.getConsistencyRetries(),
                Duration.ofMillis(options.getConsistencyDelay()),
                minPollInterval());
    }

    /** The default gives way to a pollInterval that is shorter. */
    private Optional<Duration> minPollInterval() {
        return options.getPolling() == Polling.LEARNED
                ? Optional.of(Duration.ofMillis(Math.min(options.getMinPollInterval(), options.getPollInterval())))
                : Optional.empty();
    }

    private StartTerms terms() {
        positive("maxInFlight", options.getMaxInFlight());
        positive("keepDelivered", options.getKeepDelivered());
        check(options.getUncertainStart() != null, "uncertainStart", null, "FAIL or SEARCH");
        StartTerms.Budget budget = budget();
        checkStart();
        checkQueue();
        AfterStart then = AfterStart.REMEMBER;
        if (options.isTrack()) {
            then = AfterStart.DELIVER;
        } else if (options.getMaxInFlight() != null || budget != null) {
            then = AfterStart.WATCH;
        }
        return new StartTerms(
                options.getMaxInFlight(),
                budget,
                options.getUncertainStart() == UncertainStartPolicy.SEARCH,
                options.isQueue(),
                then);
    }

    private ResultsOptions results(RunPolicy policy) {
        positive("resultTimeout", options.getResultTimeout());
        check(options.getStartFrom() != null, "startFrom", null, "NEW or ALL");
        checkResults();
        return new ResultsOptions(
                options.getWorkflowId(),
                options.getRunId(),
                statuses(),
                options.getStartFrom(),
                options.getPageSize(),
                options.getResultFormat(),
                options.isTransacted(),
                policy,
                Duration.ofMillis(options.getResultTimeout()),
                Duration.ofMillis(options.getKeepDelivered()));
    }

    private void checkStart() {
        if (options.isTrack() && operation != ScriptRunOperation.runWorkflow) {
            throw new IllegalArgumentException(
                    "The option track is for the operation runWorkflow, not " + operation + ".");
        }
        if (options.isTrack() && options.isAwait()) {
            throw new IllegalArgumentException("The options await and track exclude each other: either this route waits"
                    + " for the result (await) or a route from(\"scriptrun:results\") gets it (track).");
        }
    }

    private void checkQueue() {
        if (!options.isQueue()) {
            return;
        }
        if (operation != ScriptRunOperation.runWorkflow) {
            throw new IllegalArgumentException(
                    "The option queue is for the operation runWorkflow, not " + operation + ".");
        }
        if (!options.isTrack()) {
            throw new IllegalArgumentException("The option queue needs track=true: a queued run is started later, and a"
                    + " route from(\"scriptrun:results\") gets its result.");
        }
    }

    /** The option budget, or {@code null} where it is not set. */
    private StartTerms.Budget budget() {
        if (options.getBudget() == null) {
            return null;
        }
        Matcher budget = BUDGET.matcher(options.getBudget().strip());
        boolean matches = budget.matches() && DurationOptions.isDuration(budget.group(2));
        Duration window = matches ? TimeUtils.toDuration(budget.group(2)) : Duration.ZERO;
        double usd = matches ? Double.parseDouble(budget.group(1)) : 0;
        check(usd > 0 && window.toMillis() > 0, "budget", options.getBudget(), "USD and a time, as in 50/1d");
        check(
                window.toMillis() <= options.getKeepDelivered(),
                "budget",
                options.getBudget(),
                "for a time that is not longer than keepDelivered, because older runs are forgotten");
        return new StartTerms.Budget(usd, window);
    }

    private void checkResults() {
        if (operation == ScriptRunOperation.results && options.getWorkflowId() != null && options.getRunId() != null) {
            throw new IllegalArgumentException("The options workflowId (" + options.getWorkflowId() + ") and runId ("
                    + options.getRunId()
                    + ") exclude each other in scriptrun:results: with workflowId it emits all runs"
                    + " of that workflow, with runId that run alone.");
        }
    }

    private Set<String> statuses() {
        String value = options.getStatuses() == null ? "" : options.getStatuses();
        Set<String> statuses =
                Arrays.stream(value.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
        if (!statuses.stream().allMatch(word -> RunStatus.of(word).isTerminal())) {
            throw wrong("statuses", options.getStatuses(), "succeed, failed or both");
        }
        return statuses;
    }
}
