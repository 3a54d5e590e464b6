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
package ai.scriptrun.camel.track;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.AggregationRepository;
import org.apache.camel.support.DefaultExchange;

/**
 * Keeps tracked runs in memory: they survive a route's restart, not the application's. As other repositories do, it keeps
 * headers and bodies, and no exchange properties. Thread-safe.
 */
public class MemoryRunRepository implements AggregationRepository {

    private final ConcurrentMap<String, Kept> runs = new ConcurrentHashMap<>();

    @Override
    public Exchange add(CamelContext camelContext, String key, Exchange exchange) {
        return restored(runs.put(key, Kept.of(exchange)), camelContext);
    }

    @Override
    public Exchange get(CamelContext camelContext, String key) {
        return restored(runs.get(key), camelContext);
    }

    @Override
    public void remove(CamelContext camelContext, String key, Exchange exchange) {
        runs.remove(key);
    }

    @Override
    public void confirm(CamelContext camelContext, String exchangeId) {
        // What was removed is gone: there is nothing to recover from.
    }

    @Override
    public Set<String> getKeys() {
        return Collections.unmodifiableSet(runs.keySet());
    }

    private static Exchange restored(Kept kept, CamelContext camelContext) {
        return kept == null ? null : kept.restored(camelContext);
    }

    /** What is needed of an exchange. An exchange itself takes several times as much, for each run that waits. */
    private static final class Kept {

        /** Names and values in turn. */
        private final Object[] headers;

        private final Object body;

        private Kept(Object[] headers, Object body) {
            this.headers = headers;
            this.body = body;
        }

        static Kept of(Exchange exchange) {
            Map<String, Object> headers = exchange.getIn().getHeaders();
            Object[] flat = new Object[2 * headers.size()];
            int i = 0;
            for (Map.Entry<String, Object> header : headers.entrySet()) {
                flat[i++] = header.getKey();
                flat[i++] = header.getValue();
            }
            return new Kept(flat, exchange.getIn().getBody());
        }

        Exchange restored(CamelContext camelContext) {
            Exchange exchange = new DefaultExchange(camelContext);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getIn().setHeader((String) headers[i], headers[i + 1]);
            }
            exchange.getIn().setBody(body);
            return exchange;
        }
    }
}
