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
package ai.scriptrun.camel.consumer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A poll of a history costs the same however long it is. */
class LongHistoryTest extends ServiceTest {

    private static final Pattern PAGE = Pattern.compile("[?&]page=([0-9]+)");
    private static final int PAGE_SIZE = 50;

    /** The first reading goes back for as long as a run may take: a day, so that no run in flight is missed. */
    private static final int FIRST_READING = 40;

    private final Instant newest = Instant.now();

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000_000})
    void readsOnlyTheFirstPage(int runs) throws Exception {
        server.reply(Reply.by(request -> history(request, runs)));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?workflowId=6&initialDelay=0&delay=20").to("mock:results");
            }
        });

        await().until(() -> server.requests().size() > FIRST_READING + 20);
        List<Request> later = new ArrayList<>(server.requests()).subList(FIRST_READING, FIRST_READING + 20);

        long pages = later.stream()
                .filter(request -> PAGE.matcher(request.path()).find())
                .count();
        System.out.printf(
                "A history of %,d runs: %d calls for 20 polls, of which %d went beyond the first page%n",
                runs, later.size(), pages);
        assertThat(pages).isZero();
        assertThat(context.getEndpoint("mock:results", MockEndpoint.class).getReceivedCounter())
                .isZero();
    }

    /** One run a minute, the newest first. */
    private Reply history(Request request, int runs) {
        Matcher page = PAGE.matcher(request.path());
        int number = page.find() ? Integer.parseInt(page.group(1)) : 1;
        int first = (number - 1) * PAGE_SIZE;
        List<String> entries = new ArrayList<>();
        for (int i = first; i < Math.min(first + PAGE_SIZE, runs); i++) {
            entries.add("{\"id\": \"" + new UUID(0, i) + "\", \"status\": \"succeed\", \"created_at\": \""
                    + newest.minusSeconds(60L * i) + "\"}");
        }
        String next = first + PAGE_SIZE < runs ? "\"?page=" + (number + 1) + "\"" : "null";
        return Reply.json(
                200,
                "{\"count\": " + runs + ", \"next\": " + next + ", \"results\": [" + String.join(",", entries) + "]}");
    }
}
