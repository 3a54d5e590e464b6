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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.AggregationRepository;

/** Keeps tracked runs in memory: they survive a route's restart, not the application's. Thread-safe. */
public class MemoryRunRepository implements AggregationRepository {

    private final ConcurrentMap<String, Exchange> exchanges = new ConcurrentHashMap<>();

    @Override
    public Exchange add(CamelContext camelContext, String key, Exchange exchange) {
        return exchanges.put(key, exchange);
    }

    @Override
    public Exchange get(CamelContext camelContext, String key) {
        return exchanges.get(key);
    }

    @Override
    public void remove(CamelContext camelContext, String key, Exchange exchange) {
        exchanges.remove(key);
    }

    @Override
    public void confirm(CamelContext camelContext, String exchangeId) {
        // What was removed is gone: there is nothing to recover from.
    }

    @Override
    public Set<String> getKeys() {
        return Collections.unmodifiableSet(exchanges.keySet());
    }
}
