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
package ai.scriptrun.camel.examples.springboot;

import java.util.concurrent.CompletableFuture;

import org.apache.camel.ProducerTemplate;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Handles the requests. */
@RestController
class ClassifyController {

    private final ProducerTemplate camel;

    ClassifyController(ProducerTemplate camel) {
        this.camel = camel;
    }

    // tag::controller[]
    /** The future is completed when the run has ended; until then no thread waits, neither Tomcat's nor Camel's. */
    @PostMapping(path = "/classify", consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    CompletableFuture<Object> classify(@RequestBody String text) {
        return camel.asyncRequestBody("direct:classify", text);
    }
    // end::controller[]
}
