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

import java.util.List;
import java.util.Locale;

import ai.scriptrun.camel.emulator.engine.Workflow;
import ai.scriptrun.camel.emulator.engine.Workflows;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Create, list, read, change and delete workflows, and read what is derived from them. */
final class WorkflowCalls {

    private final Workflows workflows;

    WorkflowCalls(Workflows workflows) {
        this.workflows = workflows;
    }

    ApiResponse create(ApiRequest request) {
        WorkflowBody body = WorkflowBody.complete(request.jsonObject());
        return ApiResponse.of(
                201, workflows.create(body.project(), body.title(), body.data()).toJson());
    }

    ApiResponse list(ApiRequest request) {
        Long project = request.query("project")
                .filter(text -> !text.isEmpty())
                .map(WorkflowBody::projectFilter)
                .orElse(null);
        String title = request.query("title").orElse("").toLowerCase(Locale.ROOT);
        List<Workflow> found = workflows.all().stream()
                .filter(workflow -> project == null || workflow.project() == project)
                .filter(workflow -> workflow.title().toLowerCase(Locale.ROOT).contains(title))
                .toList();
        Paging paging = new Paging(request, found.size());
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        found.stream().skip(paging.offset()).limit(paging.size()).forEach(workflow -> results.add(workflow.toJson()));
        return paging.response(results);
    }

    ApiResponse get(ApiRequest request) {
        return ApiResponse.ok(find(request).toJson());
    }

    ApiResponse update(ApiRequest request) {
        long id = find(request).id();
        WorkflowBody body = WorkflowBody.partial(request.jsonObject());
        return workflows
                .update(id, body::appliedTo)
                .map(workflow -> ApiResponse.ok(workflow.toJson()))
                .orElseThrow(ApiException::notFound);
    }

    ApiResponse delete(ApiRequest request) {
        if (!workflows.delete(request.workflowId())) {
            throw ApiException.notFound();
        }
        return ApiResponse.noContent();
    }

    ApiResponse inputFields(ApiRequest request) {
        return ApiResponse.ok(find(request).inputFields());
    }

    ApiResponse check(ApiRequest request) {
        Workflow workflow = find(request);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("valid", workflow.check().errors().isEmpty());
        workflow.check().errors().forEach(body.putArray("errors")::add);
        workflow.check().warnings().forEach(body.putArray("warnings")::add);
        return ApiResponse.ok(body);
    }

    Workflow find(ApiRequest request) {
        return workflows.find(request.workflowId()).orElseThrow(ApiException::notFound);
    }
}
