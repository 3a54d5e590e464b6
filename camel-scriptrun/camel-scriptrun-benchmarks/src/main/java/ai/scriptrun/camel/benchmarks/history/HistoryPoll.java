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
package ai.scriptrun.camel.benchmarks.history;

import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.benchmarks.Service;
import org.apache.camel.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A poll of a consumer on a workflow whose runs have all ended long ago. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class HistoryPoll {

    /** The workflow whose history it is. */
    @Param("0")
    public long workflow;

    private DefaultCamelContext context;
    private ScriptRunComponent component;
    private Consumer consumer;

    /** Counts the calls of a poll. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Asked {
        /** Calls of the API. */
        public long calls;
    }

    /** Starts the consumer without a scheduler, and lets it find its position in the history. */
    @Setup
    public void open() throws Exception {
        Service service = Service.toCall();
        context = new DefaultCamelContext();
        component = context.getComponent("scriptrun", ScriptRunComponent.class);
        component.getConfiguration().setBaseUrl(service.url());
        component.getConfiguration().setApiKey(service.apiKey());
        context.start();
        consumer = context.getEndpoint("scriptrun:results?startScheduler=false&workflowId=" + workflow)
                .createConsumer(exchange -> {
                    throw new IllegalStateException("an old run came as a new one");
                });
        consumer.start();
        ((Runnable) consumer).run();
    }

    /** Stops it. */
    @TearDown
    public void close() {
        consumer.stop();
        context.stop();
    }

    /** One poll. */
    @Benchmark
    public void poll(Asked asked) {
        long before = component.getCalls();
        ((Runnable) consumer).run();
        asked.calls += component.getCalls() - before;
    }
}
