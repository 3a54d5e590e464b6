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
package ai.scriptrun.camel;

/** What a {@code scriptrun:} endpoint does: a call of the API, or, for consumers, the source of results. */
public enum ScriptRunOperation {
    /** Creates a workflow. */
    createWorkflow,
    /** Lists workflows; pages are read lazily. */
    listWorkflows,
    /** Reads a workflow. */
    getWorkflow,
    /** Changes a workflow. */
    updateWorkflow,
    /** Deletes a workflow. */
    deleteWorkflow,
    /** Reads the input fields that a workflow's trigger declares. */
    getInputFields,
    /** Lets the service validate a workflow's structure. */
    checkWorkflow,
    /** Reads the schemas of the nodes that workflows are made of. */
    getNodes,
    /** Starts a run; with {@code await=true} waits for its result. */
    runWorkflow,
    /** Reads a run as it is now. */
    getResult,
    /** Waits for a run's result. */
    awaitResult,
    /** Reads a workflow's run history; pages are read lazily. */
    getHistory,
    /** Consumers only: finished runs. */
    results
}
