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

/**
 * A run as a claim returns it, without its payload: many of them wait in memory.
 *
 * @param id         the store's own id of the run
 * @param workflowId its workflow, or {@code null} where that isn't known
 * @param runId      its UUID in lower case
 * @param account    fingerprint of the credential that it was started or found with
 * @param state      how far it has come
 * @param age        how long ago it was started, by the store's clock
 * @param deliveries how often its delivery has begun
 * @param limited    whether starts may wait for its end
 */
public record StoredRun(
        long id,
        Long workflowId,
        String runId,
        String account,
        RunState state,
        Duration age,
        int deliveries,
        boolean limited) {}
