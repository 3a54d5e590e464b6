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
package ai.scriptrun.camel.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.model.Node;
import ai.scriptrun.camel.model.Workflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the account's workflows once. The API promises a list of workflows, and not that the list has their structure:
 * workflows without it are read separately.
 */
final class WorkflowListing {

    /** Of an account with more pages of workflows than this, the rest is not read. */
    static final int MOST_PAGES = 100;

    static final int MOST_SINGLE_READS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowListing.class);

    private final RunApi api;
    private final WorkflowIndex index = new WorkflowIndex();
    private final CompletableFuture<WorkflowIndex> done = new CompletableFuture<>();
    private final Deque<Long> bare = new ArrayDeque<>();
    private Integer nextPage = 1;
    private int singleReads;

    WorkflowListing(RunApi api) {
        this.api = api;
    }

    /** Once. What could not be read is missing from the index, which then is not whole. */
    CompletableFuture<WorkflowIndex> read() {
        proceed();
        return done;
    }

    /** A loop for calls that complete immediately, as on the calling thread: nested calls would overflow its stack. */
    private void proceed() {
        try {
            while (nextPage != null || !bare.isEmpty()) {
                CompletableFuture<Void> step = nextPage != null ? page(nextPage) : single(bare.poll());
                if (!step.isDone()) {
                    step.whenComplete((read, failure) -> proceed());
                    return;
                }
            }
            done.complete(index);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private CompletableFuture<Void> page(int number) {
        nextPage = null;
        return api.listWorkflows(null, null, number).handle((response, failure) -> {
            if (failure == null) {
                read(number, response);
            } else {
                notRead("The list of workflows", failure);
            }
            return null;
        });
    }

    private void read(int number, ApiResult<Page<Workflow>> response) {
        for (Workflow workflow : response.value().items()) {
            if (workflow.getId() == null) {
                index.lacksSome();
            } else if (workflow.toJson().path("data").path("nodes").isArray()) {
                index(workflow.getId(), workflow);
            } else {
                bare.add(workflow.getId());
            }
        }
        nextPage = response.value().nextPage();
        if (nextPage != null && number >= MOST_PAGES) {
            nextPage = null;
            index.lacksSome();
        }
    }

    private CompletableFuture<Void> single(long workflowId) {
        singleReads++;
        if (singleReads > MOST_SINGLE_READS) {
            bare.clear();
            index.lacksSome();
            return CompletableFuture.completedFuture(null);
        }
        return api.getWorkflow(workflowId).handle((response, failure) -> {
            if (failure == null) {
                index(workflowId, response.value());
            } else {
                notRead("Workflow " + workflowId, failure);
            }
            return null;
        });
    }

    private void index(long workflowId, Workflow workflow) {
        List<Node> nodes =
                workflow.getData() == null ? List.of() : workflow.getData().getNodes();
        index.add(workflowId, nodes.stream().map(Node::getId).toList());
    }

    private void notRead(String what, Throwable failure) {
        LOG.debug("{} can't be read to find a run's workflow", what, failure);
        index.lacksSome();
    }
}
