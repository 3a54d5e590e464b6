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
package ai.scriptrun.camel.start;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.store.StoreLease;

/** The last check before a start is sent: a node whose lease has run out may have lost the start to another one. */
final class LeaseCheck {

    private LeaseCheck() {}

    static void check(StoreLease lease, String owner, long workflowId) {
        if (!lease.isHeldBy(owner)) {
            ErrorContext context = ErrorContext.of("runWorkflow", workflowId, null);
            throw new ScriptRunException(
                    context.describe()
                            + " was not started: the lease of this node in the run store has run out meanwhile.",
                    context,
                    null);
        }
    }
}
