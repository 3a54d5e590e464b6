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

import java.util.Locale;
import java.util.regex.Pattern;

import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.ScriptRunOperation;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.model.RunId;
import org.apache.camel.Exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads an operation's inputs: from the header where it is set, else from the option; checks them before any call. */
final class Inputs {

    /** ASCII digits alone: Java would take those of other scripts too. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private final ScriptRunOperation operation;
    private final ScriptRunConfiguration options;

    Inputs(ScriptRunOperation operation, ScriptRunConfiguration options) {
        this.operation = operation;
        this.options = options;
    }

    /** The workflow's id, which the operation can't do without. */
    long workflowId(Exchange exchange) {
        return required(workflowIdIfAny(exchange), "workflowId", ScriptRunConstants.WORKFLOW_ID);
    }

    /** The workflow's id, or {@code null}. */
    Long workflowIdIfAny(Exchange exchange) {
        return number(exchange, ScriptRunConstants.WORKFLOW_ID, options.getWorkflowId());
    }

    /** The project's id, or {@code null}. */
    Long projectId(Exchange exchange) {
        return number(exchange, ScriptRunConstants.PROJECT_ID, options.getProjectId());
    }

    /** The title, or {@code null}. */
    String title(Exchange exchange) {
        String header = text(exchange, ScriptRunConstants.TITLE);
        return header == null ? options.getTitle() : header;
    }

    /** The run's UUID, in lower case, which the operation can't do without. */
    String runId(Exchange exchange) {
        String header = text(exchange, ScriptRunConstants.RUN_ID);
        String id = required(header == null ? options.getRunId() : header, "runId", ScriptRunConstants.RUN_ID);
        if (!RunId.isValid(id)) {
            throw wrong(ScriptRunConstants.RUN_ID, id, "a UUID such as 0781b175-2135-45ec-9063-ad3e0d929adc");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    /** The one page that is asked for, or {@code null} for all of them. */
    Integer page(Exchange exchange) {
        return small(exchange, ScriptRunConstants.PAGE, options.getPage());
    }

    /** Entries in a page, or {@code null} where the service decides. */
    Integer pageSize(Exchange exchange) {
        return small(exchange, ScriptRunConstants.PAGE_SIZE, options.getPageSize());
    }

    /** Order of the history, or {@code null} where the service decides. */
    String ordering(Exchange exchange) {
        String header = text(exchange, ScriptRunConstants.ORDERING);
        if (header != null && !RunApi.ORDERINGS.contains(header)) {
            throw wrong(ScriptRunConstants.ORDERING, header, "one of " + RunApi.ORDERINGS);
        }
        return header == null ? options.getOrdering() : header;
    }

    /** An input that is wrong, for messages about bodies. */
    InvalidInputException invalid(String message, Throwable cause) {
        return new InvalidInputException(operation + ": " + message, context(), cause);
    }

    private Integer small(Exchange exchange, String header, Integer option) {
        Long value = number(exchange, header, option == null ? null : option.longValue());
        if (value != null && value > Integer.MAX_VALUE) {
            throw wrong(header, value.toString(), "a positive number of at most " + Integer.MAX_VALUE);
        }
        return value == null ? null : value.intValue();
    }

    private Long number(Exchange exchange, String header, Long option) {
        String value = text(exchange, header);
        if (value == null) {
            return option;
        }
        if (!DIGITS.matcher(value).matches() || Long.parseLong(value) == 0) {
            throw wrong(header, value, "a positive number");
        }
        return Long.valueOf(value);
    }

    private static String text(Exchange exchange, String header) {
        Object value = exchange.getMessage().getHeader(header);
        // Brokers such as Kafka hand headers on as bytes.
        return value instanceof byte[] bytes ? new String(bytes, UTF_8) : value == null ? null : value.toString();
    }

    private <T> T required(T value, String option, String header) {
        if (value == null) {
            throw new InvalidInputException(
                    operation + " needs the option " + option + " or the header " + header + ", and neither is set.",
                    context(),
                    null);
        }
        return value;
    }

    private InvalidInputException wrong(String header, String value, String expected) {
        return new InvalidInputException(
                operation + ": the header " + header + " is '" + printable(value) + "'; it has to be " + expected + ".",
                context(),
                null);
    }

    private ErrorContext context() {
        return ErrorContext.of(operation.name(), null, null);
    }

    /** Whatever a header holds, it makes no line of its own in a log. */
    private static String printable(String value) {
        String start = value.length() > 80 ? value.substring(0, 80) + "…" : value;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
