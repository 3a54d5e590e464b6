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
package ai.scriptrun.camel.benchmarks.calls;

import java.util.Map;

import ai.scriptrun.camel.benchmarks.Service;

/** A way to call the service. Thread-safe. */
public interface Caller {

    /** Connections that every way may have open. */
    int CONNECTIONS = 64;

    /** Starts a run; the answer as the way has it. */
    Object runWorkflow(Map<String, Object> input) throws Exception;

    /** Reads a run that has ended; the answer as the way has it. */
    Object getResult(String run) throws Exception;

    /** The ways that are compared. */
    enum Way {
        SCRIPTRUN("camel-scriptrun in a route"),
        HTTP_CLIENT("HttpClient and Jackson"),
        CLIENT_IN_ROUTE("the same in a route"),
        HAND_WRITTEN("hand-written route");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        /** What it is called in the report. */
        public String title() {
            return title;
        }

        Caller open(Service service) throws Exception {
            return switch (this) {
                case SCRIPTRUN -> new ScriptRunCaller(service);
                case HTTP_CLIENT -> new HttpClientCaller(service);
                case CLIENT_IN_ROUTE -> new ClientInRouteCaller(service);
                case HAND_WRITTEN -> new HandWrittenCaller(service);
            };
        }
    }
}
