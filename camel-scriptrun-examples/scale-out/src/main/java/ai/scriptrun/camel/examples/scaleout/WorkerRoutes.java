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
package ai.scriptrun.camel.examples.scaleout;

import org.apache.camel.builder.RouteBuilder;

import static ai.scriptrun.camel.ScriptRunConstants.POLLS;

/** The routes of each worker. */
final class WorkerRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("jms:queue:requests?transacted=true&disableReplyTo=true")
                .setHeader("startedBy", simple("{{worker}}"))
                .to("scriptrun:runWorkflow?workflowId={{workflow}}&track=true");

        from("scriptrun:results?resultFormat=TEXT")
                .setHeader("deliveredBy", simple("{{worker}}"))
                .setHeader("polls", header(POLLS))
                .to("jms:queue:results");
        // end::route[]
    }
}
