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
package ai.scriptrun.camel.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.StoredStart;
import org.apache.camel.Exchange;

/** What has happened in a history, and what must never happen. */
final class Journal {

    static final String REQUEST = "request";

    private final World world;
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<Long, Request> byRow = new HashMap<>();
    private final Map<String, SimulatedNode> owners = new HashMap<>();
    private final Set<String> left = new HashSet<>();

    /** The run that was removed last: in a transaction, the one that is being delivered. */
    private long removed;

    private String removedBy;

    Journal(World world) {
        this.world = world;
    }

    void add(Request request) {
        requests.put(request.name, request);
    }

    Iterable<Request> requests() {
        return requests.values();
    }

    /** A call of the store has taken effect. */
    void stored(SimulatedNode node, String method, Object[] arguments, Object result) {
        switch (method) {
            case "delivered" -> {
                removed = (Long) arguments[0];
                removedBy = (String) arguments[1];
            }
            case "join" -> owners.put((String) result, node);
            case "leave" -> left.add((String) arguments[0]);
            case "intend", "enqueue" -> {
                NewStart start = (NewStart) arguments[0];
                StoredStart stored = (StoredStart) result;
                if (stored.id() != 0) {
                    byRow.put(
                            stored.id(), requests.get(start.payload().headers().get(REQUEST)));
                }
            }
            case "add" -> ((Collection<?>) arguments[0]).forEach(run -> noteAdded((NewRun) run));
            case "uncertain" -> byRow.get((Long) arguments[0]).uncertain = true;
            default -> {
                // Nothing to note.
            }
        }
    }

    private void noteAdded(NewRun run) {
        Request request = requests.get(run.payload().headers().get(REQUEST));
        world.store.rows().stream()
                .filter(row -> run.runId().equals(row.runId) && run.kind().equals(row.kind))
                .forEach(row -> byRow.put(row.id, request));
    }

    /** The service has accepted a start. */
    void accepted(ServiceRun run) {
        Request request = requests.get(run.request());
        request.runs.add(run);
        world.check(request.runs.size() == 1, () -> "started twice: " + request);
        Integer most = world.shape.maxInFlight();
        if (most != null) {
            long inFlight = requests.values().stream()
                    .filter(other -> !other.uncertain)
                    .flatMap(other -> other.runs.stream())
                    .filter(other -> other.isInFlight(world.time.now()))
                    .count();
            world.check(inFlight <= most, () -> inFlight + " runs in flight, of at most " + most);
        }
    }

    /** An exchange enters the route. */
    Request.Emission enters(SimulatedNode node, Exchange exchange) {
        String runId = exchange.getIn().getHeader(ScriptRunConstants.RUN_ID, String.class);
        Request request = requests.get(nameOf(exchange, runId));
        Request.Emission emission = world.shape.transacted()
                ? new Request.Emission(node, removedBy, removed, exchange.getException())
                : emission(node, exchange, request, runId);
        for (Request.Emission before : request.emissions) {
            world.check(
                    before.failed || before.row != emission.row || mayHaveLost(before),
                    () -> "emitted twice: " + request + " by " + before.node + " and " + node);
        }
        if (emission.presented == null) {
            checkResult(request, runId, exchange);
        } else {
            world.check(
                    emission.presented instanceof RunStartUncertainException,
                    () -> "an unexpected failure is emitted: " + request + ": " + emission.presented);
        }
        request.emissions.add(emission);
        return emission;
    }

    private String nameOf(Exchange exchange, String runId) {
        String name = exchange.getIn().getHeader(REQUEST, String.class);
        return name == null ? world.service.run(runId).request() : name;
    }

    private Request.Emission emission(SimulatedNode node, Exchange exchange, Request request, String runId) {
        for (ModelRow row : world.store.rows()) {
            boolean is = runId == null ? byRow.get(row.id) == request : runId.equals(row.runId);
            if (is && row.state == RunState.DELIVERING && owners.get(row.owner) == node) {
                world.check(
                        world.store.isAlive(row.owner) || world.areClocksWrong(),
                        () -> node + " emits although its lease has expired: " + request);
                return new Request.Emission(node, row.owner, row.id, exchange.getException());
            }
        }
        world.fail(node + " emits what it does not own: " + request);
        return new Request.Emission(node, "", 0, exchange.getException());
    }

    /** Whether others may emit it again: its owner has died or has lost its lease before it could store the outcome. */
    private boolean mayHaveLost(Request.Emission before) {
        return !world.shape.transacted() && !world.store.isAlive(before.owner) && !left.contains(before.owner);
    }

    private void checkResult(Request request, String runId, Exchange exchange) {
        ServiceRun run = world.service.run(runId);
        WorkflowRun result = exchange.getIn().getBody(WorkflowRun.class);
        world.check(
                run != null && run.request().equals(request.name),
                () -> "the result of another run is emitted: " + request);
        if (run != null) {
            world.check(
                    world.time.now() >= run.dataAt()
                            && result.getData().size() == 2
                            && run.status(world.time.now()).equals(result.getStatus()),
                    () -> "an incomplete result is emitted: " + request);
        }
    }

    /** A run that others have started is all the consumers' own. */
    private boolean isSettled(Request request) {
        return request.settled && (world.shape.origin() == Shape.Origin.STARTED || request.hasResult());
    }

    /** Whether nothing is left to do. */
    boolean isDone() {
        return requests.values().stream().allMatch(this::isSettled)
                && world.store.rows().stream().allMatch(row -> row.state == RunState.DELIVERED);
    }

    /** The end of a history in which all was given time. */
    void finish() {
        world.check(
                isDone(),
                () -> "not done: "
                        + requests.values().stream()
                                .filter(request -> !isSettled(request))
                                .toList() + " "
                        + world.store.rows().stream()
                                .filter(row -> row.state != RunState.DELIVERED)
                                .map(row -> byRow.get(row.id) + " " + row.state + " of " + row.owner)
                                .toList());
        for (Request request : requests.values()) {
            boolean told = request.hasResult() || request.hasFailure();
            world.check(request.runs.isEmpty() || told || request.uncertain, () -> "a run has vanished: " + request);
            world.check(!request.promised || told, () -> "a promised run has vanished: " + request);
            world.check(
                    !request.promised || request.uncertain || request.hasResult(),
                    () -> "no result of a started run: " + request);
        }
    }
}
