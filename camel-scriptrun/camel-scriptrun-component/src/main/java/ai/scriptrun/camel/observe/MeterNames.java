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
package ai.scriptrun.camel.observe;

/**
 * Names of the meters, in Micrometer's notation, and of their tags. All but {@link #STORE_AVAILABLE} have the tag
 * {@link #WORKFLOW}. What an event counts is counted by the node that it happens on, so that the sum over nodes is the
 * total.
 */
public final class MeterNames {

    /** Counter: starts that the service has accepted. */
    public static final String STARTED = "scriptrun.runs.started";

    /** Counter: starts of which it stays unknown whether they were accepted. */
    public static final String UNCERTAIN = "scriptrun.runs.uncertain";

    /** Counter: awaited runs that succeeded. */
    public static final String SUCCEEDED = "scriptrun.runs.succeeded";

    /** Counter: awaited runs that failed. */
    public static final String FAILED = "scriptrun.runs.failed";

    /** Counter: awaited runs that ended without a result, such as by a timeout. */
    public static final String UNFINISHED = "scriptrun.runs.unfinished";

    /** Counter: runs that a route of a consumer has accepted. */
    public static final String DELIVERED = "scriptrun.runs.delivered";

    /** Counter: deliveries that a route has failed, and that are repeated. */
    public static final String DELIVERIES_FAILED = "scriptrun.deliveries.failed";

    /** Counter, in USD: cost of the finished runs, as far as the service reported it. */
    public static final String COST = "scriptrun.runs.cost";

    /** Counter: result polls. */
    public static final String POLLS = "scriptrun.polls";

    /** Counter: calls of the API, retries included. */
    public static final String CALLS = "scriptrun.calls";

    /** Counter: retried calls. */
    public static final String RETRIES = "scriptrun.retries";

    /** Counter: responses that began to throttle all calls (429, or 503 with Retry-After). */
    public static final String THROTTLED = "scriptrun.throttled";

    /** Gauge: starts that are queued in the run stores. All nodes of a store show the same. */
    public static final String QUEUED = "scriptrun.runs.queued";

    /**
     * Gauge: starts in the run stores that were begun and whose run is not known to have ended, as limits count them. All
     * nodes of a store show the same.
     */
    public static final String IN_FLIGHT = "scriptrun.runs.in.flight";

    /** Gauge: runs that this node waits for. */
    public static final String WAITING = "scriptrun.runs.waiting";

    /** Gauge: 1 if the run stores can be read, else 0. */
    public static final String STORE_AVAILABLE = "scriptrun.store.available";

    /** Timer: from the start of a run to the moment its result was there, by {@link #STATUS}. */
    public static final String DURATION = "scriptrun.runs.duration";

    /** Timer: from the moment a result was there to its acceptance by the route, redeliveries included. */
    public static final String LAG = "scriptrun.runs.lag";

    /** Tag: the workflow's id; {@code unknown} where it isn't known, {@code other} beyond {@link #MOST_WORKFLOWS}. */
    public static final String WORKFLOW = "workflow";

    /** Tag: {@code succeed} or {@code failed}. */
    public static final String STATUS = "status";

    /** Tag: the name of the Camel context, as the meters of camel-micrometer have it. */
    public static final String CONTEXT = "camelContext";

    /** This many workflows have meters of their own; later ones share theirs, so that their number is bounded. */
    public static final int MOST_WORKFLOWS = 100;

    private MeterNames() {}
}
