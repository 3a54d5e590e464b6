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
package ai.scriptrun.camel.examples.outbox;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

import static ai.scriptrun.camel.ScriptRunConstants.START_KEY;

/** An order and the start of its run commit together; so do the end of a run and the reply. */
@Component
class ShopRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("direct:order")
                .transacted()
                .bean(Orders.class, "enter")
                .setHeader(START_KEY, simple("order-${body[number]}"))
                .setBody(simple("{\"order\": \"order-${body[number]}\", \"message\": \"${body[message]}\"}"))
                .to("scriptrun:runWorkflow?workflowId={{workflow}}&track=true&queue=true"
                        + "&maxInFlight=20&uncertainStart=SEARCH")
                .bean(Orders.class, "check");

        from("scriptrun:results?transacted=true&resultFormat=TEXT").bean(Orders.class, "reply");
        // end::route[]
    }
}
