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
package ai.scriptrun.camel.emulator.http;

/** The calls of the workflow API. Paths are relative to {@code /api/v1/workflows/}. */
public enum Endpoint {
    /** {@code POST /}. */
    CREATE_WORKFLOW("POST"),
    /** {@code GET /}. */
    LIST_WORKFLOWS("GET"),
    /** {@code GET {id}/}. */
    GET_WORKFLOW("GET"),
    /** {@code PATCH {id}/}. */
    UPDATE_WORKFLOW("PATCH"),
    /** {@code DELETE {id}/}. */
    DELETE_WORKFLOW("DELETE"),
    /** {@code GET {id}/input-fields/}. */
    INPUT_FIELDS("GET"),
    /** {@code GET {id}/check_workflow/}. */
    CHECK_WORKFLOW("GET"),
    /** {@code GET get_nodes/}. */
    GET_NODES("GET"),
    /** {@code POST {id}/run/}. */
    RUN("POST"),
    /** {@code GET workflow_result/?id=…}. */
    RESULT("GET"),
    /** {@code GET {id}/history/}. */
    HISTORY("GET"),
    /** {@code POST execution-update/{workflow_run_id}/}. */
    EXECUTION_UPDATE("POST");

    private final String method;

    Endpoint(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }
}
