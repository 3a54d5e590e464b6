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
package ai.scriptrun.camel.reliability;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.emulator.http.FaultBuilder;

/** What may go wrong between a service and those who wait for its runs. */
@SuppressWarnings("ImmutableEnumChecker") // Its functions hold nothing.
enum Trouble {
    NONE(service -> {}),
    LATENCY(service -> {
        every(3, service, Endpoint.RUN, fault -> fault.delay(Duration.ofMillis(100)));
        every(3, service, Endpoint.RESULT, fault -> fault.delay(Duration.ofMillis(300)));
        every(50, service, Endpoint.RESULT, fault -> fault.delay(Duration.ofSeconds(3)));
        every(2, service, Endpoint.HISTORY, fault -> fault.delay(Duration.ofMillis(300)));
    }) {
        @Override
        Duration responseTimeout() {
            return Duration.ofSeconds(2);
        }
    },
    RESET(service -> {
        starts(service, FaultBuilder::reset);
        reads(service, FaultBuilder::reset);
    }),
    ANSWER_LOST(service -> {
        starts(service, FaultBuilder::answerLost);
        reads(service, FaultBuilder::answerLost);
    }),
    TOO_MANY_REQUESTS(service -> {
        every(250, service, Endpoint.RUN, fault -> fault.tooManyRequests(Duration.ofSeconds(1)));
        every(250, service, Endpoint.RESULT, fault -> fault.tooManyRequests(Duration.ofSeconds(1)));
        every(10, service, Endpoint.HISTORY, fault -> fault.tooManyRequests(Duration.ofSeconds(1)));
    }),
    UNAVAILABLE(service -> {
        every(250, service, Endpoint.RUN, fault -> fault.unavailable(Duration.ofSeconds(1)));
        every(250, service, Endpoint.RESULT, fault -> fault.unavailable(Duration.ofSeconds(1)));
        every(10, service, Endpoint.HISTORY, fault -> fault.unavailable(Duration.ofSeconds(1)));
    }),
    SERVER_ERROR(service -> {
        starts(service, fault -> fault.status(502));
        reads(service, fault -> fault.status(500));
    }),
    CUT_BODY(service -> {
        starts(service, FaultBuilder::cutBody);
        reads(service, FaultBuilder::cutBody);
    }),
    MALFORMED_BODY(service -> {
        starts(service, FaultBuilder::malformedBody);
        reads(service, FaultBuilder::malformedBody);
    }),
    UNKNOWN_AT_FIRST_BY_HTTP_STATUS(service -> new FirstPolls(service)
            .thenAnswer(400, "{\"detail\": \"Workflow run not found.\"}")
            .thenAnswer(400, "{\"detail\": \"Workflow run not found.\"}")),
    UNKNOWN_AT_FIRST_BY_RUN_STATUS(
            service -> new FirstPolls(service).thenRun("not found", "{}").thenRun("not found", "{}")),
    EMPTY_DATA(service -> new FirstPolls(service).thenRun("succeed", "{}").thenRun("succeed", "{}")),
    PARTIAL_DATA(service -> new FirstPolls(service)
            .thenRun("succeed", ChainWorkflow.firstResults(1))
            .thenRun("succeed", ChainWorkflow.firstResults(3))),
    TERMINAL_FLAPPING(service -> new FirstPolls(service)
            .thenRun("succeed", "{}")
            .thenRun("in progress", "{}")
            .thenRun("succeed", ChainWorkflow.firstResults(2))
            .thenRun("in progress", ChainWorkflow.firstResults(2))),
    /** As the emulator shows them by itself, in every other row too. */
    RESULTS_IN_ANY_ORDER(service -> {}),
    HUGE_RESULT(service -> {}) {
        @Override
        int runs() {
            return 100;
        }

        @Override
        String text() {
            return "x".repeat(600_000);
        }
    };

    private static final int RUNS = 1_000;

    /** Rare enough for nearly all to go well. */
    private static final int EVERY_START = 50;

    private final Consumer<ScriptRunEmulator> arrangement;

    Trouble(Consumer<ScriptRunEmulator> arrangement) {
        this.arrangement = arrangement;
    }

    void arrange(ScriptRunEmulator service) {
        arrangement.accept(service);
    }

    /** How many runs have to come through it. */
    int runs() {
        return RUNS;
    }

    /** What is part of every node's result. */
    String text() {
        return "";
    }

    /** How long an answer is waited for. */
    Duration responseTimeout() {
        return Duration.ofSeconds(30);
    }

    /**
     * How often an ended run is polled further. Answers that are laid over a run's own may say that it has ended before it
     * has, and its own consistency window comes after them; so they must be polled on top.
     */
    int consistencyRetries() {
        return switch (this) {
            case EMPTY_DATA, PARTIAL_DATA -> 3 + 2;
            default -> 3;
        };
    }

    /** How many starts at most nobody may know the fate of, because the answer got lost or never came. */
    int mostDoubtfulStarts() {
        return runs() / EVERY_START;
    }

    private static void starts(ScriptRunEmulator service, Consumer<FaultBuilder> fault) {
        every(EVERY_START, service, Endpoint.RUN, fault);
    }

    private static void reads(ScriptRunEmulator service, Consumer<FaultBuilder> fault) {
        for (Endpoint endpoint : List.of(Endpoint.RESULT, Endpoint.HISTORY, Endpoint.GET_WORKFLOW)) {
            every(4, service, endpoint, fault);
        }
    }

    private static void every(int nth, ScriptRunEmulator service, Endpoint endpoint, Consumer<FaultBuilder> fault) {
        for (int call = nth; call <= 3 * RUNS; call += nth) {
            fault.accept(service.faults().on(endpoint).call(call));
        }
    }
}
