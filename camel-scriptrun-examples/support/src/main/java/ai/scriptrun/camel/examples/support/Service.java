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

/** Where the workflow runs. */
public interface Service extends AutoCloseable {

    /**
     * The real service where the environment names an API key, else the emulator in this process.
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

    /** What a person calls it. */
    String name();

    /** Id of the workflow. */
    String workflowId();

    /** What takes precedence over {@code application.properties}. */
    Map<String, String> properties();

    /** The environment in which another process runs the workflow here too. */
    Map<String, String> environment();

    /** How many calls it has had, where that can be known. */
    OptionalLong calls();

    @Override
    void close();
}
