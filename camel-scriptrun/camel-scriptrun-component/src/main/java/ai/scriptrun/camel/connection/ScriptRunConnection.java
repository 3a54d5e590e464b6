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
package ai.scriptrun.camel.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.client.Throttle;
import ai.scriptrun.camel.client.http.HttpTransport;
import ai.scriptrun.camel.run.RunDriver;
import ai.scriptrun.camel.run.RunListener;
import ai.scriptrun.camel.run.RunTraces;
import ai.scriptrun.camel.time.ExecutorTimer;
import ai.scriptrun.camel.time.SkippableTime;
import ai.scriptrun.camel.time.Timer;
import ai.scriptrun.camel.workflow.WorkflowGraphs;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * All that endpoints with the same service, credential and HTTP settings share: the client, the driver of runs, and a
 * fixed number of threads, however many runs there are. Thread-safe.
 */
public final class ScriptRunConnection extends ServiceSupport {

    private static final String NAME = "ScriptRun";

    private final String baseUrl;
    private final Listeners listeners;
    private final Executor continuations;
    private final Runnable endOfThreads;
    private final Timer timer;
    private final ScriptRunClient client;
    private final WorkflowGraphs graphs;
    private final RunDriver driver;

    /**
     * @param camelContext owns the threads
     * @param settings     how the service is called
     * @param throttle     finds or makes the throttle that this connection shares with others
     * @param listeners    are told of calls and runs
     */
    public ScriptRunConnection(
            CamelContext camelContext,
            ConnectionSettings settings,
            Function<Timer, Throttle> throttle,
            Listeners listeners) {
        this.baseUrl = settings.service();
        this.listeners = listeners;
        ExecutorServiceManager threads = camelContext.getExecutorServiceManager();
        // Half for calls and half for the continuation of routes, so that a slow route delays no poll.
        int half = Math.max(1, settings.transport().maxConnections() / 2);
        ScheduledExecutorService scheduler =
                threads.newScheduledThreadPool(this, NAME + "Scheduler", profile("scheduler", 1));
        ExecutorService workers = threads.newThreadPool(this, NAME + "Poll", profile("poll", half));
        ExecutorService continuing = threads.newThreadPool(this, NAME + "Continue", profile("continue", half));
        this.continuations = continuing;
        this.endOfThreads = () -> {
            threads.shutdownNow(scheduler);
            threads.shutdown(workers);
            threads.shutdown(continuing);
        };
        this.timer = timer(camelContext, new ExecutorTimer(scheduler, workers));
        this.client = new ScriptRunClient(
                new HttpTransport(camelContext, settings.transport(), settings.credentials(), timer.ofCalls()),
                baseUrl,
                settings.credentials(),
                settings.maxRetries(),
                throttle.apply(timer),
                timer,
                listeners.calls());
        this.graphs = new WorkflowGraphs(client, timer);
        this.driver = new RunDriver(client, graphs, timer, listeners.runs());
    }

    /**
     * A connection without threads of its own.
     *
     * @param baseUrl       the service's root
     * @param client        calls the service
     * @param timer         clock and scheduler
     * @param continuations where routes continue once a response is there
     * @param listeners     are told of runs
     */
    public ScriptRunConnection(
            String baseUrl, ScriptRunClient client, Timer timer, Executor continuations, Listeners listeners) {
        this.baseUrl = baseUrl;
        this.listeners = listeners;
        this.continuations = continuations;
        this.endOfThreads = () -> {};
        this.timer = timer;
        this.client = client;
        this.graphs = new WorkflowGraphs(client, timer);
        this.driver = new RunDriver(client, graphs, timer, listeners.runs());
    }

    private static Timer timer(CamelContext camelContext, Timer real) {
        SkippableTime time = camelContext.getRegistry().findSingleByType(SkippableTime.class);
        return time == null ? real : time.on(real);
    }

    private static ThreadPoolProfile profile(String name, int size) {
        ThreadPoolProfile profile = new ThreadPoolProfile(NAME + "-" + name);
        profile.setPoolSize(size);
        profile.setMaxPoolSize(size);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setKeepAliveTime(30L);
        // Camel's own limit of 1000 would lose runs: each that waits has a task in the scheduler's queue.
        profile.setMaxQueueSize(-1);
        return profile;
    }

    /** The service's root. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Is told of runs. */
    public RunListener runs() {
        return listeners.runs();
    }

    /** Writes spans of runs. */
    public RunTraces traces() {
        return listeners.traces();
    }

    /** A run was started, or found. */
    public void started(String runId, long workflowId) {
        listeners.runs().started(workflowId);
        graphs.remember(runId, workflowId);
    }

    /** The API. */
    public ScriptRunClient client() {
        return client;
    }

    /** Waits for runs. */
    public RunDriver driver() {
        return driver;
    }

    /** Workflows' graphs. */
    public WorkflowGraphs graphs() {
        return graphs;
    }

    /** Clock and scheduler. */
    public Timer timer() {
        return timer;
    }

    /** Where routes continue once a response is there. */
    public Executor continuations() {
        return continuations;
    }

    @Override
    protected void doStart() {
        try {
            ServiceHelper.startService(client, driver);
        } catch (RuntimeException | Error e) {
            // A service that failed to start is not stopped by Camel.
            doStop();
            throw e;
        }
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(driver, client);
    }

    @Override
    protected void doShutdown() {
        endOfThreads.run();
    }
}
