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

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Replaces HttpClient's handling of authentication challenges, for calls without any: the API's credential is a header,
 * and there is no proxy. To find credentials by path, HttpClient would parse every URL, which takes a tenth of a
 * short call. What remains of that step is to give the connection back once the response is read. Thread-safe.
 */
final class NoChallengeExec implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                scope.execRuntime.releaseEndpoint();
            } else {
                response.setEntity(new Leased(entity, scope.execRuntime));
            }
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            scope.execRuntime.discardEndpoint();
            throw e;
        }
    }

    /** A response on a connection of the pool, which goes back when the response is closed. */
    private static final class Leased extends HttpEntityWrapper {

        private final ExecRuntime connection;

        Leased(HttpEntity response, ExecRuntime connection) {
            super(response);
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(super.getContent()) {
                @Override
                public void close() throws IOException {
                    super.close();
                    connection.releaseEndpoint();
                }
            };
        }
    }
}
