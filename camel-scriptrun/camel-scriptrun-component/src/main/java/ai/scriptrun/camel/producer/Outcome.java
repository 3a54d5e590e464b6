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

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.message.OutHeader;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Sets an exchange's message from a response. */
final class Outcome {

    private Outcome() {}

    static void set(Exchange exchange, ApiResult<?> response) {
        set(exchange, response.value(), response.httpStatus());
    }

    /** Of a workflow, whose id is set as a header. */
    static void set(Exchange exchange, long workflowId, ApiResult<?> response) {
        set(exchange, response);
        exchange.getMessage().setHeader(ScriptRunConstants.WORKFLOW_ID, workflowId);
    }

    static void set(Exchange exchange, Object body, int httpStatus) {
        Message message = exchange.getMessage();
        message.setBody(body);
        message.setHeader(ScriptRunConstants.HTTP_RESPONSE_CODE, httpStatus);
    }

    /** A single page: its entries, the total count and the next page's number. */
    static void setPage(Exchange exchange, ApiResult<? extends Page<?>> response) {
        Page<?> page = response.value();
        set(exchange, page.items(), response.httpStatus());
        OutHeader.set(exchange.getMessage(), ScriptRunConstants.TOTAL_COUNT, page.totalCount());
        OutHeader.set(exchange.getMessage(), ScriptRunConstants.NEXT_PAGE, page.nextPage());
    }
}
