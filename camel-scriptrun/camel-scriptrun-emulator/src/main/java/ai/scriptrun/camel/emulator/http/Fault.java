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
package ai.scriptrun.camel.emulator.http;

import java.util.function.Supplier;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** What goes wrong with a call. */
@FunctionalInterface
interface Fault {

    /**
     * Responds to a call.
     *
     * @param request the request
     * @param service processes the request and returns the response; a fault on the way to the service never
     *     calls it
     * @return what is sent instead of the service's response
     */
    ResponseDefinitionBuilder answer(ApiRequest request, Supplier<ResponseDefinitionBuilder> service);
}
