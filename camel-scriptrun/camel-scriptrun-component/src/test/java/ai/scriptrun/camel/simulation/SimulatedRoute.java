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

import ai.scriptrun.camel.simulation.Fault.Effect;
import ai.scriptrun.camel.simulation.Fault.Point;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.UnitOfWorkHelper;

/** The route behind a consumer. */
final class SimulatedRoute extends AsyncProcessorSupport {

    private final World world;
    private final SimulatedNode node;

    SimulatedRoute(World world, SimulatedNode node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        return world.guarded(() -> emit(exchange, callback));
    }

    private boolean emit(Exchange exchange, AsyncCallback callback) {
        node.life.checkAlive();
        world.trace(node.life, "emits", exchange.getIn().getHeader(Journal.REQUEST), exchange.getException());
        Request.Emission emission = world.journal.enters(node, exchange);
        if (world.shape.transacted()) {
            node.join(emission);
        }
        Fault fault = world.faults.at(Point.ROUTE_BEFORE, node.index, "");
        UnitOfWork unit =
                PluginHelper.getUnitOfWorkFactory(exchange.getContext()).createUnitOfWork(exchange);
        exchange.getExchangeExtension().setUnitOfWork(unit);
        if (fault != null) {
            world.trace(node.life, "fault", fault);
        }
        return goOn(fault, exchange, () -> work(exchange, emission, unit, callback));
    }

    /** Goes on at once or later; returns which of the two. */
    private boolean goOn(Fault fault, Exchange exchange, Step step) {
        if (fault != null) {
            switch (fault.effect()) {
                case CRASH -> world.crash(node, fault.length());
                case FREEZE -> world.freeze(fault.length());
                case FAIL -> exchange.setException(new IllegalStateException("the route has failed"));
                case SLOW -> {
                    if (world.shape.transacted()) {
                        return step.run();
                    }
                    node.later(fault.length(), step::run);
                    return false;
                }
                default -> throw new IllegalStateException(fault.toString());
            }
        }
        return step.run();
    }

    /** Returns whether it is done. */
    private interface Step {
        boolean run();
    }

    private boolean work(Exchange exchange, Request.Emission emission, UnitOfWork unit, AsyncCallback callback) {
        boolean failed = exchange.getException() != emission.presented;
        Fault fault = failed ? null : world.faults.at(Point.ROUTE_AFTER, node.index, "");
        boolean failsLater = fault != null && fault.effect() == Effect.FAIL;
        if (failed || failsLater) {
            emission.failed = true;
        } else {
            emission.accepted = !world.shape.transacted();
        }
        if (fault != null) {
            world.trace(node.life, "fault", fault);
        }
        return goOn(fault, exchange, () -> {
            world.trace(
                    node.life,
                    emission.failed ? "failed" : "accepted",
                    exchange.getIn().getHeader(Journal.REQUEST));
            UnitOfWorkHelper.doneUow(unit, exchange);
            callback.done(true);
            return true;
        });
    }
}
