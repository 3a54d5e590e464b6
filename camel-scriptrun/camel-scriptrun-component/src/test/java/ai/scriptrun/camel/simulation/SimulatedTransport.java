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

import java.util.Arrays;

import ai.scriptrun.camel.client.ApiCall;
import ai.scriptrun.camel.client.ApiResponse;
import ai.scriptrun.camel.client.CallFailure;
import ai.scriptrun.camel.client.Transport;
import ai.scriptrun.camel.simulation.Fault.Point;

/** A node's way to the service. */
final class SimulatedTransport implements Transport {

    private final World world;
    private final SimulatedNode node;

    SimulatedTransport(World world, SimulatedNode node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public ApiResponse exchange(ApiCall call) throws CallFailure {
        try {
            return once(call);
        } catch (CallFailure e) {
            if ("run".equals(SimulatedService.kind(call))) {
                if (world.has(Bug.START_IS_RETRIED)) {
                    return once(call);
                }
                if (world.has(Bug.LOST_RESPONSE_IS_A_REFUSAL)) {
                    throw CallFailure.beforeSending("lost", null);
                }
            }
            throw e;
        }
    }

    private ApiResponse once(ApiCall call) throws CallFailure {
        node.life.checkAlive();
        String kind = SimulatedService.kind(call);
        if (world.isServiceDown()) {
            throw CallFailure.beforeSending("the service is down", null);
        }
        Fault before = world.faults.at(Point.CALL_BEFORE, node.index, kind);
        if (before != null) {
            world.trace(node.life, "fault", before);
            ApiResponse instead = beforeCall(before, call);
            if (instead != null) {
                return instead;
            }
        }
        ApiResponse response = world.service.answer(call);
        world.trace(node.life, "call", kind, response.status());
        Fault after = world.faults.at(Point.CALL_AFTER, node.index, kind);
        if (after == null) {
            return response;
        }
        world.trace(node.life, "fault", after);
        return afterCall(after, kind, response);
    }

    private ApiResponse beforeCall(Fault fault, ApiCall call) throws CallFailure {
        switch (fault.effect()) {
            case CRASH -> world.crash(node, fault.length());
            case REFUSE -> throw CallFailure.beforeSending("refused", null);
            case VANISH -> {
                world.pass(SimulatedService.kind(call), fault.length());
                throw CallFailure.afterSending("no response", null);
            }
            case LATE -> {
                world.time.after(fault.length(), () -> world.service.answer(call));
                throw CallFailure.afterSending("reset", null);
            }
            case THROTTLE -> {
                return world.service.throttled(fault.length());
            }
            case BUSY -> {
                return world.service.response(500, SimulatedService.body("{\"detail\":\"error\"}"));
            }
            default -> throw new IllegalStateException(fault.toString());
        }
        return null;
    }

    private ApiResponse afterCall(Fault fault, String kind, ApiResponse response) throws CallFailure {
        switch (fault.effect()) {
            case CRASH -> world.crash(node, fault.length());
            case FREEZE -> world.freeze(fault.length());
            case SLOW -> world.pass(kind, fault.length());
            case LOSE -> {
                world.pass(kind, fault.length());
                throw CallFailure.afterSending("no response", null);
            }
            case ERROR -> {
                return world.service.response(500, SimulatedService.body("{\"detail\":\"error\"}"));
            }
            case GATEWAY -> {
                return world.service.response(502, SimulatedService.body("<html>Bad gateway</html>"));
            }
            case GARBLE -> {
                int half = response.body().length / 2;
                return world.service.response(200, Arrays.copyOf(response.body(), half));
            }
            default -> throw new IllegalStateException(fault.toString());
        }
        return response;
    }
}
