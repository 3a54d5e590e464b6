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

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.consumer.ResultsConsumer;
import ai.scriptrun.camel.consumer.ResultsOptions;
import ai.scriptrun.camel.consumer.RunEnds;
import ai.scriptrun.camel.consumer.RunSource;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;

/** The component's consumer, polled by the simulation instead of a thread. */
final class SimulatedConsumer extends ResultsConsumer {

    private static final Duration DELAY = Duration.ofMillis(500);

    private final Timer leaseTimer;

    SimulatedConsumer(
            World world,
            SimulatedNode node,
            ResultsOptions options,
            ScriptRunConnection connection,
            RunStore store,
            String account,
            RunSource source,
            RunEnds ends,
            Timer leaseTimer) {
        super(
                SimulatedCamel.endpoint(),
                new SimulatedRoute(world, node),
                options,
                () -> connection,
                store,
                account,
                source,
                ends);
        this.leaseTimer = leaseTimer;
        setScheduler(new Scheduler(node));
    }

    @Override
    protected Timer leaseTimer() {
        return leaseTimer;
    }

    /** Nothing else would run while it waits. */
    @Override
    protected Duration fetchTime() {
        return Duration.ZERO;
    }

    private static final class Scheduler extends ServiceSupport implements ScheduledPollConsumerScheduler {

        private final SimulatedNode node;
        private Runnable task;
        private boolean begun;

        Scheduler(SimulatedNode node) {
            this.node = node;
        }

        @Override
        public void onInit(Consumer consumer) {}

        @Override
        public void scheduleTask(Runnable poll) {
            task = poll;
        }

        @Override
        public void unscheduleTask() {
            task = null;
        }

        @Override
        public void startScheduler() {
            begun = true;
            node.poll(
                    () -> {
                        if (task != null) {
                            task.run();
                        }
                    },
                    DELAY);
        }

        @Override
        public boolean isSchedulerStarted() {
            return begun;
        }

        @Override
        public CamelContext getCamelContext() {
            return SimulatedCamel.context();
        }

        @Override
        public void setCamelContext(CamelContext context) {}
    }
}
