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

import java.time.Instant;

/**
 * A run as people see it, without its payload. Times are those of the store's clock.
 *
 * @param id         the store's own id of the run
 * @param service    the service's root URL
 * @param kind       name of its {@link RunKind}
 * @param workflowId its workflow, or {@code null} where that isn't known
 * @param runId      its UUID, or {@code null} where there is none
 * @param startKey   its start key, or {@code null}
 * @param phase      how far it has come
 * @param owner      the owner that holds it, or {@code null}
 * @param deliveries how often its delivery has begun
 * @param startedAt  when it was queued or started
 * @param endedAt    when its end was recorded, for a delivered one its delivery; {@code null} before
 * @param dueAt      when it may be claimed next; in the past once it is due
 * @param cost       its cost in USD, or {@code null}
 * @param failure    why it was never started, or {@code null}
 * @param readAt     when it was read
 */
public record ViewedRun(
        long id,
        String service,
        String kind,
        Long workflowId,
        String runId,
        String startKey,
        RunPhase phase,
        String owner,
        int deliveries,
        Instant startedAt,
        Instant endedAt,
        Instant dueAt,
        Double cost,
        StartFailure failure,
        Instant readAt) {}
