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

import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.function.Function;

import javax.sql.DataSource;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides on which connection, and in which transaction, the store's statements are made. Where the thread has no
 * transaction, a single statement commits by itself, which saves a call of the database. Thread-safe.
 */
final class Transactions {

    private final DataSource dataSource;
    private final PlatformTransactionManager manager;
    private final JdbcTemplate sql;
    private final TransactionTemplate own;
    private final TransactionTemplate joined;
    private volatile Boolean autoCommit;
    private volatile boolean managed;

    /** @param manager begins transactions on this data source */
    Transactions(DataSource dataSource, PlatformTransactionManager manager) {
        this.dataSource = dataSource;
        this.manager = manager;
        this.sql = new JdbcTemplate(dataSource);
        this.own = new TransactionTemplate(manager);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.joined = new TransactionTemplate(manager);
    }

    /** One statement, independent of a transaction of the caller. */
    <T> T single(Function<JdbcOperations, T> statement) {
        return commitsByItself() ? statement.apply(sql) : own(statement);
    }

    /** One statement, which is part of the caller's transaction if there is one. */
    <T> T joined(Function<JdbcOperations, T> statement) {
        return commitsByItself() ? statement.apply(sql) : in(joined, statement);
    }

    /** Statements that commit together, independent of a transaction of the caller. */
    <T> T own(Function<JdbcOperations, T> statements) {
        return in(own, statements);
    }

    /** The user's work, in the caller's transaction or a new one. */
    <T> T inTransaction(Callable<T> work) throws Exception {
        try {
            return in(joined, operations -> {
                try {
                    return work.call();
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Exception e) {
                    throw new WorkFailed(e);
                }
            });
        } catch (WorkFailed e) {
            throw e.failure;
        }
    }

    /** Whether a statement on this thread has a connection of its own that needs no commit. */
    private boolean commitsByItself() {
        if (TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.hasResource(dataSource)) {
            return false;
        }
        Boolean known = autoCommit;
        if (known == null) {
            known = isAutoCommit();
            autoCommit = known;
        }
        return known;
    }

    private <T> T in(TransactionTemplate transaction, Function<JdbcOperations, T> statements) {
        return transaction.execute(status -> {
            if (!managed) {
                if (isAutoCommit()) {
                    throw new IllegalStateException("The transaction manager of the run store, "
                            + manager.getClass().getName()
                            + ", begins no transaction on the run store's DataSource; it has to be one that does,"
                            + " such as a DataSourceTransactionManager of this DataSource.");
                }
                managed = true;
            }
            return statements.apply(sql);
        });
    }

    private boolean isAutoCommit() {
        return Boolean.TRUE.equals(sql.execute((ConnectionCallback<Boolean>) Connection::getAutoCommit));
    }

    /** Carries a checked exception through Spring's template, which rolls back for it. */
    private static final class WorkFailed extends RuntimeException {

        private final Exception failure;

        WorkFailed(Exception failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
