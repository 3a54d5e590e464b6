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
package ai.scriptrun.camel.fake;

import java.io.IOException;

/** Threads for servers of tests: they end with their sockets, or with the tests. */
final class Threads {

    interface Io {
        void run() throws IOException;
    }

    private Threads() {}

    static void start(Io io) {
        Thread thread = new Thread(() -> {
            try {
                io.run();
            } catch (IOException e) {
                // The client or the test has hung up.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
