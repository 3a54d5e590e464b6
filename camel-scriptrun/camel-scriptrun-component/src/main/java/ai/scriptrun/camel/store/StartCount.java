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
package ai.scriptrun.camel.store;

/**
 * Open starts of one workflow, over all nodes.
 *
 * @param workflowId the workflow
 * @param queued     starts that wait in the queue
 * @param inFlight   starts that are being made, and runs whose end is not stored
 */
public record StartCount(long workflowId, int queued, int inFlight) {

    /** The sum of two stores' counts. */
    public StartCount plus(StartCount other) {
        return new StartCount(workflowId, queued + other.queued, inFlight + other.inFlight);
    }
}
