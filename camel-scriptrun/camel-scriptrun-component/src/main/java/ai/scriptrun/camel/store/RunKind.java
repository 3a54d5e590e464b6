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

/**
 * Which runs belong together: those that one kind of consumer takes. Consumers of the same kind share the runs, on one
 * node or on several.
 *
 * @param service the service's root URL, without a trailing slash
 * @param name    which of the service's runs, such as {@code tracked} or {@code workflow:6}
 */
public record RunKind(String service, String name) {

    private static final String HISTORY = "workflow:";
    private static final String SINGLE = "run:";

    /** Runs that routes have started with {@code track=true}. */
    public static RunKind tracked(String service) {
        return new RunKind(service, "tracked");
    }

    /** Starts that wait for their workflow's limits: without an owner until they may be made. */
    public static RunKind queued(String service) {
        return new RunKind(service, "queued");
    }

    /** Starts that are being made, and runs that are only awaited. */
    public static RunKind starting(String service) {
        return new RunKind(service, "starting");
    }

    /**
     * Runs found in a workflow's history.
     *
     * @param statuses the terminal statuses that the consumer emits, or {@code null} for all of them
     */
    public static RunKind history(String service, long workflowId, String statuses) {
        return new RunKind(service, HISTORY + workflowId + (statuses == null ? "" : ":" + statuses));
    }

    /** The one run that a consumer names. */
    public static RunKind single(String service, String runId) {
        return new RunKind(service, SINGLE + runId);
    }

    /**
     * Whether the runs are found in a history, where a delivered run can appear again. Such runs are remembered until
     * the history is no longer read that far back.
     */
    public boolean isHistory() {
        return name.startsWith(HISTORY);
    }

    /** Whether it is the one run that a consumer names, which stays known when it was delivered. */
    public boolean isSingle() {
        return name.startsWith(SINGLE);
    }
}
