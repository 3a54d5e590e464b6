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

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The page that a request selects, and the JSON object around the page. */
final class Paging {

    static final int DEFAULT_PAGE_SIZE = 20;
    static final int MAX_PAGE_SIZE = 1000;

    private static final Pattern PAGE_PARAMETER = Pattern.compile("([?&])page=[^&]*&?");

    private final ApiRequest request;
    private final int count;
    private final int size;
    private final int page;

    Paging(ApiRequest request, int count) {
        this.request = request;
        this.count = count;
        this.size = size(request);
        this.page = page(request);
    }

    private static int size(ApiRequest request) {
        try {
            int size = Integer.parseInt(request.query("page_size").orElse(""));
            return size < 1 ? DEFAULT_PAGE_SIZE : Math.min(size, MAX_PAGE_SIZE);
        } catch (NumberFormatException e) {
            return DEFAULT_PAGE_SIZE;
        }
    }

    private int page(ApiRequest request) {
        String wanted = request.query("page").orElse("1");
        int last = Math.max(1, (count + size - 1) / size);
        if (wanted.equals("last")) {
            return last;
        }
        try {
            int number = Integer.parseInt(wanted);
            if (number >= 1 && number <= last) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same response as for any other page that doesn't exist
        }
        throw ApiException.detail(404, "Invalid page.");
    }

    long offset() {
        return (page - 1L) * size;
    }

    int size() {
        return size;
    }

    ApiResponse response(ArrayNode results) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("count", count)
                .put("next", offset() + size < count ? link(page + 1) : null)
                .put("previous", page > 1 ? link(page - 1) : null)
                .set("results", results);
        return ApiResponse.ok(body);
    }

    /** The request's own URL with another page; the first page goes without the parameter. */
    private String link(int number) {
        String url = PAGE_PARAMETER.matcher(request.url()).replaceFirst("$1");
        if (url.endsWith("?") || url.endsWith("&")) {
            url = url.substring(0, url.length() - 1);
        }
        return number == 1 ? url : url + (url.contains("?") ? "&" : "?") + "page=" + number;
    }
}
