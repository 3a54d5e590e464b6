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

import java.time.Duration;
import java.time.Instant;

/**
 * A run to be stored.
 *
 * @param kind       whose consumers take it
 * @param account    fingerprint of the credential that it was started or found with
 * @param workflowId its workflow, or {@code null} where that isn't known
 * @param runId      its UUID in lower case
 * @param state      its state; {@link RunState#DELIVERED} for one that is only to be remembered
 * @param age        how long ago it was started
 * @param createdAt  the service's own time of its history entry, or {@code null}
 * @param payload    what is delivered beside its result
 */
public record NewRun(
        RunKind kind,
        String account,
        Long workflowId,
        String runId,
        RunState state,
        Duration age,
        Instant createdAt,
        Payload payload) {}
