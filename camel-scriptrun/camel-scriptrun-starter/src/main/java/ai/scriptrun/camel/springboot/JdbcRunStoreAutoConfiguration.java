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

import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.store.RunStore;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * A run store in the application's database, with {@code camel.scriptrun.jdbc.enabled=true}: a bean, which Camel
 * sets as the component's option {@code runStore}.
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = JdbcRunStoreProperties.PREFIX, name = "enabled")
public class JdbcRunStoreAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcRunStore.class)
    @EnableConfigurationProperties(JdbcRunStoreProperties.class)
    static class InDatabase {

        /** Without a single or primary DataSource the start fails, because runs must not silently be in memory only. */
        @Bean
        @ConditionalOnMissingBean(RunStore.class)
        JdbcRunStore scriptRunRunStore(
                DataSource dataSource,
                JdbcRunStoreProperties properties,
                ObjectProvider<PlatformTransactionManager> transactionManagers) {
            JdbcRunStore store = new JdbcRunStore(dataSource);
            transactionManager(dataSource, transactionManagers).ifPresent(store::setTransactionManager);
            if (properties.lease() != null) {
                store.setLease(properties.lease());
            }
            if (properties.createSchema() != null) {
                store.setCreateSchema(properties.createSchema());
            }
            if (properties.nodeId() != null) {
                store.setNodeId(properties.nodeId());
            }
            return store;
        }

        /** The only one of this DataSource, or the primary one among several. */
        private static Optional<PlatformTransactionManager> transactionManager(
                DataSource dataSource, ObjectProvider<PlatformTransactionManager> all) {
            List<PlatformTransactionManager> fitting =
                    all.stream().filter(manager -> worksOn(manager, dataSource)).toList();
            return fitting.size() == 1
                    ? Optional.of(fitting.get(0))
                    : Optional.ofNullable(all.getIfUnique()).filter(fitting::contains);
        }

        /**
         * Those of JDBC, JPA and Hibernate name their DataSource; others of one resource, such as JMS, have none. What
         * isn't bound to a resource, as JTA, works on all.
         */
        private static boolean worksOn(PlatformTransactionManager manager, DataSource dataSource) {
            BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(manager);
            return properties.isReadableProperty("dataSource")
                    ? dataSource.equals(properties.getPropertyValue("dataSource"))
                    : !(manager instanceof ResourceTransactionManager);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("ai.scriptrun.camel.jdbc.JdbcRunStore")
    static class WithoutModule {

        @Bean
        InitializingBean scriptRunJdbcModuleIsMissing() {
            return () -> {
                throw new IllegalStateException(JdbcRunStoreProperties.PREFIX
                        + ".enabled=true needs the artifact ai.scriptrun.camel:camel-scriptrun-jdbc, which is not on the"
                        + " class path.");
            };
        }
    }
}
