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
package ai.scriptrun.camel.consumer;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.store.StoredRun;

/** Creates the exception of a start of which it is unknown whether it was accepted. */
final class UncertainStart {

    private UncertainStart() {}

    static RunStartUncertainException of(StoredRun run) {
        ErrorContext context = ErrorContext.of("results", run.workflowId(), null);
        return new RunStartUncertainException(
                context.describe()
                        + " was about to be started when its application ended or its response was lost (record "
                        + run.id() + " of the run store): it is unknown whether the service accepted it. It is not"
                        + " started again; look into the workflow's history.",
                context,
                null);
    }
}
