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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that goes wrong in a history.
 *
 * @param effect what happens
 * @param point  where it happens
 * @param at     not before this time
 * @param node   the node that it happens to
 * @param target the method of the store, or the call; empty for any
 * @param length how long it takes
 * @param times  how often it happens
 */
record Fault(Effect effect, Point point, Duration at, int node, String target, Duration length, int times) {

    /** Where a fault happens. */
    enum Point {
        /** At its time, whatever the node is at. */
        TIME,
        STORE_BEFORE,
        STORE_AFTER,
        CALL_BEFORE,
        CALL_AFTER,
        ROUTE_BEFORE,
        ROUTE_AFTER
    }

    /** What happens. */
    enum Effect {
        CRASH,
        STOP,
        FREEZE,
        /** The node stands still, and its clock with it. */
        SUSPEND,
        STORE_DOWN,
        SERVICE_DOWN,
        /** A call of the store fails. */
        STORE_FAILS,
        /** The route fails. */
        FAIL,
        /** The call is not sent. */
        REFUSE,
        /** The call has taken effect, and nobody tells. */
        LOSE,
        /** The call is sent and has no effect; nobody tells. */
        VANISH,
        /** The call has failed here, and takes effect later. */
        LATE,
        SLOW,
        THROTTLE,
        BUSY,
        ERROR,
        GATEWAY,
        GARBLE
    }

    static final int NODES = 3;

    private static final List<String> STORE_METHODS = List.of(
            "claim",
            "beginDelivery",
            "delivered",
            "release",
            "ended",
            "intend",
            "enqueue",
            "dequeue",
            "requeue",
            "started",
            "notStarted",
            "uncertain",
            "dueStart",
            "restarting",
            "inDoubt",
            "startedRuns",
            "held",
            "renew",
            "join",
            "add",
            "inTransaction",
            "commit",
            "setHistoryMark",
            "historyMark");

    private static final List<String> CALLS = List.of("run", "run", "run", "result", "history", "workflow");

    /** The faults of a history. */
    static List<Fault> plan(Chance chance, Shape shape) {
        List<Fault> faults = new ArrayList<>();
        int count = chance.between(0, 12);
        for (int i = 0; i < count; i++) {
            Fault fault = any(chance, chance.between(Duration.ZERO, shape.troubles()));
            // A start that is sent by a clock that has stood still can't be prevented.
            boolean mayBeSuspended = shape.origin() != Shape.Origin.STARTED && fault.effect() == Effect.FREEZE;
            faults.add(mayBeSuspended && chance.percent(60) ? fault.suspension() : fault);
        }
        return faults;
    }

    private Fault suspension() {
        return new Fault(Effect.SUSPEND, Point.TIME, at, node, "", length, 1);
    }

    private static Fault any(Chance chance, Duration at) {
        int node = chance.below(NODES);
        return switch (chance.below(10)) {
            case 0 -> ofTime(chance, at, node);
            case 1, 2, 3 -> ofStore(chance, at, node);
            case 4, 5, 6 -> ofCall(chance, at, node);
            case 7 -> ofRoute(chance, at, node);
            default -> ofNode(chance, at, node);
        };
    }

    private static Fault ofTime(Chance chance, Duration at, int node) {
        Effect effect = chance.oneOf(List.of(Effect.STORE_DOWN, Effect.SERVICE_DOWN, Effect.STOP));
        int whose = effect == Effect.STORE_DOWN && chance.percent(50) ? NODES : node;
        return new Fault(effect, Point.TIME, at, whose, "", seconds(chance, 1, 40), 1);
    }

    private static Fault ofStore(Chance chance, Duration at, int node) {
        Point point = chance.percent(40) ? Point.STORE_BEFORE : Point.STORE_AFTER;
        return new Fault(
                Effect.STORE_FAILS, point, at, node, chance.oneOf(STORE_METHODS), Duration.ZERO, chance.between(1, 3));
    }

    private static Fault ofCall(Chance chance, Duration at, int node) {
        String call = chance.oneOf(CALLS);
        int times = chance.between(1, 3);
        return switch (chance.below(10)) {
            case 0 -> new Fault(Effect.REFUSE, Point.CALL_BEFORE, at, node, call, Duration.ZERO, times);
            case 1 -> new Fault(Effect.VANISH, Point.CALL_BEFORE, at, node, call, seconds(chance, 0, 5), times);
            case 2 -> new Fault(Effect.LATE, Point.CALL_BEFORE, at, node, call, seconds(chance, 0, 5), times);
            case 3 -> new Fault(Effect.THROTTLE, Point.CALL_BEFORE, at, node, call, seconds(chance, 1, 40), 1);
            case 4 -> new Fault(Effect.BUSY, Point.CALL_BEFORE, at, node, call, Duration.ZERO, times);
            case 5 -> new Fault(Effect.ERROR, Point.CALL_AFTER, at, node, call, Duration.ZERO, times);
            case 6 -> new Fault(Effect.GATEWAY, Point.CALL_AFTER, at, node, call, Duration.ZERO, times);
            case 7 -> new Fault(Effect.GARBLE, Point.CALL_AFTER, at, node, call, Duration.ZERO, times);
            case 8 -> new Fault(Effect.SLOW, Point.CALL_AFTER, at, node, call, seconds(chance, 1, 9), times);
            default -> new Fault(Effect.LOSE, Point.CALL_AFTER, at, node, call, seconds(chance, 0, 9), times);
        };
    }

    private static Fault ofRoute(Chance chance, Duration at, int node) {
        Effect effect = chance.percent(50) ? Effect.FAIL : Effect.SLOW;
        Point point = chance.percent(50) ? Point.ROUTE_BEFORE : Point.ROUTE_AFTER;
        return new Fault(effect, point, at, node, "", seconds(chance, 0, 20), chance.between(1, 3));
    }

    private static Fault ofNode(Chance chance, Duration at, int node) {
        Effect effect = chance.percent(60) ? Effect.CRASH : Effect.FREEZE;
        Duration length = effect == Effect.CRASH ? seconds(chance, 0, 40) : seconds(chance, 1, 60);
        return switch (chance.below(8)) {
            case 0 -> new Fault(effect, Point.TIME, at, node, "", length, 1);
            case 1, 2 -> new Fault(effect, Point.STORE_BEFORE, at, node, method(chance), length, 1);
            case 3, 4 -> new Fault(effect, Point.STORE_AFTER, at, node, method(chance), length, 1);
            case 5 ->
                new Fault(
                        effect,
                        // Between the last check and the call there is no protection against a pause.
                        effect == Effect.CRASH && chance.percent(30) ? Point.CALL_BEFORE : Point.CALL_AFTER,
                        at,
                        node,
                        chance.oneOf(CALLS),
                        length,
                        1);
            case 6 -> new Fault(effect, Point.ROUTE_BEFORE, at, node, "", length, 1);
            default -> new Fault(effect, Point.ROUTE_AFTER, at, node, "", length, 1);
        };
    }

    private static String method(Chance chance) {
        return chance.percent(20) ? "" : chance.oneOf(STORE_METHODS);
    }

    private static Duration seconds(Chance chance, int least, int most) {
        return chance.between(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }
}
