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

import ai.scriptrun.camel.exception.ScriptRunException;
import org.apache.camel.builder.RouteBuilder;

import static ai.scriptrun.camel.ScriptRunConstants.START_KEY;

/** The batch: when the cron fires, the rows are queued; each result is stored when it arrives. */
final class BatchRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("quartz:batch?cron={{batch.cron}}")
                .split(method("results", "open"))
                .setHeader(START_KEY, simple("${body.key}"))
                .to("scriptrun:runWorkflow?workflowId={{workflow}}&track=true&queue=true&maxInFlight={{batch.limit}}"
                        + "&uncertainStart=SEARCH");

        from("scriptrun:results?resultFormat=TEXT&transacted=true")
                .onException(ScriptRunException.class)
                .handled(true)
                .bean("results", "failed")
                .end()
                .bean("results", "ended");
        // end::route[]

        from("timer:report?period=2000").bean("report", "tell");
    }
}
