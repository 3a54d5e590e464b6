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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.ScriptRunEndpoint;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.RunStore;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One property puts the runs into the application's database. */
class JdbcRunStoreAutoConfigurationTest {

    private static final String PREFIX = "camel.scriptrun.jdbc.";

    private final DataSource database = database();

    private final ApplicationContextRunner withoutDatabase = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CamelAutoConfiguration.class,
                    ScriptRunComponentAutoConfiguration.class,
                    JdbcRunStoreAutoConfiguration.class));

    private final ApplicationContextRunner application = withoutDatabase.withBean(DataSource.class, () -> database);

    private static DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private static ScriptRunComponent component(ApplicationContext application) {
        return application.getBean(CamelContext.class).getComponent("scriptrun", ScriptRunComponent.class);
    }

    private static RunStore storeInUse(ApplicationContext application) {
        return component(application).getConfiguration().getRunStore();
    }

    @Test
    void thePropertyEnabledIsEnough() {
        application.withPropertyValues(PREFIX + "enabled=true").run(context -> {
            assertThat(context).hasSingleBean(JdbcRunStore.class);
            assertThat(storeInUse(context)).isSameAs(context.getBean(JdbcRunStore.class));
            ScriptRunEndpoint endpoint = context.getBean(CamelContext.class)
                    .getEndpoint("scriptrun:results?apiKey=key", ScriptRunEndpoint.class);
            assertThat(endpoint.getConfiguration().getRunStore()).isSameAs(context.getBean(JdbcRunStore.class));
        });
    }

    @Test
    void usesTheDataSourceThatSpringBootConfigures() {
        withoutDatabase
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues(PREFIX + "enabled=true", "spring.datasource.generate-unique-name=true")
                .run(context -> {
                    storeInUse(context).join("account");
                    assertThat(nodes(context.getBean(DataSource.class))).isOne();
                });
    }

    @Test
    void tablesAreCreatedOnFirstUse() {
        application.withPropertyValues(PREFIX + "enabled=true").run(context -> {
            storeInUse(context).join("account");
            assertThat(nodes(database)).isOne();
        });
    }

    @Test
    void optionsAreSet() {
        application
                .withPropertyValues(PREFIX + "enabled=true", PREFIX + "lease=40s", PREFIX + "node-id=node-7")
                .run(context -> {
                    assertThat(storeInUse(context).lease()).isEqualTo(Duration.ofSeconds(40));
                    assertThat(storeInUse(context).join("account")).startsWith("node-7/");
                });
    }

    @Test
    void optionsThatAreNotSetKeepTheStoresDefaults() {
        application
                .withPropertyValues(PREFIX + "enabled=true")
                .run(context -> assertThat(storeInUse(context).lease()).isEqualTo(new JdbcRunStore(database).lease()));
    }

    @Test
    void tablesAreNotCreatedIfSwitchedOff() {
        application
                .withPropertyValues(PREFIX + "enabled=true", PREFIX + "create-schema=false")
                .run(context -> {
                    RunStore store = storeInUse(context);
                    assertThatThrownBy(() -> store.join("account")).hasStackTraceContaining("SCRIPTRUN_NODE");
                });
    }

    @Test
    void aWrongOptionFailsTheStart() {
        application
                .withPropertyValues(PREFIX + "enabled=true", PREFIX + "lease=1ms")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("The lease is PT0.001S"));
    }

    @Test
    void joinsTransactionsOfTheApplicationsTransactionManager() {
        Counting ofDatabase = new Counting(database);
        Counting ofAnother = new Counting(database());
        application
                .withBean("ofAnother", PlatformTransactionManager.class, () -> ofAnother)
                .withBean("ofDatabase", PlatformTransactionManager.class, () -> ofDatabase)
                .withPropertyValues(PREFIX + "enabled=true")
                .run(context -> {
                    storeInUse(context).inTransaction(() -> null);
                    assertThat(ofDatabase.begun.get()).isPositive();
                    assertThat(ofAnother.begun.get()).isZero();
                });
    }

    @Test
    void ignoresATransactionManagerOfAnotherDatabase() {
        Counting ofAnother = new Counting(database());
        application
                .withBean(PlatformTransactionManager.class, () -> ofAnother)
                .withPropertyValues(PREFIX + "enabled=true")
                .run(context -> {
                    assertThat(storeInUse(context).inTransaction(() -> "done")).isEqualTo("done");
                    assertThat(ofAnother.begun.get()).isZero();
                });
    }

    @Test
    void usesThePrimaryOneOfSeveralTransactionManagers() {
        Counting other = new Counting(database);
        Counting primary = new Counting(database);
        application
                .withBean("other", PlatformTransactionManager.class, () -> other)
                .withBean(
                        "primary",
                        PlatformTransactionManager.class,
                        () -> primary,
                        definition -> definition.setPrimary(true))
                .withPropertyValues(PREFIX + "enabled=true")
                .run(context -> {
                    storeInUse(context).inTransaction(() -> null);
                    assertThat(primary.begun.get()).isPositive();
                    assertThat(other.begun.get()).isZero();
                });
    }

    /** Counts the transactions that it has begun. */
    private static final class Counting extends DataSourceTransactionManager {

        private final AtomicInteger begun = new AtomicInteger();

        Counting(DataSource database) {
            super(database);
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            begun.incrementAndGet();
            super.doBegin(transaction, definition);
        }
    }

    @Test
    void runsAreInMemoryUnlessEnabled() {
        for (String[] properties : new String[][] {{}, {PREFIX + "enabled=false"}, {PREFIX + "lease=40s"}}) {
            application.withPropertyValues(properties).run(context -> {
                assertThat(context).doesNotHaveBean(RunStore.class);
                assertThat(storeInUse(context)).isNull();
            });
        }
    }

    @Test
    void aRunStoreBeanReplacesTheJdbcStore() {
        MemoryRunStore own = new MemoryRunStore();
        application
                .withBean(RunStore.class, () -> own)
                .withPropertyValues(PREFIX + "enabled=true")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(JdbcRunStore.class);
                    assertThat(storeInUse(context)).isSameAs(own);
                });
    }

    @Test
    void theComponentOptionOverridesTheJdbcStore() {
        MemoryRunStore own = new MemoryRunStore();
        application
                .withBean("mine", Object.class, () -> own)
                .withPropertyValues(PREFIX + "enabled=true", "camel.component.scriptrun.run-store=#bean:mine")
                .run(context -> assertThat(storeInUse(context)).isSameAs(own));
    }

    @Test
    void failsToStartWithoutADatabase() {
        withoutDatabase
                .withPropertyValues(PREFIX + "enabled=true")
                .run(context -> assertThat(context).getFailure().hasMessageContaining(DataSource.class.getName()));
    }

    @Test
    void failsToStartWithoutTheJdbcModule() {
        application
                .withClassLoader(new FilteredClassLoader(JdbcRunStore.class))
                .withPropertyValues(PREFIX + "enabled=true")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("camel-scriptrun-jdbc"));
    }

    @Test
    void startsWithoutTheJdbcModuleIfNotEnabled() {
        application
                .withClassLoader(new FilteredClassLoader(JdbcRunStore.class))
                .run(context -> assertThat(component(context)).isNotNull());
    }

    private static int nodes(DataSource database) {
        return new JdbcTemplate(database).queryForObject("SELECT count(*) FROM scriptrun_node", Integer.class);
    }
}
