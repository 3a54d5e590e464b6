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
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.apache.camel.Body;
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

import static ai.scriptrun.camel.ScriptRunConstants.DELIVERY;
import static ai.scriptrun.camel.ScriptRunConstants.RUN_ID;
import static org.assertj.core.api.Assertions.assertThat;

/** A route's changes in the application's database and the delivery of the run commit together. */
@SpringBootTest(
        classes = TransactedResultsTest.BookkeepingApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"secrets.dir=src/test/resources/secrets", "spring.datasource.generate-unique-name=true"})
@TestPropertySource("classpath:run-store.properties")
@DirtiesContext
class TransactedResultsTest {

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
    static class BookkeepingApplication {

        @Bean
        Books books(JdbcTemplate sql) {
            sql.execute("CREATE TABLE book (run VARCHAR(36), customer VARCHAR(100), result VARCHAR)");
            return new Books(sql);
        }

        @Bean
        RouteBuilder bookkeeping() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:later").to("scriptrun:runWorkflow?workflowId=307&track=true");

                    // tag::transacted[]
                    from("scriptrun:results?transacted=true")
                            .choice()
                            .when(header(DELIVERY).isGreaterThan(2))
                            .to("bean:books?method=giveUp")
                            .otherwise()
                            .to("bean:books?method=enter");
                    // end::transacted[]
                }
            };
        }
    }

    static final class Books {

        private final JdbcTemplate sql;
        private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

        Books(JdbcTemplate sql) {
            this.sql = sql;
        }

        // tag::books[]
        public void enter(@Header(RUN_ID) String run, @Header("customer") String customer, @Body String result) {
            sql.update("INSERT INTO book VALUES (?, ?, ?)", run, customer, result);
            if (isClosed(customer)) {
                throw new IllegalStateException("The account of " + customer + " is closed");
            }
        }
        // end::books[]

        public void giveUp(@Header(RUN_ID) String run, @Header("customer") String customer) {
            sql.update("INSERT INTO book VALUES (?, ?, 'given up')", run, customer);
        }

        /** One customer's account is closed permanently, those of all others only at their first attempt. */
        private boolean isClosed(String customer) {
            return customer.equals("Mallory") || attempts.merge(customer, 1, Integer::sum) == 1;
        }
    }

    @Autowired
    private ProducerTemplate routes;

    @Autowired
    private JdbcTemplate sql;

    @Test
    void aFailedDeliveryIsRolledBackAndRepeated() {
        for (String customer : List.of("Alice", "Bob", "Mallory")) {
            routes.sendBodyAndHeader("direct:later", Map.of("feedback", "Fine."), "customer", customer);
        }

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> countRuns("DELIVERED") == 3);

        assertThat(sql.queryForList("SELECT customer FROM book WHERE result <> 'given up'", String.class))
                .containsExactlyInAnyOrder("Alice", "Bob");
        assertThat(sql.queryForList("SELECT customer FROM book WHERE result = 'given up'", String.class))
                .containsExactly("Mallory");
        assertThat(sql.queryForList(
                        "SELECT deliveries FROM book JOIN scriptrun_run ON run = run_id ORDER BY customer",
                        Integer.class))
                .containsExactly(2, 2, 3);
    }

    private int countRuns(String state) {
        return sql.queryForObject("SELECT count(*) FROM scriptrun_run WHERE state = ?", Integer.class, state);
    }
}
