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

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;

/**
 * The console in an application with Camel Main and {@code camel-platform-http-main}: a route that serves the page. In
 * {@code application.properties}:
 *
 * <pre>{@code
 * camel.server.enabled = true
 * camel.server.host = 127.0.0.1
 * camel.beans.scriptrunConsole = #class:ai.scriptrun.camel.console.ScriptRunConsole
 * }</pre>
 */
public class ScriptRunConsole extends RouteBuilder {

    private String path = "/scriptrun";
    private boolean readOnly = true;
    private boolean showData;
    private boolean allowRemote;

    /** Where the page is ({@code /scriptrun}). */
    public void setPath(String path) {
        this.path = path;
    }

    /** Whether nothing can be changed (true). */
    public void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** Whether inputs, headers and start keys of runs are shown (false). */
    public void setShowData(boolean showData) {
        this.showData = showData;
    }

    /** Whether the page may be open to other machines, behind the application's own security (false). */
    public void setAllowRemote(boolean allowRemote) {
        this.allowRemote = allowRemote;
    }

    @Override
    public void configure() {
        ConsoleSettings.checkPath(path, "path");
        ConsoleSettings settings = new ConsoleSettings(readOnly, showData, allowRemote);
        MainHttpServer server = getContext().hasService(MainHttpServer.class);
        String closed =
                settings.whyClosed(server == null ? null : server.getHost(), "allowRemote", "camel.server.host");
        if (closed != null) {
            throw new IllegalStateException(closed);
        }
        ConsoleHandler handler = new ConsoleHandler(getContext(), settings);
        from("platform-http:" + path + "?matchOnUriPrefix=true")
                .routeId("scriptrun-console")
                .process(exchange -> answer(exchange, handler));
    }

    private void answer(Exchange exchange, ConsoleHandler handler) {
        Message in = exchange.getMessage();
        // Some servers have the query in it, and some have not.
        String uri = in.getHeader(Exchange.HTTP_URI, "", String.class).replaceFirst("\\?.*", "");
        String rest = uri.startsWith(path) ? uri.substring(path.length()) : uri;
        String query = in.getHeader(Exchange.HTTP_QUERY, "", String.class);
        ConsoleResponse response = rest.isEmpty()
                ? ConsoleResponse.redirect(path + "/")
                : handler.handle(new ConsoleRequest(
                        in.getHeader(Exchange.HTTP_METHOD, "GET", String.class),
                        rest,
                        name -> parameter(query, name),
                        name -> header(in, name),
                        in.getBody(String.class)));
        in.removeHeaders("*");
        in.setHeader(Exchange.HTTP_RESPONSE_CODE, response.status());
        response.headers().forEach(in::setHeader);
        in.setBody(response.body());
    }

    /** HTTP/2 has no header Host; what takes its place is in the URL. */
    private static String header(Message in, String name) {
        String value = in.getHeader(name, String.class);
        return value == null && name.equals("Host")
                ? URI.create(in.getHeader(Exchange.HTTP_URL, "", String.class)).getAuthority()
                : value;
    }

    private static String parameter(String query, String name) {
        Optional<String> pair = Arrays.stream(query.split("&"))
                .filter(each -> each.startsWith(name + "="))
                .findFirst();
        return pair.map(each -> URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8))
                .orElse(null);
    }
}
