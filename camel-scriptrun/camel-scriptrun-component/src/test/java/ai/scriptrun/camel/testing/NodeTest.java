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
package ai.scriptrun.camel.testing;

import java.util.List;
import java.util.stream.IntStream;

import ai.scriptrun.camel.emulator.EmulatorBuilder;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.junit.jupiter.api.AfterEach;

/** A node that is not started yet, and a service with the workflow {@link Workflows#ECHO}. */
public abstract class NodeTest {

    protected final ScriptRunEmulator service;
    protected final long workflow;
    protected final TestNode node;

    protected NodeTest() {
        this(ScriptRunEmulator.builder());
    }

    protected NodeTest(EmulatorBuilder builder) {
        service = builder.start();
        workflow = service.createWorkflow(Workflows.ECHO);
        node = new TestNode(service);
    }

    @AfterEach
    void stop() {
        node.close();
        service.close();
    }

    /** The bodies that a node's {@code mock:results} has received. */
    protected static List<String> received(TestNode node) {
        return node.mock("results").getReceivedExchanges().stream()
                .map(exchange -> exchange.getIn().getBody(String.class))
                .toList();
    }

    /** The results of runs of {@link Workflows#ECHO} with consecutive numbers. */
    protected static List<String> expected(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> "n=" + i).toList();
    }
}
