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

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.NotFoundException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.Workflow;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

/** Lists come page by page, as they are read. */
@Timeout(60)
class PagingTest extends ServiceTest {

    private static final Pattern PAGE = Pattern.compile("[?&]page=([0-9]+)");

    @ParameterizedTest
    @ValueSource(strings = {"listWorkflows", "getHistory?workflowId=6"})
    void fetchAPageWhenItsFirstEntryIsRequested(String endpoint) {
        server.reply(pages(3, 2));

        Iterator<?> entries = entries(endpoint).iterator();

        assertThat(server.requests()).hasSize(1);
        entries.next();
        entries.next();
        assertThat(server.requests()).hasSize(1);
        assertThat(entries.hasNext()).isTrue();
        assertThat(server.requests()).hasSize(2);
        IntStream.range(0, 4).forEach(i -> entries.next());
        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void startAgainWithEveryIterator() {
        server.reply(pages(2, 2));

        Iterable<?> entries = entries("listWorkflows");

        assertThat(entries).extracting(entry -> ((Workflow) entry).getId()).containsExactly(100L, 101L, 200L, 201L);
        assertThat(entries).hasSize(4);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void requestEveryPageWithTheSameParameters() {
        server.reply(pages(2, 1));

        entries("getHistory?workflowId=6&ordering=-cost&pageSize=1")
                .forEach(entry -> assertThat(entry).isInstanceOf(RunSummary.class));

        assertThat(server.requests())
                .extracting(Request::path)
                .containsExactly(
                        "/api/v1/workflows/6/history/?ordering=-cost&page_size=1",
                        "/api/v1/workflows/6/history/?ordering=-cost&page=2&page_size=1");
    }

    @Test
    void keepOnePageInMemory() throws Exception {
        int pageSize = 500;
        server.reply(pages(200, pageSize));
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger freed = new AtomicInteger();
        AtomicReference<WeakReference<Object>> first = new AtomicReference<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all")
                        .to("scriptrun:listWorkflows")
                        .split(body())
                        .streaming()
                        .process(exchange -> {
                            if (seen.incrementAndGet() == 1) {
                                first.set(new WeakReference<>(
                                        exchange.getMessage().getBody()));
                            } else if (seen.get() == 10 * pageSize) {
                                await().until(() -> {
                                    System.gc();
                                    return first.get().refersTo(null);
                                });
                                freed.incrementAndGet();
                                // The splitter looks one entry ahead.
                                assertThat(server.requests()).hasSize(11);
                            }
                        });
            }
        });

        Exchange exchange = template.send("direct:all", empty -> {});

        assertThat(exchange.getException()).isNull();
        assertThat(seen).hasValue(100_000);
        assertThat(freed).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"listWorkflows, page=2", "getHistory?workflowId=6, page=2&page_size=2"})
    void returnARequestedPageAsAList(String endpoint, String query) {
        server.reply(pages(3, 2));

        Message out = send(endpoint + (endpoint.contains("?") ? "&pageSize=2" : ""), null, ScriptRunConstants.PAGE, 2)
                .getMessage();

        assertThat(out.getBody()).asInstanceOf(LIST).hasSize(2);
        assertThat(out.getHeaders())
                .containsEntry(ScriptRunConstants.TOTAL_COUNT, 6L)
                .containsEntry(ScriptRunConstants.NEXT_PAGE, 3);
        assertThat(request().path()).endsWith("?" + query);
    }

    @Test
    void markTheLastPage() {
        server.reply(pages(2, 1));

        Message out = send("listWorkflows?page=2", null, ScriptRunConstants.NEXT_PAGE, 7)
                .getMessage();

        assertThat(out.getHeaders()).doesNotContainKey(ScriptRunConstants.NEXT_PAGE);
    }

    @Test
    void treatAPlainListAsTheOnlyPage() {
        server.reply(Reply.json(200, "[{\"id\": 1}, {\"id\": 2}]"));

        assertThat(entries("listWorkflows")).hasSize(2);
        assertThat(send("listWorkflows?page=1", null).getMessage().getHeader(ScriptRunConstants.TOTAL_COUNT))
                .isEqualTo(2L);
    }

    /** Not even for a link that leads there: it is only read for the page's number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/api/v1/workflows/?page=2",
                "//127.0.0.1:%d/?x=1&page=2",
                "http://user@127.0.0.1:%d?page=2&y=1"
            })
    void callOnlyTheService(String link) throws IOException {
        try (RawServer elsewhere = RawServer.replying(Reply.json(200, "[]"))) {
            server.reply(
                    Reply.json(200, page(String.format(link, elsewhere.port()), 1, 1)),
                    Reply.json(200, page(null, 2, 1)));

            assertThat(entries("listWorkflows")).hasSize(2);

            assertThat(elsewhere.connections()).isZero();
            assertThat(server.requests().get(1).path()).isEqualTo("/api/v1/workflows/?page=2");
        }
    }

    @Test
    void endIfALinkLeadsBack() {
        server.reply(Reply.json(200, page("?page=2", 1, 1)));

        assertThat(entries("listWorkflows")).hasSize(2);
    }

    @Test
    void failIfALinkHasNoPageNumber() {
        server.reply(Reply.json(200, page("http://elsewhere.example/next", 1, 1)));

        assertThat(send("listWorkflows", null).getException())
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessageContaining("a link to the next page that has no page number: http://elsewhere.example/next");
    }

    @Test
    void endIfTheListHasBecomeShorterMeanwhile() {
        server.reply(Reply.json(200, page("?page=2", 1, 1)), Reply.json(404, "{\"detail\": \"Invalid page.\"}"));

        Iterator<?> entries = entries("listWorkflows").iterator();
        entries.next();

        assertThat(entries.hasNext()).isFalse();
        assertThat(entries.hasNext()).isFalse();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void failIfAGatewayRespondsToTheNextPageWith404() {
        server.reply(Reply.json(200, page("?page=2", 1, 1)), Reply.answer(404, "", "<html>Not Found</html>"));

        Iterator<?> entries = entries("listWorkflows").iterator();
        entries.next();

        assertThatThrownBy(entries::hasNext)
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessageContaining("HTTP 404");
    }

    @Test
    void failIfTheRequestedPageDoesNotExist() {
        server.reply(Reply.json(404, "{\"detail\": \"Invalid page.\"}"));

        assertThat(send("listWorkflows?page=2", null).getException()).isExactlyInstanceOf(NotFoundException.class);
        assertThat(send("listWorkflows", null).getException()).isExactlyInstanceOf(NotFoundException.class);
    }

    @Test
    void failWhileTheyAreRead() {
        server.reply(Reply.json(200, page("?page=2", 1, 1)), Reply.json(500, "{}"));

        Iterator<?> entries = entries("listWorkflows").iterator();
        entries.next();

        assertThatThrownBy(entries::hasNext)
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessageStartingWith("listWorkflows failed: HTTP 500");
    }

    @Test
    void areConvertedToAList() {
        server.reply(pages(2, 2));

        assertThat((List<?>) send("listWorkflows", null).getMessage().getBody(List.class))
                .hasSize(4);
    }

    @Test
    void showNoContentInToString() {
        server.reply(pages(2, 2));

        assertThat(send("listWorkflows", null).getMessage().getBody(String.class))
                .isEqualTo("the entries of all pages, fetched as they are read");
        assertThat(server.requests()).hasSize(1);
    }

    private Iterable<?> entries(String endpoint) {
        return (Iterable<?>) send(endpoint, null).getMessage().getBody();
    }

    private static Reply pages(int pages, int size) {
        return Reply.by(request -> {
            Matcher asked = PAGE.matcher(request.path());
            int number = asked.find() ? Integer.parseInt(asked.group(1)) : 1;
            String next = number < pages ? "http://elsewhere.example/?page=" + (number + 1) : null;
            return Reply.json(200, page(next, number, size).replace("\"count\": 0", "\"count\": " + pages * size));
        });
    }

    private static String page(String next, int number, int size) {
        String results = IntStream.range(0, size)
                .mapToObj(i -> "{\"id\": " + (number * 100 + i) + "}")
                .collect(Collectors.joining(", "));
        return "{\"count\": 0, \"next\": " + (next == null ? null : "\"" + next + "\"") + ", \"results\": [" + results
                + "]}";
    }
}
