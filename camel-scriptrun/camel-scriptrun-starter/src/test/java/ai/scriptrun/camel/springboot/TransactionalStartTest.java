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
package ai.scriptrun.camel.springboot;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Header;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static ai.scriptrun.camel.ScriptRunConstants.START_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A start that is queued commits with what the route has written into the application's database, or not at all. */
@SpringBootTest(
        classes = TransactionalStartTest.OrderApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"secrets.dir=src/test/resources/secrets", "spring.datasource.generate-unique-name=true"})
@TestPropertySource("classpath:run-store.properties")
@DirtiesContext
class TransactionalStartTest {

    private static final ScriptRunEmulator SERVICE = ScriptRunEmulator.start();

    @DynamicPropertySource
    static void service(DynamicPropertyRegistry properties) {
        properties.add("camel.component.scriptrun.base-url", SERVICE::baseUrl);
    }

    @BeforeAll
    static void createWorkflow() {
        SERVICE.createWorkflow(SampleWorkflow.FEEDBACK.json());
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @EnableAutoConfiguration
    static class OrderApplication {

        @Bean
        Orders orders(JdbcTemplate sql) {
            sql.execute("CREATE TABLE customer_order (id VARCHAR(36), customer VARCHAR(100))");
            return new Orders(sql);
        }

        @Bean
        RouteBuilder ordering() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    // tag::outbox[]
                    from("direct:order")
                            .transacted()
                            .to("bean:orders?method=enter")
                            .setHeader(START_KEY, header("order"))
                            .to("scriptrun:runWorkflow?workflowId=307&track=true&queue=true")
                            .to("bean:orders?method=check");
                    // end::outbox[]

                    from("scriptrun:results?transacted=true").to("log:results?level=DEBUG");
                }
            };
        }
    }

    static final class Orders {

        private final JdbcTemplate sql;

        Orders(JdbcTemplate sql) {
            this.sql = sql;
        }

        public void enter(@Header("order") String order, @Header("customer") String customer) {
            sql.update("INSERT INTO customer_order VALUES (?, ?)", order, customer);
        }

        public void check(@Header("customer") String customer) {
            if (customer.equals("Mallory")) {
                throw new IllegalStateException("The account of Mallory is closed");
            }
        }
    }

    @Autowired
    private ProducerTemplate routes;

    @Autowired
    private JdbcTemplate sql;

    private void order(String id, String customer) {
        routes.sendBodyAndHeaders(
                "direct:order", Map.of("feedback", "Fine."), Map.of("order", id, "customer", customer));
    }

    @Test
    void noRunIsStartedIfTheTransactionIsRolledBack() {
        order("1", "Alice");
        assertThatThrownBy(() -> order("2", "Mallory"))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseMessage("The account of Mallory is closed");
        order("3", "Bob");
        // A broker delivers it again, after the acknowledgement of the first delivery was lost.
        order("3", "Bob");

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> keys("DELIVERED").size() == 2);

        assertThat(sql.queryForList("SELECT id FROM customer_order ORDER BY id", String.class))
                .containsExactly("1", "3", "3");
        assertThat(keys("DELIVERED")).containsExactlyInAnyOrder("1", "3");
        assertThat(sql.queryForObject("SELECT count(*) FROM scriptrun_run", Integer.class))
                .isEqualTo(2);
        assertThat(SERVICE.runs().accepted()).isEqualTo(2);
    }

    private List<String> keys(String state) {
        return sql.queryForList("SELECT start_key FROM scriptrun_run WHERE state = ?", String.class, state);
    }
}
