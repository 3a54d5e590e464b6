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

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Pattern;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.ScriptRunOperation;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.model.RunId;
import org.apache.camel.Exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads an operation's inputs: the value of the endpoint's URI, else the header's, else the
 * component's default. Checks them before any call.
 */
final class Inputs {

    /** ASCII digits alone: Java would take those of other scripts too. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private static final int LONGEST_KEY = 255;

    private final ScriptRunOperation operation;
    private final InputOptions options;

    Inputs(ScriptRunOperation operation, InputOptions options) {
        this.operation = operation;
        this.options = options;
    }

    /** The workflow's id, which is required. */
    long workflowId(Exchange exchange) {
        return required(workflowIdIfAny(exchange), "workflowId", ScriptRunConstants.WORKFLOW_ID);
    }

    /** The workflow's id, or {@code null}. */
    Long workflowIdIfAny(Exchange exchange) {
        return number(exchange, "workflowId", ScriptRunConstants.WORKFLOW_ID, options.workflowId());
    }

    /** The project's id, or {@code null}. */
    Long projectId(Exchange exchange) {
        return number(exchange, "projectId", ScriptRunConstants.PROJECT_ID, options.projectId());
    }

    /** The title, or {@code null}. */
    String title(Exchange exchange) {
        String header = text(exchange, "title", ScriptRunConstants.TITLE, options.title());
        return header == null ? options.title() : header;
    }

    /** The start key, or {@code null}. */
    String startKey(Exchange exchange) {
        Object given = exchange.getMessage().getHeader(ScriptRunConstants.START_KEY);
        String key = given instanceof byte[] bytes ? new String(bytes, UTF_8) : given == null ? null : given.toString();
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw wrong(ScriptRunConstants.START_KEY, key, "a text of 1 to " + LONGEST_KEY + " characters");
        }
        return key;
    }

    /** The run's UUID in lower case, which is required. */
    String runId(Exchange exchange) {
        String header = text(exchange, "runId", ScriptRunConstants.RUN_ID, options.runId());
        String id = required(header == null ? options.runId() : header, "runId", ScriptRunConstants.RUN_ID);
        if (!RunId.isValid(id)) {
            throw wrong(ScriptRunConstants.RUN_ID, id, "a UUID such as 0781b175-2135-45ec-9063-ad3e0d929adc");
        }
        return id.toLowerCase(Locale.ROOT);
    }

    /** The requested page, or {@code null} for all pages. */
    Integer page(Exchange exchange) {
        return small(exchange, "page", ScriptRunConstants.PAGE, options.page());
    }

    /** Entries in a page, or {@code null} for the service's default. */
    Integer pageSize(Exchange exchange) {
        return small(exchange, "pageSize", ScriptRunConstants.PAGE_SIZE, options.pageSize());
    }

    /** Order of the history, or {@code null} for the service's default. */
    String ordering(Exchange exchange) {
        String header = text(exchange, "ordering", ScriptRunConstants.ORDERING, options.ordering());
        if (header != null && !RunApi.ORDERINGS.contains(header)) {
            throw wrong(ScriptRunConstants.ORDERING, header, "one of " + RunApi.ORDERINGS);
        }
        return header == null ? options.ordering() : header;
    }

    /** The exception for an invalid body. */
    InvalidInputException invalid(String message, Throwable cause) {
        return new InvalidInputException(operation + ": " + message, context(), cause);
    }

    private Integer small(Exchange exchange, String name, String header, Integer option) {
        Long value = number(exchange, name, header, option == null ? null : option.longValue());
        if (value != null && value > Integer.MAX_VALUE) {
            throw wrong(header, value.toString(), "a positive number of at most " + Integer.MAX_VALUE);
        }
        return value == null ? null : value.intValue();
    }

    private Long number(Exchange exchange, String name, String header, Long option) {
        Object given = header(exchange, name, header, option);
        if (given == null) {
            return option;
        }
        String value = given instanceof byte[] bytes ? numberText(bytes) : given.toString();
        if (!DIGITS.matcher(value).matches() || Long.parseLong(value) == 0) {
            throw wrong(header, value, "a positive number");
        }
        return Long.valueOf(value);
    }

    /** A broker's bytes are the digits, or the number itself: Kafka has a Long as 8 bytes and an Integer as 4. */
    private static String numberText(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        if (DIGITS.matcher(text).matches()) {
            return text;
        }
        return switch (bytes.length) {
            case Long.BYTES -> Long.toString(ByteBuffer.wrap(bytes).getLong());
            case Integer.BYTES -> Integer.toString(ByteBuffer.wrap(bytes).getInt());
            default -> text;
        };
    }

    private String text(Exchange exchange, String name, String header, Object option) {
        Object given = header(exchange, name, header, option);
        // Brokers such as Kafka pass on headers as bytes.
        return given instanceof byte[] bytes ? new String(bytes, UTF_8) : given == null ? null : given.toString();
    }

    /** The header's value, or {@code null} if it is not set or the endpoint's URI overrides it. */
    private Object header(Exchange exchange, String name, String header, Object option) {
        return option != null && options.setByUri().contains(name)
                ? null
                : exchange.getMessage().getHeader(header);
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
                operation + ": the header " + header + " is '" + shortened(value) + "'; it has to be " + expected + ".",
                context(),
                null);
    }

    private ErrorContext context() {
        return ErrorContext.of(operation.name(), null, null);
    }

    private static String shortened(String value) {
        return value.length() > 80 ? value.substring(0, 80) + "…" : value;
    }
}
