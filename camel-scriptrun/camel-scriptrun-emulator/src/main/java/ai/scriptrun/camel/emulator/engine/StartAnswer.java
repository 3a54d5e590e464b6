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
package ai.scriptrun.camel.emulator.engine;

import java.util.List;

/** What came of the wish to start a run. */
public sealed interface StartAnswer {

    /**
     * The run was started.
     *
     * @param run the run
     */
    record Accepted(Run run) implements StartAnswer {}

    /**
     * No run was started.
     *
     * @param status 400 if the workflow's structure is broken, 422 if the input lacks a required field
     * @param errors why
     */
    record Rejected(int status, List<String> errors) implements StartAnswer {}
}
