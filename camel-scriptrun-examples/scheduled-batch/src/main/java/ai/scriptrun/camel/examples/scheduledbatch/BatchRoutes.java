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
package ai.scriptrun.camel.examples.scheduledbatch;

import java.io.IOException;
import java.io.UncheckedIOException;

import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.exception.WorkflowRejectedException;
import org.apache.camel.builder.RouteBuilder;

/** The batch: a firing loads the rows, and each end of a run makes room for the start of another. */
final class BatchRoutes extends RouteBuilder {

    private final Rows rows;

    BatchRoutes(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void configure() {
        // tag::route[]
        from("quartz:batch?cron={{batch.cron}}")
                .onException(UncheckedIOException.class, IOException.class)
                .handled(true)
                .bean("report", "giveUp")
                .end()
                .bean("rows", "load")
                .to("direct:fill");

        from("direct:fill")
                .loopDoWhile(rows::take)
                .doTry()
                .to("scriptrun:runWorkflow?workflowId={{workflow}}&track=true")
                .bean("rows", "started")
                .doCatch(InvalidInputException.class, WorkflowRejectedException.class, RunStartUncertainException.class)
                .bean("rows", "failed")
                .doCatch(ScriptRunException.class)
                .bean("rows", "interrupt")
                .bean("report", "giveUp")
                .end()
                .end()
                .filter(method("rows", "isComplete"))
                .bean("report", "write");

        from("scriptrun:results?resultFormat=TEXT")
                .onException(ScriptRunException.class)
                .handled(true)
                .bean("rows", "failed")
                .to("direct:fill")
                .end()
                .bean("rows", "ended")
                .to("direct:fill");
        // end::route[]

        from("timer:resume?delay=0&repeatCount=1").to("direct:fill");
        from("timer:progress?period=2000").bean("report", "progress");
    }
}
