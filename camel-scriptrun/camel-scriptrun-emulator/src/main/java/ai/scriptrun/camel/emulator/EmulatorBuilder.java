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

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

import ai.scriptrun.camel.emulator.engine.AllowedHosts;
import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.Journal;
import ai.scriptrun.camel.emulator.engine.Span;
import ai.scriptrun.camel.emulator.engine.Timing;
import ai.scriptrun.camel.emulator.llm.LlmResponder;
import ai.scriptrun.camel.emulator.llm.RuleBasedResponder;

/**
 * Settings of an emulator. Every setting has a default; {@link ScriptRunEmulator#builder()} creates one. Not safe for
 * use by several threads.
 */
public final class EmulatorBuilder {

    private String host = ScriptRunEmulator.LOOPBACK;
    private int port;
    private Span queueTime = Timing.DEFAULT.queue();
    private Span runTime = Timing.DEFAULT.run();
    private Span consistencyWindow = Timing.DEFAULT.consistencyWindow();
    private long seed;
    private InstantSource clock = InstantSource.system();
    private LlmResponder llm = new RuleBasedResponder();
    private String[] httpHosts = {};
    private boolean journal = true;
    private Path data;

    EmulatorBuilder() {}

    /**
     * The address to listen on. Default {@code 127.0.0.1}: everybody who can reach the emulator can use it, because its
     * keys are public. A container needs {@code 0.0.0.0}.
     *
     * @param newHost an address or a name of this machine
     * @return this builder
     */
    public EmulatorBuilder host(String newHost) {
        host = newHost;
        return this;
    }

    /**
     * The TCP port to listen on. Default 0: any free port.
     *
     * @param newPort 0 to 65535
     * @return this builder
     */
    public EmulatorBuilder port(int newPort) {
        port = newPort;
        return this;
    }

    /**
     * How long a run is {@code in queue}. Default 50 ms.
     *
     * @param time not negative
     * @return this builder
     */
    public EmulatorBuilder queueTime(Duration time) {
        return queueTime(time, time);
    }

    /**
     * How long a run is {@code in queue}, drawn at random for each run.
     *
     * @param min the shortest time, not negative
     * @param max the longest time
     * @return this builder
     */
    public EmulatorBuilder queueTime(Duration min, Duration max) {
        queueTime = new Span(min, max);
        return this;
    }

    /**
     * How long a run is {@code in progress}; longer if its HTTP or LLM calls take longer. Default 200 ms.
     *
     * @param time not negative
     * @return this builder
     */
    public EmulatorBuilder runTime(Duration time) {
        return runTime(time, time);
    }

    /**
     * How long a run is {@code in progress}, drawn at random for each run.
     *
     * @param min the shortest time, not negative
     * @param max the longest time
     * @return this builder
     */
    public EmulatorBuilder runTime(Duration min, Duration max) {
        runTime = new Span(min, max);
        return this;
    }

    /**
     * How long the data of a run stays incomplete after its status has become terminal: empty in the first half of
     * this time, without the last nodes in the second. Default 150 ms; zero for none.
     *
     * @param time not negative
     * @return this builder
     */
    public EmulatorBuilder consistencyWindow(Duration time) {
        return consistencyWindow(time, time);
    }

    /**
     * How long the data of a run stays incomplete, drawn at random for each run.
     *
     * @param min the shortest time, not negative
     * @param max the longest time
     * @return this builder
     */
    public EmulatorBuilder consistencyWindow(Duration min, Duration max) {
        consistencyWindow = new Span(min, max);
        return this;
    }

    /**
     * Makes random times repeatable: with equal seeds, the n-th run takes equally long. Default 0.
     *
     * @param newSeed any number
     * @return this builder
     */
    public EmulatorBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * The clock of the service. Default: the system's clock.
     *
     * @param newClock for example an {@link EmulatorClock}
     * @return this builder
     */
    public EmulatorBuilder clock(InstantSource newClock) {
        clock = newClock;
        return this;
    }

    /**
     * Answers the LLM nodes. Default: a {@link RuleBasedResponder}, which needs no model.
     *
     * @param responder the responder
     * @return this builder
     */
    public EmulatorBuilder llm(LlmResponder responder) {
        llm = responder;
        return this;
    }

    /**
     * Hosts that HTTP nodes may call besides loopback. Default none.
     *
     * @param hosts names or addresses, without port
     * @return this builder
     */
    public EmulatorBuilder httpHosts(String... hosts) {
        httpHosts = hosts.clone();
        return this;
    }

    /**
     * Whether WireMock's request journal is kept, which {@code verify} needs. Default true; off, the emulator is faster
     * and its memory does not grow with the number of requests.
     *
     * @param keep whether to keep it
     * @return this builder
     */
    public EmulatorBuilder journal(boolean keep) {
        journal = keep;
        return this;
    }

    /**
     * A folder that stores workflows and runs across restarts. Workflows are read from its {@code *.json} files, each
     * when it is new or has changed since it was read; they may be complete workflows or only their data. Only one file
     * is written, that of the store. Default none: everything is lost when the emulator is closed.
     *
     * <p>Needs {@code com.h2database:h2-mvstore} on the class path.
     *
     * @param folder created if it doesn't exist; for one emulator at a time
     * @return this builder
     */
    public EmulatorBuilder data(Path folder) {
        data = folder;
        return this;
    }

    /**
     * Starts the emulator.
     *
     * @return the running emulator, to be closed
     * @throws IllegalStateException if the data folder is in use, or the port can't be listened on
     * @throws IllegalArgumentException if a workflow file in the data folder is not a JSON object
     */
    public ScriptRunEmulator start() {
        Timing timing = new Timing(queueTime, runTime, consistencyWindow, seed);
        AllowedHosts hosts = AllowedHosts.loopbackAnd(httpHosts);
        Engine engine = data == null
                ? new Engine(clock, timing, llm, hosts, Journal.NONE)
                : PersistentEngine.open(data, journal -> new Engine(clock, timing, llm, hosts, journal));
        return ScriptRunEmulator.start(engine, host, port, journal);
    }
}
