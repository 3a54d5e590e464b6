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
import java.util.function.IntFunction;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Page;
import org.apache.camel.Exchange;

/** Reads a list: the requested page, or all pages lazily. */
final class Paging {

    private Paging() {}

    static <T> CompletableFuture<Void> read(
            Exchange exchange, Integer only, IntFunction<CompletableFuture<ApiResult<Page<T>>>> pages) {
        if (only != null) {
            return pages.apply(only).thenAccept(response -> Outcome.setPage(exchange, response));
        }
        return pages.apply(1)
                .thenAccept(response ->
                        Outcome.set(exchange, new PagedIterable<>(response.value(), pages), response.httpStatus()));
    }
}
