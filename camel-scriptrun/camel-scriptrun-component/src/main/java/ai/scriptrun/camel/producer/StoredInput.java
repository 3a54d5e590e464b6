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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

import ai.scriptrun.camel.ScriptRunOperation;
import ai.scriptrun.camel.client.RunInput;
import ai.scriptrun.camel.store.Payload;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** Creates a run's input from the stored payload, exactly as its exchange would have. */
public final class StoredInput implements Function<Payload, RunInput> {

    private final CamelContext camelContext;
    private final BodyReader bodies;

    /** @param camelContext has the type converters */
    public StoredInput(CamelContext camelContext) {
        this.camelContext = camelContext;
        this.bodies = new BodyReader(new Inputs(ScriptRunOperation.runWorkflow, InputOptions.NONE));
    }

    @Override
    public RunInput apply(Payload payload) {
        Exchange exchange = new DefaultExchange(camelContext);
        payload.headers().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setBody(payload.input());
        try {
            return bodies.input(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
