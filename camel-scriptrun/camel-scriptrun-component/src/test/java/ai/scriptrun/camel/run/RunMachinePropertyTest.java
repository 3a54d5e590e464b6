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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ai.scriptrun.camel.result.Completeness;
import ai.scriptrun.camel.run.Step.Deliver;
import ai.scriptrun.camel.run.Step.GiveUp;
import ai.scriptrun.camel.run.Step.PollAgain;
import ai.scriptrun.camel.run.Step.Reason;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the machine with a model that keeps every response and evaluates all of them for each decision. */
class RunMachinePropertyTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    /** A response and its time. */
    private record Seen(Response answer, Instant at) {}

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void behavesLikeTheModel(
            @ForAll("policies") RunPolicy policy,
            @ForAll("stories") List<Tuple2<Response, Integer>> story,
            @ForAll("seconds") int patience) {
        AwaitedRun run = new AwaitedRun("awaitResult", 6L, "a-run", START, START.plusSeconds(patience));
        RunMachine machine = new RunMachine(policy);
        RunState state = RunState.NEW;
        Instant now = START;
        Duration slowest = Duration.ZERO;
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; ; i++) {
            // After the last response, the run never ends.
            Response answer = i < story.size() ? story.get(i).get1() : new Response.Running();
            Duration latency = Duration.ofMillis(i < story.size() ? story.get(i).get2() : 0);
            slowest = slowest.plus(latency);
            now = now.plus(latency);
            seen.add(new Seen(answer, now));

            Step step = machine.next(state, run, answer, now);

            assertThat(summary(step)).isEqualTo(model(policy, run, seen));
            if (!(step instanceof PollAgain again)) {
                Instant end = run.deadline().plus(policy.settlingTime()).plus(slowest);
                assertThat(now).as("end").isBeforeOrEqualTo(end);
                return;
            }
            state = again.state();
            now = now.plus(again.delay());
        }
    }

    private static String summary(Step step) {
        if (step instanceof PollAgain again) {
            return "poll after " + again.delay();
        }
        return step instanceof GiveUp giveUp
                ? "give up: " + giveUp.reason()
                : step.getClass().getSimpleName();
    }

    private static String model(RunPolicy policy, AwaitedRun run, List<Seen> seen) {
        Seen last = seen.get(seen.size() - 1);
        boolean late = !last.at().isBefore(run.deadline());
        if (last.answer() instanceof Response.Ended ended) {
            if (ended.completeness() == Completeness.COMPLETE) {
                return Deliver.class.getSimpleName();
            }
            if (endedSinceItLastRan(seen) <= policy.consistencyRetries()) {
                return "poll after " + policy.consistencyDelay();
            }
            return ended.completeness() == Completeness.DOUBTFUL
                    ? Deliver.class.getSimpleName()
                    : "give up: " + Reason.INCONSISTENT;
        }
        if (last.answer() instanceof Response.Unknown) {
            boolean excused = last.at().isBefore(run.startedAt().plusSeconds(15))
                    || isLostForNow(seen, policy.consistencyRetries());
            return excused && !late ? wait(policy, run, seen) : "give up: " + Reason.UNKNOWN_RUN;
        }
        if (last.answer() instanceof Response.Failed failed && !failed.isTransient()) {
            return "give up: " + Reason.CALL_FAILED;
        }
        return late ? "give up: " + Reason.TIMED_OUT : wait(policy, run, seen);
    }

    /** Whether an earlier poll has found the run, and no more polls than the policy allows have missed it since. */
    private static boolean isLostForNow(List<Seen> seen, int retries) {
        long missed = 0;
        for (int i = seen.size() - 1; i >= 0; i--) {
            Response answer = seen.get(i).answer();
            if (answer instanceof Response.Running || answer instanceof Response.Ended) {
                return missed <= retries;
            }
            missed += answer instanceof Response.Unknown ? 1 : 0;
        }
        return false;
    }

    private static long endedSinceItLastRan(List<Seen> seen) {
        int from = 0;
        for (int i = 0; i < seen.size(); i++) {
            from = seen.get(i).answer() instanceof Response.Running ? i : from;
        }
        return seen.subList(from, seen.size()).stream()
                .filter(one -> one.answer() instanceof Response.Ended)
                .count();
    }

    private static String wait(RunPolicy policy, AwaitedRun run, List<Seen> seen) {
        double interval = policy.pollInterval().toMillis();
        for (int i = 1; i < seen.size(); i++) {
            interval = interval * 1.25;
        }
        Duration asked = Duration.ofMillis(
                Math.min((long) interval, policy.maxPollInterval().toMillis()));
        Duration left = Duration.between(seen.get(seen.size() - 1).at(), run.deadline());
        return "poll after " + (asked.compareTo(left) < 0 ? asked : left);
    }

    @Provide
    Arbitrary<RunPolicy> policies() {
        Arbitrary<Duration> first = Arbitraries.integers().between(100, 4_000).map(Duration::ofMillis);
        Arbitrary<Duration> most = Arbitraries.integers().between(4_000, 20_000).map(Duration::ofMillis);
        Arbitrary<Integer> retries = Arbitraries.integers().between(0, 4);
        Arbitrary<Duration> delay = Arbitraries.integers().between(0, 5_000).map(Duration::ofMillis);
        return Combinators.combine(first, most, retries, delay)
                .as((from, to, times, wait) -> new RunPolicy(from, to, times, wait, Optional.empty()));
    }

    @Provide
    Arbitrary<List<Tuple2<Response, Integer>>> stories() {
        Arbitrary<Response> answers = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(new Response.Running())),
                Tuple.of(4, Arbitraries.of(Completeness.class).map(Response.Ended::new)),
                Tuple.of(2, Arbitraries.just(new Response.Unknown())),
                Tuple.of(2, Arbitraries.of(true, true, true, false).map(Response.Failed::new)));
        Arbitrary<Integer> latencies = Arbitraries.integers().between(0, 3_000);
        return Combinators.combine(answers, latencies).as(Tuple::of).list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<Integer> seconds() {
        return Arbitraries.integers().between(0, 120);
    }
}
