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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/** A slow database: a consumer stops relying on its lease shortly before the lease is renewed. */
class LeaseInDoubtTest {

    private static final Duration LEASE = Duration.ofSeconds(4);

    /** A consumer relies on the first four fifths of its lease. */
    private static final Duration TOO_LATE = LEASE.multipliedBy(17).dividedBy(20);

    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile long joinedAt;

    @Test
    void aDeliveryThatBeganWithAnUncertainLeaseContinuesOnceTheLeaseIsRenewed() throws Exception {
        JdbcRunStore store = new JdbcRunStore(Databases.h2());
        store.setLease(LEASE);
        try (ScriptRunEmulator service = ScriptRunEmulator.builder()
                        .runTime(Duration.ofMillis(200))
                        .start();
                TestNode node = new TestNode(service).runStore(late(store))) {
            long workflow = service.createWorkflow(Workflows.ECHO);
            node.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                    from("scriptrun:results?initialDelay=0&delay=20").to("mock:results");
                }
            });
            node.template().sendBody("direct:start", Map.of("n", 1));

            await().until(() -> node.mock("results").getReceivedCounter() == 1);
        }
    }

    /** The first delivery's response comes when the lease is uncertain, and the renewal's just after it. */
    private RunStore late(RunStore store) {
        return (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("renew")) {
                        begun.await();
                    }
                    Object result;
                    try {
                        result = method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("join")) {
                        joinedAt = System.nanoTime();
                    } else if (method.getName().equals("beginDelivery") && begun.getCount() > 0) {
                        TimeUnit.NANOSECONDS.sleep(joinedAt + TOO_LATE.toNanos() - System.nanoTime());
                        begun.countDown();
                    }
                    return result;
                });
    }
}
