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
package ai.scriptrun.camel.springboot;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** An application as its developer would write it. */
@SpringBootApplication
class FeedbackApplication {

    // tag::routes[]
    @Component
    static class FeedbackRoutes extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:feedback").to("scriptrun:runWorkflow?workflowId=307&await=true");

            from("direct:later").to("scriptrun:runWorkflow?workflowId=307&track=true");

            from("scriptrun:results").to("bean:inbox?method=add");
        }
    }
    // end::routes[]

    @Component("inbox")
    static class Inbox {

        final BlockingQueue<Message> results = new LinkedBlockingQueue<>();

        public void add(Message result) {
            results.add(result);
        }
    }
}
