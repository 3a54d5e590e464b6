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
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Sets an exchange's message from an answer. */
final class Outcome {

    private Outcome() {}

    static void set(Exchange exchange, ApiResult<?> answer) {
        set(exchange, answer.value(), answer.httpStatus());
    }

    /** Of a workflow, whose id goes along. */
    static void set(Exchange exchange, long workflowId, ApiResult<?> answer) {
        set(exchange, answer);
        exchange.getMessage().setHeader(ScriptRunConstants.WORKFLOW_ID, workflowId);
    }

    static void set(Exchange exchange, Object body, int httpStatus) {
        Message message = exchange.getMessage();
        message.setBody(body);
        message.setHeader(ScriptRunConstants.HTTP_RESPONSE_CODE, httpStatus);
    }

    /** A single page that was asked for: its entries, and how to ask for more. */
    static void setPage(Exchange exchange, ApiResult<? extends Page<?>> answer) {
        Page<?> page = answer.value();
        set(exchange, page.items(), answer.httpStatus());
        setOrRemove(exchange.getMessage(), ScriptRunConstants.TOTAL_COUNT, page.totalCount());
        setOrRemove(exchange.getMessage(), ScriptRunConstants.NEXT_PAGE, page.nextPage());
    }

    /** A header of an earlier answer must not pass for one of this. */
    static void setOrRemove(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
