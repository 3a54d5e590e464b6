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
 * A start that its owner is to make, or that is in doubt.
 *
 * @param id         the store's own id of the run
 * @param workflowId the workflow
 * @param account    fingerprint of the credential that it was ordered with
 * @param startKey   the user's own name for it, or {@code null}
 * @param terms      on what terms it may be made
 * @param age        how long ago it was about to be made last, by the store's clock
 * @param payload    what it was ordered with; {@link Payload#NONE} where it can't be read
 * @param unreadable why the payload can't be read, or {@code null}
 */
public record DueStart(
        long id,
        long workflowId,
        String account,
        String startKey,
        StartTerms terms,
        Duration age,
        Payload payload,
        Exception unreadable) {}
