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

import java.util.Map;
import java.util.OptionalLong;

import static java.util.stream.Collectors.toMap;

/** The real service; {@code application.properties} reads from the environment how to reach it. */
record RemoteService(Map<String, String> environment) implements Service {

    RemoteService {
        environment = environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("SCRIPTRUN_"))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public String name() {
        return environment.getOrDefault("SCRIPTRUN_BASE_URL", "https://scriptrun.ai");
    }

    @Override
    public String workflowId() {
        return environment.get("SCRIPTRUN_WORKFLOW_ID");
    }

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }

    @Override
    public OptionalLong calls() {
        return OptionalLong.empty();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return name();
    }

    @Override
    public void close() {
        // The service needs no cleanup.
    }
}
