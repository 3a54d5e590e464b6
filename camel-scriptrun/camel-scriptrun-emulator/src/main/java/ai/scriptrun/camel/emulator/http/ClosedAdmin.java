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

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.extension.requestfilter.AdminRequestFilterV2;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import wiremock.org.eclipse.jetty.servlet.FilterHolder;
import wiremock.org.eclipse.jetty.servlet.FilterMapping;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

/**
 * Closes WireMock's admin API over HTTP. It needs no key and responds to scripts of any origin, so that any
 * web page could read the requests that came in, or add a stub that makes the emulator a proxy into the network that it
 * is in. Tests have the same from {@code emulator.wireMock()}, in the process.
 */
public final class ClosedAdmin implements AdminRequestFilterV2 {

    /** Creates servers whose admin API has no headers for other origins. */
    public static final HttpServerFactory SERVERS = ClosedAdmin::server;

    private static HttpServer server(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        return new Jetty11HttpServer(options, admin, stubs) {
            @Override
            protected void decorateAdminServiceContextAfterConfig(ServletContextHandler context) {
                context.getServletHandler().setFilterMappings(new FilterMapping[0]);
                context.getServletHandler().setFilters(new FilterHolder[0]);
            }
        };
    }

    @Override
    public RequestFilterAction filter(Request request, ServeEvent event) {
        return RequestFilterAction.stopWith(aResponse()
                .withStatus(404)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"detail\":\"Not found.\"}")
                .build());
    }

    @Override
    public String getName() {
        return "scriptrun-closed-admin";
    }
}
