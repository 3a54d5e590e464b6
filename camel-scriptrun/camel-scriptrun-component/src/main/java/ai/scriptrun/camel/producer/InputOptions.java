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
package ai.scriptrun.camel.producer;

import java.util.Set;

/**
 * Inputs of an operation that the endpoint's options give; {@code null} where an option is not set.
 *
 * @param workflowId the workflow
 * @param projectId  the project
 * @param title      the title
 * @param runId      the run
 * @param page       the page
 * @param pageSize   entries in a page
 * @param ordering   order of the history
 * @param setByUri   names of those that the endpoint's URI sets, so that no header overrides them
 */
public record InputOptions(
        Long workflowId,
        Long projectId,
        String title,
        String runId,
        Integer page,
        Integer pageSize,
        String ordering,
        Set<String> setByUri) {

    /** No input is set. */
    public static final InputOptions NONE = new InputOptions(null, null, null, null, null, null, null, Set.of());
}
