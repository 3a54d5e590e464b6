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
import java.util.List;

import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;

/** Those who ask for runs, through a broker that delivers a message again until it was processed. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final World world;

    Client(World world) {
        this.world = world;
    }

    /** Asks a node for a run. */
    void send(Request request) {
        if (request.settled) {
            return;
        }
        if (world.shape.origin() != Shape.Origin.STARTED) {
            startElsewhere(request);
            return;
        }
        int attempt = ++request.attempts;
        Chance of = world.chance.of(request.name, attempt);
        world.nodes[of.below(world.nodes.length)].send(request, this);
        world.time.after(PATIENCE, () -> {
            if (request.attempts == attempt) {
                again(request);
            }
        });
    }

    /** Somebody else has started it. */
    private void startElsewhere(Request request) {
        ServiceRun run = world.service.start(SimulatedService.WORKFLOW, request.name);
        request.runs.add(run);
        if (world.shape.origin() == Shape.Origin.ADDED) {
            world.store.add(List.of(new NewRun(
                    RunKind.tracked(SimulatedService.URL),
                    SimulatedNode.ACCOUNT,
                    run.workflow(),
                    run.id(),
                    RunState.RUNNING,
                    Duration.ZERO,
                    null,
                    Payload.NONE)));
        }
        request.promised = true;
        request.settled = true;
    }

    private void again(Request request) {
        if (request.keyed) {
            send(request);
        } else {
            request.settled = true;
        }
    }

    void answered(Request request, Exception failure) {
        if (failure == null) {
            request.promised = true;
            request.settled = true;
        } else if (failure instanceof RunStartUncertainException) {
            request.uncertain = true;
            request.settled = true;
        } else {
            request.attempts++;
            world.time.after(Duration.ofSeconds(3), () -> again(request));
        }
    }
}
