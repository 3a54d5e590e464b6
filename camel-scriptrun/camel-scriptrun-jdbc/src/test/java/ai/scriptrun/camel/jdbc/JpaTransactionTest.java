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
package ai.scriptrun.camel.jdbc;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An application whose transactions are JPA's. */
class JpaTransactionTest {

    private static final RunKind KIND = RunKind.tracked("http://localhost");
    private static final String ACCOUNT = "account";

    private final DataSource database = Databases.h2();
    private final JdbcRunStore store = new JdbcRunStore(database);
    private EntityManagerFactory entities;
    private JpaTransactionManager manager;

    /** The application's record of a run. */
    @Entity(name = "Booking")
    static class Booking {

        @Id
        private String runId;

        Booking() {}

        Booking(String runId) {
            this.runId = runId;
        }

        String runId() {
            return runId;
        }
    }

    @BeforeEach
    void open() {
        Configuration configuration = new Configuration().addAnnotatedClass(Booking.class);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database);
        configuration.getProperties().put(AvailableSettings.HBM2DDL_AUTO, "create");
        entities = configuration.buildSessionFactory();
        manager = new JpaTransactionManager(entities);
        manager.setDataSource(database);
        manager.setJpaDialect(new HibernateJpaDialect());
        store.setTransactionManager(manager);
    }

    @AfterEach
    void close() {
        entities.close();
    }

    private void add(String runId) {
        store.add(List.of(new NewRun(KIND, ACCOUNT, 6L, runId, RunState.RUNNING, Duration.ZERO, null, Payload.NONE)));
    }

    private void book(String runId) {
        SharedEntityManagerCreator.createSharedEntityManager(entities).persist(new Booking(runId));
    }

    private int bookings() {
        return new JdbcTemplate(database).queryForObject("SELECT count(*) FROM Booking", Integer.class);
    }

    @Test
    void aDeliveryCommitsTogetherWithJpaChanges() throws Exception {
        add("a");
        String owner = store.join(ACCOUNT);
        long id = store.claim(KIND, owner, 1).get(0).id();
        assertThatThrownBy(() -> store.inTransaction(() -> {
                    book("a");
                    store.delivered(id, owner);
                    throw new IllegalStateException("the route failed");
                }))
                .hasMessage("the route failed");
        assertThat(bookings()).isZero();
        assertThat(store.count(KIND, 10)).isEqualTo(1);

        assertThat(store.inTransaction(() -> {
                    book("a");
                    return store.delivered(id, owner);
                }))
                .isTrue();
        assertThat(bookings()).isEqualTo(1);
        assertThat(store.count(KIND, 10)).isZero();
    }

    @Test
    void otherChangesOfTheStoreSurviveARollbackOfJpa() {
        String owner = store.join(ACCOUNT);
        new TransactionTemplate(manager).executeWithoutResult(transaction -> {
            book("b");
            add("b");
            assertThat(store.claim(KIND, owner, 1)).hasSize(1);
            transaction.setRollbackOnly();
        });

        assertThat(bookings()).isZero();
        assertThat(store.held(KIND, owner)).hasSize(1);
    }

    @Test
    void aTransactionManagerOfAnotherDataSourceIsRejected() {
        JdbcRunStore wrong = new JdbcRunStore(database);
        wrong.setCreateSchema(false);
        wrong.setTransactionManager(new DataSourceTransactionManager(Databases.h2()));
        assertThatThrownBy(() -> wrong.leave("owner"))
                .hasMessageContaining("DataSourceTransactionManager")
                .hasMessageContaining("begins no transaction on the run store's DataSource");
        assertThatThrownBy(() -> wrong.setTransactionManager(null)).hasMessageContaining("transactionManager");
    }
}
