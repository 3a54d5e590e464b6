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
package ai.scriptrun.camel.console;

import java.util.function.UnaryOperator;

/**
 * A request of the page, from whatever server it came.
 *
 * @param method the HTTP method
 * @param path   what follows the console's own path: empty, or beginning with a slash
 * @param query  gives the first value of a query parameter, or {@code null}
 * @param header gives a header, or {@code null}
 * @param body   the body as text, or {@code null}
 */
public record ConsoleRequest(
        String method, String path, UnaryOperator<String> query, UnaryOperator<String> header, String body) {}
