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

import com.github.tomakehurst.wiremock.http.Request;

/**
 * A request that is one of the API's calls.
 *
 * @param endpoint which call
 * @param request the request
 */
record Call(Endpoint endpoint, ApiRequest request) {

    /**
     * Determines which call a request is.
     *
     * @throws ApiException if it is none
     */
    static Call of(Request request) {
        String path = path(request.getUrl());
        String method = request.getMethod().getName();
        if (!path.endsWith("/")) {
            throw withoutSlash(request.getUrl(), path, method);
        }
        Route route = Route.of(path).orElseThrow(ApiException::notFound);
        return new Call(route.endpoint(method), new ApiRequest(request, route.id()));
    }

    private static String path(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /**
     * A path without the trailing slash is redirected to the one with it, but only if following a redirect repeats the
     * same call: most clients turn any other method into a GET.
     */
    private static ApiException withoutSlash(String url, String path, String method) {
        if (Route.of(path + "/").isEmpty()) {
            return ApiException.notFound();
        }
        if (method.equals("GET")) {
            return ApiException.movedPermanently(path + "/" + url.substring(path.length()));
        }
        return ApiException.detail(
                500,
                "You called this URL via " + method
                        + ", but the URL doesn't end in a slash. Change your client to call " + path + "/.");
    }
}
