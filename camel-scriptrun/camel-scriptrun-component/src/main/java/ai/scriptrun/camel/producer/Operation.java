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
package ai.scriptrun.camel.producer;

import java.util.concurrent.CompletableFuture;

import org.apache.camel.Exchange;

/** One operation of the {@code scriptrun:} URI. */
@FunctionalInterface
interface Operation {

    /**
     * Makes the call and sets the exchange's message from its response.
     *
     * @return completes once the message is set, or fails with the exchange's exception
     * @throws Exception if the exchange lacks an input of the call
     */
    CompletableFuture<?> execute(Exchange exchange) throws Exception;
}
