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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.testing.TestNode;
import org.apache.camel.builder.RouteBuilder;

/** Starts many runs at once, and is gone in the middle of it: its JVM exits at an instruction that is named. */
final class CutStartsApplication {

    private static final int CONNECTIONS = 8;
    private static final int KILLED = 9;

    private CutStartsApplication() {}

    /** Where it ends, at the n-th time that it gets there. */
    enum Moment {
        /** The start has been written down, and is not sent. */
        WRITTEN,
        /** Other stored starts are sent, accepted and wait for the response. */
        SENT,
        /** The start got its response, which is not stored. */
        ANSWERED,
        /** The run has been written down. */
        STORED
    }

    /**
     * Arguments: base URL, API key, database, name, first row, rows, ids of workflows with commas between, each of which gets
     * equally many rows, moment, n.
     */
    public static void main(String[] arguments) throws Exception {
        ChildJvm.endWithParent();
        JdbcRunStore store = new JdbcRunStore(Databases.pool(arguments[2], CONNECTIONS));
        store.setLease(CutStarts.LEASE);
        store.setNodeId(arguments[3]);
        int first = Integer.parseInt(arguments[4]);
        int rows = Integer.parseInt(arguments[5]);
        List<String> workflows = List.of(arguments[6].split(","));
        RunStore ending = ending(store, Moment.valueOf(arguments[7]), Integer.parseInt(arguments[8]));
        TestNode node = new TestNode(arguments[0], arguments[1]).runStore(ending);
        node.component().getConfiguration().setCallTimeout(BatchApplication.CALL_TIMEOUT.toMillis());
        node.start(new Starting());
        ExecutorService starters = Executors.newFixedThreadPool(rows);
        for (int row = first; row < first + rows; row++) {
            String key = BatchRoutes.key(row);
            Map<String, Object> headers = Map.of(
                    ScriptRunConstants.START_KEY, key,
                    ScriptRunConstants.WORKFLOW_ID, Long.valueOf(workflows.get((row - first) % workflows.size())),
                    BatchRoutes.ROW, row);
            starters.execute(() -> node.template().sendBodyAndHeaders(Starting.START, Map.of("n", key), headers));
        }
        // A start that failed, on a machine that is too busy, doesn't get there.
        starters.shutdown();
        if (!starters.awaitTermination(1, TimeUnit.MINUTES)) {
            System.err.println("Starts are still under way");
        }
        Runtime.getRuntime().halt(KILLED);
    }

    /** A start is looked for where it is in doubt. */
    static final class Starting extends RouteBuilder {

        static final String START = "direct:start";

        @Override
        public void configure() {
            from(START).to("scriptrun:runWorkflow?track=true&uncertainStart=SEARCH");
        }
    }

    /** The store, until the moment has come. */
    private static RunStore ending(RunStore store, Moment moment, int times) {
        AtomicInteger left = new AtomicInteger(times);
        return (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    endIf(moment == Moment.ANSWERED && name.equals("started"), left, 0);
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        endIf(moment == Moment.WRITTEN && name.equals("intend"), left, 0);
                        endIf(moment == Moment.SENT && name.equals("intend"), left, times % 10 * 10L);
                        endIf(moment == Moment.STORED && name.equals("started"), left, 0);
                    }
                });
    }

    private static void endIf(boolean there, AtomicInteger left, long delayMillis) throws InterruptedException {
        if (there && left.decrementAndGet() == 0) {
            Thread.sleep(delayMillis);
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
