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
package ai.scriptrun.camel.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import ai.scriptrun.camel.client.ApiCall;
import ai.scriptrun.camel.client.ApiResponse;
import ai.scriptrun.camel.client.CallFailure;
import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.client.Transport;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Sends one call and reads its response, on the calling thread, over the HTTP client that camel-http builds. Knows nothing
 * of the exchange, so that no header of it can reach the service. Thread-safe.
 */
public final class HttpTransport extends ServiceSupport implements Transport {

    /**
     * A connection that was used no longer ago than this is used again without a check whether it is still open. The
     * check takes a millisecond, which is most of a quick call, and can't detect a close that is still being transmitted.
     */
    public static final Duration UNCHECKED = Duration.ofMillis(10);

    private static final String API_ROOT = "/api/v1/workflows/";
    private static final byte[] NOTHING = new byte[0];

    /** Up to this Content-Length, the buffer of a body is allocated at once. */
    private static final int SMALL = 64 * 1_024;

    private final TransportSettings settings;
    private final Credentials credentials;
    private final Timer timer;
    private final QuietHttpComponent component;
    private final String scheme;
    private final URIAuthority authority;
    private final String root;
    private final CallDeadlines deadlines;
    private HttpEndpoint endpoint;
    private HttpClient client;

    /**
     * Makes one for a service.
     *
     * @param camelContext builds the HTTP client
     * @param settings     how the service is reached
     * @param credentials  who is calling
     * @param timer        clock and scheduler
     */
    public HttpTransport(CamelContext camelContext, TransportSettings settings, Credentials credentials, Timer timer) {
        this.settings = settings;
        this.credentials = credentials;
        this.timer = timer;
        this.component = new QuietHttpComponent(camelContext, settings);
        URI baseUrl = URI.create(settings.baseUrl());
        this.scheme = baseUrl.getScheme();
        this.authority = new URIAuthority(baseUrl.getHost(), baseUrl.getPort());
        this.root = baseUrl.getRawPath() + API_ROOT;
        this.deadlines = new CallDeadlines(settings.callTimeout(), timer);
    }

    @Override
    protected void doStart() throws Exception {
        try {
            ServiceHelper.startService(component);
            endpoint = (HttpEndpoint) component.createEndpoint(settings.baseUrl());
            ServiceHelper.startService(endpoint);
            client = endpoint.getHttpClient();
        } catch (Exception | Error e) {
            // A service that failed to start is not stopped by Camel.
            doStop();
            throw e;
        }
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopAndShutdownServices(endpoint, component);
    }

    @Override
    public ApiResponse exchange(ApiCall call) throws CallFailure {
        CancellableRequest request = new CancellableRequest(call.method(), scheme, authority, root + call.path());
        request.setHeader(credentials.headerName(), credentials.headerValue());
        request.setHeader(HttpHeaders.ACCEPT, ApiCall.JSON);
        WatchedEntity entity = null;
        if (call.body() != null) {
            entity = new WatchedEntity(call.body(), ContentType.create(call.contentType()));
            request.setEntity(entity);
        }
        CallDeadlines.Call deadline = deadlines.begin(request);
        try {
            return client.execute(request, response -> read(request, response));
        } catch (CallFailure e) {
            throw e;
        } catch (IOException e) {
            boolean sent = entity == null ? !isConnecting(e) : entity.begun;
            throw failure(e, deadline.isExpired() ? timedOut() : describe(e), sent);
        } catch (IllegalStateException e) {
            throw failure(e, "the connection pool is closed", entity != null && entity.begun);
        } catch (RuntimeException | Error e) {
            // After any error, an OutOfMemoryError for this response included, the next call may succeed.
            throw failure(e, e.toString(), entity == null || entity.begun);
        } finally {
            deadline.end();
        }
    }

    private CallFailure failure(Throwable e, String description, boolean sent) {
        // The HTTP client quotes what it can't parse, which may be an echo of the credential.
        Throwable cause = credentials.showsIn(e) ? null : e;
        String what = credentials.conceal(description);
        if (sent) {
            return CallFailure.afterSending(what, cause);
        }
        return isUntrusted(e) ? CallFailure.untrusted(what, cause) : CallFailure.beforeSending(what, cause);
    }

    private String timedOut() {
        return "no complete response within " + settings.callTimeout().toMillis() + " ms (option callTimeout)";
    }

    private String describe(IOException e) {
        if (e instanceof ConnectionRequestTimeoutException) {
            return "no connection of the pool became free within "
                    + settings.responseTimeout().toMillis() + " ms (options maxConnections, responseTimeout)";
        }
        if (e instanceof SocketTimeoutException && !(e instanceof ConnectTimeoutException)) {
            return "no response within " + settings.responseTimeout().toMillis() + " ms (option responseTimeout)";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** An untrusted certificate: a retry is useless. */
    private static boolean isUntrusted(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private ApiResponse read(CancellableRequest request, ClassicHttpResponse response) throws IOException {
        byte[] body;
        try {
            body = body(response.getEntity());
        } catch (IOException | RuntimeException | Error e) {
            // Closes the connection: the client would read the rest of the response, which may be endless.
            request.cancel();
            throw e;
        }
        return new ApiResponse(
                response.getCode(),
                body,
                value(response, HttpHeaders.RETRY_AFTER).flatMap(value -> RetryAfter.parse(value, timer.now())),
                value(response, HttpHeaders.LOCATION),
                value(response, HttpHeaders.DATE));
    }

    private byte[] body(HttpEntity entity) throws IOException {
        if (entity == null) {
            return NOTHING;
        }
        long max = Math.min(settings.maxResponseSize(), Integer.MAX_VALUE - 16);
        if (entity.getContentLength() > max) {
            throw tooLarge(max);
        }
        InputStream content = entity.getContent();
        if (entity.getContentLength() >= 0 && entity.getContentLength() <= SMALL) {
            return exactly((int) entity.getContentLength(), content);
        }
        byte[] body = content.readNBytes((int) max);
        if (body.length == max && content.read() >= 0) {
            throw tooLarge(max);
        }
        return body;
    }

    /** Reads into a buffer of just that length, which the entity itself never exceeds. */
    private static byte[] exactly(int length, InputStream content) throws IOException {
        byte[] body = new byte[length];
        int read = content.readNBytes(body, 0, length);
        return read == length ? body : Arrays.copyOf(body, read);
    }

    private static CallFailure tooLarge(long max) {
        return CallFailure.unacceptable(
                "the response is larger than maxResponseSize, " + max + " bytes; raise the option if it is expected");
    }

    private static Optional<String> value(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    private static boolean isConnecting(IOException e) {
        return e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof ConnectionRequestTimeoutException
                || e instanceof UnknownHostException
                || e instanceof SSLException;
    }

    /** Until its first byte is read, the service can't have received a whole request. */
    private static final class WatchedEntity extends HttpEntityWrapper {

        private volatile boolean begun;

        WatchedEntity(byte[] body, ContentType contentType) {
            super(new ByteArrayEntity(body, contentType));
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            begun = true;
            super.writeTo(out);
        }
    }
}
