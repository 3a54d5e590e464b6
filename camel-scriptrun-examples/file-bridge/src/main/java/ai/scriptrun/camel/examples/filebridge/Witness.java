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
package ai.scriptrun.camel.examples.filebridge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.ScriptRunEndpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Observes the routes from outside, so that they contain only the bridge. */
final class Witness extends EventNotifierSupport {

    private final Map<String, Instant> sentAt = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final Story story;

    Witness(Ledger ledger, Story story) {
        this.ledger = ledger;
        this.story = story;
    }

    @Override
    public void notify(CamelEvent event) throws IOException {
        if (event instanceof ExchangeSendingEvent sending && sending.getEndpoint() instanceof ScriptRunEndpoint) {
            String file = file(sending.getExchange());
            sentAt.put(file, Instant.now());
            ledger.sent(file);
        } else if (event instanceof ExchangeCompletedEvent completed && isResult(completed.getExchange())) {
            ended(result(completed.getExchange()));
        } else if (event instanceof ExchangeFailedEvent failed) {
            Exception cause = failed.getExchange().getException();
            ended(ending(failed.getExchange(), false, cause.getMessage()));
        } else if (event instanceof CamelContextStoppedEvent) {
            // Not after Main has returned: after Ctrl-C the process ends before that.
            story.end(ledger);
        }
    }

    private void ended(Ending ending) {
        story.tell(ending);
        ledger.ended(ending);
    }

    private static boolean isResult(Exchange exchange) {
        return "results".equals(exchange.getFromRouteId());
    }

    private Ending result(Exchange exchange) throws IOException {
        String written = exchange.getMessage().getHeader(Exchange.FILE_NAME_PRODUCED, String.class);
        return written == null
                ? ending(exchange, false, "the run failed")
                : ending(exchange, true, Answers.read(Path.of(written)));
    }

    private Ending ending(Exchange exchange, boolean result, String answer) {
        String file = file(exchange);
        Instant sent = sentAt.get(file);
        return new Ending(
                file,
                result,
                answer,
                sent == null ? null : Duration.between(sent, Instant.now()),
                exchange.getMessage().getHeader(ScriptRunConstants.POLLS, Integer.class),
                exchange.getMessage().getHeader(ScriptRunConstants.TOTAL_COST, Double.class));
    }

    private static String file(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    }
}
