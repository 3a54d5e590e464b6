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
package ai.scriptrun.camel.emulator.engine;

import java.util.List;

/** Where workflows and ended runs are written down, so that they outlive the process. */
public interface Journal extends AutoCloseable {

    /**
     * The workflows that were stored before.
     *
     * @return in any order
     */
    List<Workflow> workflows();

    /**
     * The runs that were started before.
     *
     * @return in the order in which they were started
     */
    List<Run> runs();

    /**
     * Called when a workflow was created or changed.
     *
     * @param workflow the workflow as it is now
     */
    void stored(Workflow workflow);

    /**
     * Called when a workflow was deleted.
     *
     * @param workflowId its number
     */
    void deleted(long workflowId);

    /**
     * Called when a run was started or its course changed.
     *
     * @param run the run as it is now
     */
    void stored(Run run);

    @Override
    void close();

    /** Writes nothing down: everything is gone when the process ends. */
    Journal NONE = new Journal() {
        @Override
        public List<Workflow> workflows() {
            return List.of();
        }

        @Override
        public List<Run> runs() {
            return List.of();
        }

        @Override
        public void stored(Workflow workflow) {}

        @Override
        public void deleted(long workflowId) {}

        @Override
        public void stored(Run run) {}

        @Override
        public void close() {}
    };
}
