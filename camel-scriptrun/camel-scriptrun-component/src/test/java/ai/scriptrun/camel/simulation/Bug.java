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
package ai.scriptrun.camel.simulation;

/** Bugs that are put in by hand, to prove that the simulation finds them. */
enum Bug {
    /** None at all. */
    NONE,

    /** A start is sent again after a failure of which nobody knows whether it had an effect. */
    START_IS_RETRIED,

    /** A start whose response was lost counts as one that was never sent. */
    LOST_RESPONSE_IS_A_REFUSAL,

    /** A node delivers a run that another one has taken over. */
    FENCE_IS_SKIPPED,

    /** A node claims what another one holds. */
    OWNER_IS_NOT_CHECKED,

    /** A run whose delivery has failed is not put back. */
    RELEASE_IS_FORGOTTEN,

    /** That a run was delivered is not stored. */
    DELIVERY_IS_FORGOTTEN,

    /** What was claimed when the response was lost is never found again. */
    CLAIM_IS_FORGOTTEN,

    /** What a dead node has held is not taken over. */
    DEAD_NODE_KEEPS_ITS_RUNS,

    /** A node believes that its lease is longer than it is. */
    LEASE_IS_TOO_LONG,

    /** A start key is not unique. */
    KEY_IS_NOT_UNIQUE,

    /** A run counts as in flight only until it was accepted. */
    LIMIT_IS_FORGOTTEN,

    /** A start of which it is unknown whether it was accepted is only remembered. */
    DOUBT_IS_SILENT,

    /** A search for the run of an uncertain start takes it for that of another one. */
    SEARCH_IS_BLIND,

    /** A node of the workflow is not waited for. */
    RESULT_IS_INCOMPLETE
}
