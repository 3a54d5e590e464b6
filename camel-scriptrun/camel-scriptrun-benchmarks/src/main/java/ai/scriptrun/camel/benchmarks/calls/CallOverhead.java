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
package ai.scriptrun.camel.benchmarks.calls;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.benchmarks.Service;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call of the API, made in one of the ways. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CallOverhead {

    /** The calls that are measured: the methods below. */
    public static final List<String> OPERATIONS = List.of("runWorkflow", "getResult");

    /** The API's own example of an input. */
    private static final Map<String, Object> INPUT = Map.of(
            "user_name",
            "John Doe",
            "email",
            "john@example.com",
            "age",
            30,
            "preferences",
            Map.of("theme", "dark", "notifications", true),
            "tags",
            List.of("admin", "developer"));

    /** A {@link Caller.Way}. */
    @Param("SCRIPTRUN")
    public String way;

    /** Stays open as long as the JVM, as an application's does: a JVM has one way only. */
    private static Caller caller;

    private String run;

    /** Opens the way, the first time. */
    @Setup
    public void open() throws Exception {
        Service service = Service.toCall();
        run = service.run();
        if (caller == null) {
            caller = Caller.Way.valueOf(way).open(service);
        }
    }

    /** One start. */
    @Benchmark
    public Object runWorkflow() throws Exception {
        return caller.runWorkflow(INPUT);
    }

    /** One result. */
    @Benchmark
    public Object getResult() throws Exception {
        return caller.getResult(run);
    }
}
