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
 * How many runs of a workflow are in a phase.
 *
 * @param service    the service's root URL
 * @param workflowId the workflow, or {@code null} where that isn't known
 * @param phase      the phase, never {@link RunPhase#DELIVERED}
 * @param runs       their number
 */
public record RunCount(String service, Long workflowId, RunPhase phase, long runs) {}
