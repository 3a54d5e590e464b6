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
package ai.scriptrun.camel.benchmarks.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import ai.scriptrun.camel.benchmarks.ChildJvm;

/** A ScriptRun service with minimal cost, so that only its clients are measured. Runs in a separate process. */
public final class StubService {

    /** Said before the port, once it answers. */
    public static final String LISTENING = "listening";

    private static final int BACKLOG = 1_000;

    private StubService() {}

    /** Serves until the process that started this one is gone. */
    public static void main(String[] arguments) throws IOException {
        ChildJvm.endWithParent();
        StubApi api = new StubApi();
        try (ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            System.out.println(LISTENING + " " + listener.getLocalPort());
            while (true) {
                Thread connection = new Thread(new StubConnection(listener.accept(), api));
                connection.setDaemon(true);
                connection.start();
            }
        }
    }
}
