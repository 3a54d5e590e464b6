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
package ai.scriptrun.camel.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.http.TransportSettings;
import ai.scriptrun.camel.connection.ConnectionSettings;
import ai.scriptrun.camel.connection.Listeners;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.reliability.ChildJvm;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;

import static org.assertj.core.api.Assertions.catchThrowable;

/** A client with little memory that meets every {@link EndlessResponse}, to a poll and to a start. */
final class HostileApplication {

    /** Said after each call, before what it came to. */
    static final String CAME_TO = "came to";

    /** Said at the end, before what a call to a healthy service came to. */
    static final String AFTERWARDS = "afterwards";

    private static final int FEWER_CONNECTIONS_THAN_RESPONSES = 4;
    private static final int USUAL_RESPONSE_SIZE = 64 << 20;

    private HostileApplication() {}

    /** Argument: base URL. The workflow's id tells the service which response is wanted. */
    public static void main(String[] arguments) {
        ChildJvm.endWithParent();
        CamelContext context = new DefaultCamelContext();
        context.start();
        ScriptRunConnection connection = new ScriptRunConnection(
                context,
                new ConnectionSettings(
                        new TransportSettings(
                                arguments[0],
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(3),
                                FEWER_CONNECTIONS_THAN_RESPONSES,
                                USUAL_RESPONSE_SIZE,
                                null,
                                null,
                                null,
                                null),
                        Credentials.apiKey("a key"),
                        0),
                Throttle::new,
                Listeners.NONE);
        ServiceHelper.startService(connection);
        ScriptRunClient client = connection.client();
        for (EndlessResponse response : EndlessResponse.values()) {
            report(client.getWorkflow(response.number()));
            report(client.startRun(response.number(), RunInput.EMPTY));
        }
        Throwable failure = failureOf(client.getNodes());
        System.out.println(AFTERWARDS + " " + (failure == null ? "healthy" : failure));
        ServiceHelper.stopAndShutdownService(connection);
        Runtime.getRuntime().halt(0);
    }

    private static void report(CompletableFuture<?> call) {
        Throwable failure = failureOf(call);
        System.out.println(CAME_TO + " "
                + (failure == null ? "a result" : failure.getClass().getName() + " " + failure.getMessage()));
    }

    private static Throwable failureOf(CompletableFuture<?> call) {
        Throwable failure = catchThrowable(call::join);
        return failure == null ? null : ScriptRunClient.unwrap(failure);
    }
}
