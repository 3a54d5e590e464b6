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
package ai.scriptrun.camel.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.http.ClosedAdmin;
import ai.scriptrun.camel.emulator.http.Credentials;
import ai.scriptrun.camel.emulator.http.Faults;
import ai.scriptrun.camel.emulator.http.NoMappingFiles;
import ai.scriptrun.camel.emulator.http.WorkflowApiExtension;
import ai.scriptrun.camel.emulator.page.EmulatorPage;
import ai.scriptrun.camel.emulator.page.RecentCalls;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * The ScriptRun workflow service in this process, on a loopback port unless {@link EmulatorBuilder#host} is set.
 *
 * <pre>{@code
 * try (ScriptRunEmulator emulator = ScriptRunEmulator.start()) {
 *     long id = emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
 *     // point a client at emulator.baseUrl() with emulator.apiKey()
 * }
 * }</pre>
 *
 * <p>Nothing is written to disk unless {@link EmulatorBuilder#data} is set. Safe for use by several threads.
 */
public final class ScriptRunEmulator implements AutoCloseable {

    static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::");

    private final String host;
    private final Engine engine;
    private final Credentials credentials;
    private final WorkflowApiExtension api;
    private final WireMockServer server;
    private final EmulatorRuns runs;

    private ScriptRunEmulator(Engine engine, String host, int port, boolean journal) {
        this.host = host;
        this.engine = engine;
        this.credentials = EmulatorCredentials.create();
        this.runs = new EmulatorRuns(engine);
        this.api = new WorkflowApiExtension(engine, credentials);
        WireMockConfiguration configuration = WireMockConfiguration.options()
                .bindAddress(host)
                .port(port)
                // Jetty warns of more where there are few cores, and one is enough for loopback.
                .jettyAcceptors(1)
                .http2PlainDisabled(true)
                .stubRequestLoggingDisabled(true)
                .mappingSource(new NoMappingFiles())
                .httpServerFactory(ClosedAdmin.SERVERS)
                .extensions(api, new ClosedAdmin());
        server = new WireMockServer(journal ? configuration : configuration.disableRequestJournal());
        RecentCalls calls = new RecentCalls();
        server.addMockServiceRequestListener(calls);
        api.serveThrough(server, new EmulatorPage(engine, api.faults(), calls, host));
    }

    /** Starts an emulator that closes the engine with itself, or immediately if the port is not available. */
    static ScriptRunEmulator start(Engine engine, String host, int port, boolean journal) {
        ScriptRunEmulator emulator = new ScriptRunEmulator(engine, host, port, journal);
        try {
            emulator.server.start();
            return emulator;
        } catch (RuntimeException e) {
            engine.close();
            throw new IllegalStateException("The emulator can't listen on " + host + ":" + port + ": " + reason(e), e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean taken = root instanceof BindException
                && String.valueOf(root.getMessage()).contains("in use");
        return root.getMessage() + (taken ? "; another program listens there, and port 0 takes any that is free" : "");
    }

    /**
     * Starts an emulator with all defaults on any free port.
     *
     * @return the running emulator, to be closed
     */
    public static ScriptRunEmulator start() {
        return builder().start();
    }

    /**
     * Starts an emulator with all other defaults on a port.
     *
     * @param port the TCP port
     * @return the running emulator, to be closed
     */
    public static ScriptRunEmulator start(int port) {
        return builder().port(port).start();
    }

    /**
     * Configures an emulator.
     *
     * @return a builder with all defaults
     */
    public static EmulatorBuilder builder() {
        return new EmulatorBuilder();
    }

    /**
     * The URL of the service, instead of {@code https://scriptrun.ai}.
     *
     * @return scheme, host and port, without a trailing slash
     */
    public String baseUrl() {
        return "http://" + (ALL_ADDRESSES.contains(host) ? LOOPBACK : host) + ":" + port();
    }

    /**
     * The TCP port.
     *
     * @return the port that the emulator listens on
     */
    public int port() {
        return server.port();
    }

    /**
     * The key for the header {@code X-Api-Key}.
     *
     * @return the same for every emulator
     */
    public String apiKey() {
        return credentials.apiKey();
    }

    /**
     * The token for the header {@code Authorization: Bearer}.
     *
     * @return the same for every emulator
     */
    public String jwtToken() {
        return credentials.jwtToken();
    }

    /**
     * The key for the header {@code X-Service-Api-Key}, which {@code execution-update} needs.
     *
     * @return the same for every emulator
     */
    public String serviceKey() {
        return credentials.serviceKey();
    }

    /**
     * The server under the emulator, for your own stubs, which take precedence over the service, and to verify requests.
     *
     * @return the running server
     */
    public WireMockServer wireMock() {
        return server;
    }

    /**
     * The runs that were started, by any client.
     *
     * @return a live view
     */
    public EmulatorRuns runs() {
        return runs;
    }

    /**
     * Faults for calls of the API.
     *
     * @return the script; empty at first
     */
    public Faults faults() {
        return api.faults();
    }

    /**
     * Stores a workflow without a call to the API.
     *
     * @param json a whole workflow, with {@code data} and perhaps {@code id}, {@code project} and {@code title}, or just
     *     the data; an id that is not taken yet is kept
     * @return the workflow's id
     * @throws IllegalArgumentException if the text is not a JSON object
     */
    public long createWorkflow(String json) {
        return WorkflowFile.parse(json).storeIn(engine.workflows());
    }

    /**
     * Stores a workflow without a call to the API.
     *
     * @param json as for {@link #createWorkflow(String)}, in UTF-8; read to its end and closed
     * @return the workflow's id
     * @throws IllegalArgumentException if the text is not a JSON object
     */
    public long createWorkflow(InputStream json) {
        try (json) {
            return createWorkflow(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The workflow can't be read", e);
        }
    }

    /**
     * The workflows that are stored now.
     *
     * @return a copy: their titles by their ids, ascending
     */
    public SortedMap<Long, String> workflows() {
        SortedMap<Long, String> titles = new TreeMap<>();
        engine.workflows().all().forEach(workflow -> titles.put(workflow.id(), workflow.title()));
        return titles;
    }

    Engine engine() {
        return engine;
    }

    /** Stops the service and frees the port. */
    @Override
    public void close() {
        server.stop();
        engine.close();
    }
}
