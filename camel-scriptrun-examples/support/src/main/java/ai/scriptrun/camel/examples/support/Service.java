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
package ai.scriptrun.camel.examples.support;

import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;

/** The service that runs the workflow. */
public interface Service extends AutoCloseable {

    /**
     * The real service if the environment has an API key, otherwise the emulator in this process.
     *
     * @param environment has {@code SCRIPTRUN_API_KEY} and {@code SCRIPTRUN_WORKFLOW_ID}, or neither
     * @param workflow the {@code data} structure of the workflow, as JSON, for the emulator
     */
    static Service choose(Map<String, String> environment, InputStream workflow) {
        if (environment.getOrDefault("SCRIPTRUN_API_KEY", "").isBlank()) {
            return EmbeddedService.start(workflow);
        }
        if (environment.getOrDefault("SCRIPTRUN_WORKFLOW_ID", "").isBlank()) {
            throw new IllegalArgumentException(
                    "SCRIPTRUN_API_KEY is set, so SCRIPTRUN_WORKFLOW_ID has to name the workflow to run.");
        }
        return new RemoteService(environment);
    }

    /** A name for the console. */
    String name();

    /** Id of the workflow. */
    String workflowId();

    /** Properties that override {@code application.properties}. */
    Map<String, String> properties();

    /** The environment with which another process uses this service too. */
    Map<String, String> environment();

    /** How many calls it has had, if that is known. */
    OptionalLong calls();

    @Override
    void close();
}
