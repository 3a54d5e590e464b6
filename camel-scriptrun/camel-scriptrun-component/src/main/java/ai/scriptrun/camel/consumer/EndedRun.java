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

import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.run.FinishedRun;

/**
 * A run that is waited for no longer, and is to be emitted.
 *
 * @param run      which run it is
 * @param finished its result, or {@code null} where it could not be brought to one
 * @param failure  why there is no result, or {@code null}
 */
record EndedRun(AwaitedRun run, FinishedRun finished, Exception failure) {

    String runId() {
        return run.runId();
    }
}
