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
 * A start that its owner has to make, or that is uncertain.
 *
 * @param id         the store's own id of the run
 * @param workflowId the workflow
 * @param startKey   its start key, or {@code null}
 * @param terms      the terms on which it may be made
 * @param payload    its stored headers and input; {@link Payload#NONE} if they can't be read
 * @param unreadable why the payload can't be read, or {@code null}
 */
public record DueStart(
        long id, long workflowId, String startKey, StartTerms terms, Payload payload, Exception unreadable) {}
