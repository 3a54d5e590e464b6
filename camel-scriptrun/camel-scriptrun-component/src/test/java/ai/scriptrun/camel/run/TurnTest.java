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
package ai.scriptrun.camel.run;

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.scriptrun.camel.client.ThrottleAccess;
import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.history.HistoryLookup;
import ai.scriptrun.camel.history.HistoryLookups;
import ai.scriptrun.camel.history.PendingRun;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.result.PossibleGraphs;
import ai.scriptrun.camel.result.WorkflowGraph;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import ai.scriptrun.camel.timing.Timings;
import ai.scriptrun.camel.timing.WorkflowTiming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What each event does in each turn, as a table; a pair of turn and event that has no row in it fails. */
class TurnTest extends DriverTest {

    /** Of an event that is ignored, the turn stays the very same object. */
    private static final String TABLE = """
            turn          | event          | when                  | next turn     | wait

            Scheduled     | DUE            | USUALLY               | Polling       | OPEN
            Scheduled     | DUE            | MANY_ARE_PENDING      | LookedUp      | OPEN
            Scheduled     | DUE            | WOKEN_AHEAD           | PollScheduled | OPEN
            Scheduled     | DUE            | SETTLING              | Polling       | OPEN
            Scheduled     | DUE            | AT_DEADLINE           | Polling       | OPEN
            Scheduled     | DUE            | THROTTLED             | Scheduled     | OPEN
            Scheduled     | DUE            | THROTTLED_AT_DEADLINE | Ended         | TIMED_OUT
            Scheduled     | FOUND_RUNNING  | USUALLY               | ignored       | OPEN
            Scheduled     | FOUND_ENDED    | USUALLY               | PollScheduled | OPEN
            Scheduled     | FOUND_ENDED    | HASTENED_BEFORE       | ignored       | OPEN
            Scheduled     | FOUND_ENDED    | SETTLING              | ignored       | OPEN
            Scheduled     | NOT_FOUND      | USUALLY               | ignored       | OPEN
            Scheduled     | POLLED_ENDED   | USUALLY               | ignored       | OPEN
            Scheduled     | DEADLINE       | AT_DEADLINE           | ignored       | OPEN
            Scheduled     | DEADLINE       | AFTER_LAST_POLL       | Ended         | TIMED_OUT
            Scheduled     | END            | USUALLY               | Ended         | OPEN

            PollScheduled | DUE            | USUALLY               | Polling       | OPEN
            PollScheduled | DUE            | MANY_ARE_PENDING      | Polling       | OPEN
            PollScheduled | DUE            | THROTTLED             | PollScheduled | OPEN
            PollScheduled | DUE            | THROTTLED_AT_DEADLINE | Ended         | TIMED_OUT
            PollScheduled | FOUND_RUNNING  | USUALLY               | ignored       | OPEN
            PollScheduled | FOUND_ENDED    | WOKEN_AHEAD           | PollScheduled | OPEN
            PollScheduled | FOUND_ENDED    | HASTENED_BEFORE       | ignored       | OPEN
            PollScheduled | NOT_FOUND      | USUALLY               | ignored       | OPEN
            PollScheduled | POLLED_ENDED   | USUALLY               | ignored       | OPEN
            PollScheduled | DEADLINE       | AT_DEADLINE           | ignored       | OPEN
            PollScheduled | DEADLINE       | AFTER_LAST_POLL       | Ended         | TIMED_OUT
            PollScheduled | END            | USUALLY               | Ended         | OPEN

            LookedUp      | DUE            | USUALLY               | ignored       | OPEN
            LookedUp      | FOUND_RUNNING  | USUALLY               | Scheduled     | OPEN
            LookedUp      | FOUND_RUNNING  | AT_DEADLINE           | Ended         | TIMED_OUT
            LookedUp      | FOUND_ENDED    | USUALLY               | PollScheduled | OPEN
            LookedUp      | FOUND_ENDED    | HASTENED_BEFORE       | PollScheduled | OPEN
            LookedUp      | NOT_FOUND      | USUALLY               | PollScheduled | OPEN
            LookedUp      | POLLED_ENDED   | USUALLY               | ignored       | OPEN
            LookedUp      | DEADLINE       | AT_DEADLINE           | PollScheduled | OPEN
            LookedUp      | END            | USUALLY               | Ended         | OPEN

            Polling       | DUE            | USUALLY               | ignored       | OPEN
            Polling       | FOUND_RUNNING  | USUALLY               | ignored       | OPEN
            Polling       | FOUND_ENDED    | USUALLY               | ignored       | OPEN
            Polling       | NOT_FOUND      | USUALLY               | ignored       | OPEN
            Polling       | POLLED_RUNNING | USUALLY               | Scheduled     | OPEN
            Polling       | POLLED_RUNNING | AT_DEADLINE           | Ended         | TIMED_OUT
            Polling       | POLLED_ENDED   | USUALLY               | Ended         | DELIVERED
            Polling       | POLLED_ENDED   | AT_DEADLINE           | Ended         | DELIVERED
            Polling       | POLLED_OUTAGE  | USUALLY               | Scheduled     | OPEN
            Polling       | POLLED_OUTAGE  | AT_DEADLINE           | Ended         | TIMED_OUT
            Polling       | POLLED_UNKNOWN | USUALLY               | Scheduled     | OPEN
            Polling       | POLLED_UNKNOWN | AT_DEADLINE           | Ended         | UNKNOWN_RUN
            Polling       | DEADLINE       | USUALLY               | ignored       | OPEN
            Polling       | DEADLINE       | AFTER_LAST_POLL       | Ended         | TIMED_OUT
            Polling       | END            | USUALLY               | Ended         | OPEN

            Ended         | DUE            | USUALLY               | ignored       | OPEN
            Ended         | FOUND_RUNNING  | USUALLY               | ignored       | OPEN
            Ended         | FOUND_ENDED    | USUALLY               | ignored       | OPEN
            Ended         | NOT_FOUND      | USUALLY               | ignored       | OPEN
            Ended         | POLLED_ENDED   | USUALLY               | ignored       | OPEN
            Ended         | DEADLINE       | AFTER_LAST_POLL       | ignored       | OPEN
            Ended         | END            | USUALLY               | ignored       | OPEN
            """;

    /** An event, as the method of {@link Turn} that it calls. */
    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    private enum Event {
        DUE("due", Turn::due),
        FOUND_RUNNING("found", (turn, loop) -> turn.found(loop, entry(StatusWords.IN_PROGRESS))),
        FOUND_ENDED("found", (turn, loop) -> turn.found(loop, entry(StatusWords.SUCCEED))),
        NOT_FOUND("notFound", Turn::notFound),
        POLLED_RUNNING("polled", (turn, loop) -> turn.polled(loop, new PollResult.Running(StatusWords.IN_PROGRESS))),
        POLLED_ENDED("polled", (turn, loop) -> turn.polled(loop, ended())),
        POLLED_OUTAGE("polled", (turn, loop) -> turn.polled(loop, notRead(new Response.Failed(true)))),
        POLLED_UNKNOWN("polled", (turn, loop) -> turn.polled(loop, notRead(new Response.Unknown()))),
        DEADLINE("deadline", Turn::deadline),
        END("end", (turn, loop) -> loop.end());

        private final String method;
        private final BiConsumer<Turn, PollLoop> effect;

        Event(String method, BiConsumer<Turn, PollLoop> effect) {
            this.method = method;
            this.effect = effect;
        }

        private static RunSummary entry(String status) {
            return Runs.summary(Runs.ID, status);
        }

        private static PollResult ended() {
            WorkflowGraph graph = TestWorkflow.chain("a").graph();
            return new PollResult.Ended(Runs.succeeded("a"), new PossibleGraphs(List.of(graph), true));
        }

        private static PollResult notRead(Response answer) {
            return new PollResult.NotRead(answer, FakeApi.runNotFound());
        }
    }

    /** Further conditions when the event occurs. */
    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    private enum When {
        USUALLY(test -> {}),
        THROTTLED(test -> ThrottleAccess.hold(test.api.throttle(), Duration.ofSeconds(10))),
        MANY_ARE_PENDING(
                test -> Stream.generate(OtherRun::new).limit(HistoryLookup.MANY).forEach(test.history::join)),
        WOKEN_AHEAD(test -> test.at = test.start.plusSeconds(1)),
        HASTENED_BEFORE(test -> test.progress = Progress.NONE.hasten()),
        SETTLING(test -> test.progress = Progress.NONE.in(RunState.NEW.settling())),
        AT_DEADLINE(test -> test.advance(TIMEOUT.toSeconds())),
        THROTTLED_AT_DEADLINE(AT_DEADLINE.preparation.andThen(THROTTLED.preparation)),
        AFTER_LAST_POLL(test -> test.advance(TIMEOUT.toSeconds() + 2));

        private final Consumer<TurnTest> preparation;

        When(Consumer<TurnTest> preparation) {
            this.preparation = preparation;
        }
    }

    /** How the wait is left. */
    private enum Wait {
        OPEN,
        DELIVERED,
        TIMED_OUT,
        UNKNOWN_RUN
    }

    private record Row(
            Class<? extends Turn> turn, Event event, When when, Optional<Class<? extends Turn>> next, Wait left) {

        static Row parse(String line) {
            String[] cells = line.strip().split("\\s*\\|\\s*", -1);
            return new Row(
                    turn(cells[0]).orElseThrow(),
                    Event.valueOf(cells[1]),
                    When.valueOf(cells[2]),
                    turn(cells[3]),
                    Wait.valueOf(cells[4]));
        }

        private static Optional<Class<? extends Turn>> turn(String name) {
            return turns(Turn.class)
                    .filter(type -> type.getSimpleName().equals(name))
                    .findFirst();
        }

        /** One is sent where the next turn is a poll. */
        int polls() {
            return next.filter(Turn.Polling.class::equals).isPresent() ? 1 : 0;
        }

        String pair() {
            return turn.getSimpleName() + "." + event.method;
        }
    }

    /** Another run of the same workflow. */
    private record OtherRun() implements PendingRun {

        @Override
        public String runId() {
            return "another run";
        }

        @Override
        public Optional<Long> workflowId() {
            return Optional.of(6L);
        }

        @Override
        public Duration pollInterval() {
            return POLL_INTERVAL;
        }

        @Override
        public void found(RunSummary entry) {}

        @Override
        public void notFound() {}
    }

    private final HistoryLookups history = new HistoryLookups(api, timer, new Timings());
    private final AwaitedRun run = run(Runs.ID);
    private Instant at = start;
    private Progress progress = Progress.NONE;

    static Stream<Row> rows() {
        return TABLE.lines().skip(1).filter(line -> !line.isBlank()).map(Row::parse);
    }

    @SuppressWarnings("unchecked") // All that is permitted is a turn.
    private static Stream<Class<? extends Turn>> turns(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(TurnTest::turns)
                : Stream.of((Class<? extends Turn>) type);
    }

    /** The methods that take a loop, and the end. */
    private static Stream<String> events() {
        return Arrays.stream(Turn.class.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> Set.of(method.getParameterTypes()).contains(PollLoop.class)
                        || Turn.class.equals(method.getReturnType()))
                .map(method -> method.getName());
    }

    private PollLoop loop(Turn current) {
        api.result = id -> FakeApi.silence();
        PollLoop.Services services =
                new PollLoop.Services(new Poller(api, graphs), history, api.throttle(), timer, listener);
        return new PollLoop(services, PollSchedule.of(run, POLICY, start, id -> new WorkflowTiming()), current);
    }

    private Turn turn(Class<? extends Turn> type) throws ReflectiveOperationException {
        return type.getDeclaredConstructor(Instant.class, Progress.class).newInstance(at, progress);
    }

    private static Wait wait(PollLoop loop) {
        if (!loop.result().isDone()) {
            return Wait.OPEN;
        }
        Throwable failure = failureOf(loop);
        if (failure instanceof RunNotFoundException) {
            return Wait.UNKNOWN_RUN;
        }
        return failure instanceof AwaitTimeoutException ? Wait.TIMED_OUT : Wait.DELIVERED;
    }

    @Test
    void everyPairOfTurnAndEventHasARow() {
        List<String> pairs = turns(Turn.class)
                .flatMap(turn -> events().map(event -> turn.getSimpleName() + "." + event))
                .toList();

        assertThat(pairs).hasSize(30);
        assertThat(rows().map(Row::pair).collect(Collectors.toSet())).containsExactlyInAnyOrderElementsOf(pairs);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyEventHasTheEffectInTheTable(Row row) throws ReflectiveOperationException {
        row.when.preparation.accept(this);
        Turn turn = turn(row.turn);
        PollLoop loop = loop(turn);

        row.event.effect.accept(turn, loop);

        if (row.next.isPresent()) {
            assertThat(loop.turn()).isExactlyInstanceOf(row.next.get()).isNotSameAs(turn);
        } else {
            assertThat(loop.turn()).isSameAs(turn);
        }
        assertThat(wait(loop)).isEqualTo(row.left);
        assertThat(api.polls).hasSize(row.polls());
    }

    /** An end is not of a turn. */
    static Stream<Row> rowsOfTurns() {
        return rows().filter(row -> row.event != Event.END);
    }

    @ParameterizedTest
    @MethodSource("rowsOfTurns")
    void anEventOfAnEarlierTurnIsIgnored(Row row) throws ReflectiveOperationException {
        row.when.preparation.accept(this);
        Turn former = turn(row.turn);
        Turn current = turn(row.turn);
        PollLoop loop = loop(current);

        row.event.effect.accept(former, loop);

        assertThat(loop.turn()).isSameAs(current);
        assertThat(wait(loop)).isEqualTo(Wait.OPEN);
        assertThat(api.polls).isEmpty();
    }
}
