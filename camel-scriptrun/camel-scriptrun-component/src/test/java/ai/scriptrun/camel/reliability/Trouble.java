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

/** Failures between a service and its clients. */
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
    /** The consistency window of the emulator, which also applies to every other row. */
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

    /** Rare enough for nearly all calls to succeed. */
    private static final int EVERY_START = 50;

    private final Consumer<ScriptRunEmulator> arrangement;

    Trouble(Consumer<ScriptRunEmulator> arrangement) {
        this.arrangement = arrangement;
    }

    void arrange(ScriptRunEmulator service) {
        arrangement.accept(service);
    }

    /** How many runs are started. */
    int runs() {
        return RUNS;
    }

    /** What is part of every node's result. */
    String text() {
        return "";
    }

    /** The timeout of a response. */
    Duration responseTimeout() {
        return Duration.ofSeconds(30);
    }

    /**
     * How often an ended run is polled further. Replaced responses may report the end of a run before it has ended, and
     * its own consistency window follows them, so they need additional polls.
     */
    int consistencyRetries() {
        return switch (this) {
            case EMPTY_DATA, PARTIAL_DATA -> 3 + 2;
            default -> 3;
        };
    }

    /** The maximum number of uncertain starts, because the response was lost or never sent. */
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
