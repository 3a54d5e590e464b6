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
package ai.scriptrun.camel.fake;

import java.io.IOException;
import java.time.Duration;

import ai.scriptrun.camel.ScriptRunComponent;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Camel context whose scriptrun component talks to a {@link RawServer}. */
public abstract class ServiceTest {

    protected static final String API_KEY = "sk-3f9d1c7e-secret";
    protected static final String RUN = "0781b175-2135-45ec-9063-ad3e0d929adc";
    protected static final Reply STARTED =
            Reply.json(200, "{\"data\": {\"id\": \"" + RUN + "\", \"status\": \"created\"}, \"status\": 201}");

    static {
        // A machine that is busy with other builds is no reason to fail.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    protected RawServer server;
    protected DefaultCamelContext context;
    protected ScriptRunComponent component;
    protected ProducerTemplate template;

    @BeforeEach
    final void startAll() throws Exception {
        server = RawServer.replying(Reply.json(200, "{}"));
        context = new DefaultCamelContext();
        component = context.getComponent("scriptrun", ScriptRunComponent.class);
        component.getConfiguration().setBaseUrl(server.baseUrl());
        component.getConfiguration().setApiKey(API_KEY);
        component.getConfiguration().setMaxRetries(0);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    final void stopAll() throws IOException {
        context.close();
        server.close();
    }

    /** Sends a message that the preparation makes, and returns what came of it. */
    protected Exchange send(String endpoint, Processor preparation) {
        return template.send("scriptrun:" + endpoint, preparation);
    }

    protected Exchange send(String endpoint, Object body) {
        return send(endpoint, exchange -> exchange.getMessage().setBody(body));
    }

    /** As {@link #send}, with a header. */
    protected Exchange send(String endpoint, Object body, String header, Object value) {
        return send(endpoint, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(header, value);
        });
    }

    /** The only request that was made. */
    protected RawServer.Request request() {
        if (server.requests().size() != 1) {
            throw new AssertionError("expected one request, and there were " + server.requests());
        }
        return server.requests().get(0);
    }
}
