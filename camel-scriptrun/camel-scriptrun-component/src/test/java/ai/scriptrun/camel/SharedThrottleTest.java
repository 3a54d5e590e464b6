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
package ai.scriptrun.camel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Throttling is shared by all endpoints of a component and base URL, even if their other options differ. */
class SharedThrottleTest extends ServiceTest {

    @Test
    void throttlesOneServiceOnly() throws Exception {
        server.reply(Reply.answer(429, "Retry-After: 1\r\n", ""), Reply.json(200, "{}"));
        send("getNodes", null);
        long start = System.nanoTime();

        CompletableFuture<Exchange> held =
                template.asyncSend("scriptrun:checkWorkflow?workflowId=6&jwtToken=t&maxRetries=2", e -> {});
        try (RawServer other = RawServer.replying(Reply.json(200, "{}"))) {
            assertThat(send("getNodes?baseUrl=" + other.baseUrl(), null).getException())
                    .isNull();
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(held).isNotDone();

        assertThat(held.get().getException()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(800), Duration.ofSeconds(10));
        assertThat(server.requests()).extracting(Request::path).last().isEqualTo("/api/v1/workflows/6/check_workflow/");
    }
}
