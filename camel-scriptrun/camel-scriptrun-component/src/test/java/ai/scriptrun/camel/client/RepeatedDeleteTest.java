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
package ai.scriptrun.camel.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.exception.NotFoundException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A delete whose response was lost gets "not found" when it is sent again, which is a success. */
class RepeatedDeleteTest {

    private static final Reply GONE = Reply.json(404, "{\"detail\": \"Not found.\"}");

    @Test
    void succeedsIfAnEarlierOneMayHaveSucceeded() throws IOException {
        assertThat(deleteWith(Reply.resetAfterReading(), GONE)).isCompleted();
        assertThat(deleteWith(Reply.json(502, ""), GONE)).isCompleted();
    }

    @Test
    void failsIfNoEarlierOneWasSent() throws IOException {
        assertNotFound(deleteWith(GONE));
        assertNotFound(deleteWith(Reply.json(429, ""), GONE));
        assertNotFound(deleteWith(Reply.answer(503, "Retry-After: 1\r\n", ""), GONE));
    }

    private static CompletableFuture<?> deleteWith(Reply... replies) throws IOException {
        try (RawServer server = RawServer.replying(replies);
                TestClient client = TestClient.of(server.baseUrl())) {
            return client.settle(api -> api.deleteWorkflow(6));
        }
    }

    private static void assertNotFound(CompletableFuture<?> delete) {
        assertThatThrownBy(delete::join).hasCauseExactlyInstanceOf(NotFoundException.class);
    }
}
