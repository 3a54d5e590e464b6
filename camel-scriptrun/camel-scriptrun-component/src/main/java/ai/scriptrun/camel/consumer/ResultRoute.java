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
package ai.scriptrun.camel.consumer;

import org.apache.camel.Exchange;

/** The route behind a consumer, as its deliveries see it. */
interface ResultRoute {

    /** The route's id. */
    String id();

    /** A new exchange, which {@link #done} takes back. */
    Exchange newExchange();

    /** Sends an exchange through the route, which may continue it on another thread. */
    void process(Exchange exchange);

    /** Sends an exchange through the route and waits for its end, all on the calling thread. */
    void processHere(Exchange exchange) throws Exception;

    /** An exchange has ended; its failure, if there is one, was not handled. */
    void done(Exchange exchange);
}
