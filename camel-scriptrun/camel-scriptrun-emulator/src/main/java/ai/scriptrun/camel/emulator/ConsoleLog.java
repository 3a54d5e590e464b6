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

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.Run;
import ai.scriptrun.camel.emulator.engine.RunState;
import ai.scriptrun.camel.emulator.engine.Workflow;
import ai.scriptrun.camel.emulator.page.EmulatorPage;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;

/** The console output of an emulator: a line for each request, and one for the start and the end of each run. */
final class ConsoleLog {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final int LOOK_MILLIS = 50;
    private static final int SHORT_ID = 8;
    private static final int LONGEST_INPUT = 80;
    private static final double MILLIS = 1000;

    private final Engine engine;
    private final PrintStream out;
    private final Map<UUID, Run> underWay = new LinkedHashMap<>();
    private final int earlier;
    private int seen;

    private ConsoleLog(Engine engine, PrintStream out) {
        this.engine = engine;
        this.out = out;
        this.earlier = engine.runs().ids().size();
        this.seen = earlier;
    }

    /** Writes until the process ends; runs that already existed are not logged. */
    static void follow(ScriptRunEmulator emulator, PrintStream out) {
        ConsoleLog log = new ConsoleLog(emulator.engine(), out);
        emulator.wireMock().addMockServiceRequestListener(log::request);
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "scriptrun-emulator-log");
            thread.setDaemon(true);
            return thread;
        });
        looks.scheduleWithFixedDelay(log::runs, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void request(Request request, Response response) {
        if (EmulatorPage.serves(request.getUrl())) {
            return;
        }
        line(response.getStatus() + "  " + request.getMethod() + " " + request.getUrl());
    }

    /** A run's status depends on the clock and there is no event, so this polls for changes. */
    private void runs() {
        if (earlier + engine.runs().started() > seen) {
            List<UUID> ids = engine.runs().ids();
            ids.subList(seen, ids.size()).forEach(id -> engine.runs().find(id).ifPresent(this::started));
            seen = ids.size();
        }
        Instant now = engine.now();
        for (Iterator<Run> runs = underWay.values().iterator(); runs.hasNext(); ) {
            Run run = runs.next();
            RunState state = run.at(now);
            if (state.status().isTerminal()) {
                runs.remove();
                ended(run, state);
            }
        }
    }

    private void started(Run run) {
        underWay.put(run.id(), run);
        String title =
                engine.workflows().find(run.workflowId()).map(Workflow::title).orElse("");
        String input =
                run.input().length() > LONGEST_INPUT ? run.input().substring(0, LONGEST_INPUT) + "..." : run.input();
        line("run  " + shortId(run) + " started: " + run.workflowId() + " " + title + " " + input);
    }

    private void ended(Run run, RunState state) {
        Duration time = Duration.between(run.createdAt(), state.finishedAt().orElse(engine.now()));
        line(String.format(
                Locale.ROOT,
                "run  %s %s after %.1f s, $%.4f",
                shortId(run),
                state.status().word(),
                time.toMillis() / MILLIS,
                state.cost().orElse(0)));
    }

    private static String shortId(Run run) {
        return run.id().toString().substring(0, SHORT_ID);
    }

    private void line(String text) {
        out.println(TIME.format(Instant.now()) + "  " + text);
    }
}
