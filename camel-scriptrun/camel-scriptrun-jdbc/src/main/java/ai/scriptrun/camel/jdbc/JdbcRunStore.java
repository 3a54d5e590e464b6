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

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.DeliveryAttempt;
import ai.scriptrun.camel.store.DueStart;
import ai.scriptrun.camel.store.HistoryMark;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunCount;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunPhase;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StartCount;
import ai.scriptrun.camel.store.StartFailure;
import ai.scriptrun.camel.store.StartInDoubt;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.store.StoredStart;
import ai.scriptrun.camel.store.ViewStore;
import ai.scriptrun.camel.store.ViewedOwner;
import ai.scriptrun.camel.store.ViewedRun;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Stores runs in a database: they survive a restart, and nodes share them. PostgreSQL and H2. Nodes coordinate only by
 * the database's locks and its clock. Every statement uses its own connection and commits by itself, except
 * for {@link #inTransaction} and {@link #delivered}, which join a Spring transaction of the same {@link DataSource}, as
 * {@code JdbcTemplate} does. Thread-safe once it is in use; set its properties before.
 *
 * <p>The tables are created with the first use, see {@link #setCreateSchema}.
 */
public class JdbcRunStore implements RunStore, ViewStore {

    private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

    private final DataSource dataSource;
    private PlatformTransactionManager transactionManager;
    private volatile Parts parts;
    private Duration lease = Duration.ofSeconds(15);
    private boolean createSchema = true;
    private String nodeId = ManagementFactory.getRuntimeMXBean().getName() + "-"
            + UUID.randomUUID().toString().substring(0, 8);

    /** @param dataSource the database; a pool, because several threads use it */
    public JdbcRunStore(DataSource dataSource) {
        this.dataSource = dataSource;
        this.transactionManager = new DataSourceTransactionManager(dataSource);
    }

    /**
     * Duration of the lease (15 s): a node that has died keeps its runs this long. It has to be longer than the longest
     * pause of a node, such as a full garbage collection, because otherwise the node loses its runs to others.
     */
    public void setLease(Duration lease) {
        if (lease == null || lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException(
                    "The lease is " + lease + "; it has to be at least " + SHORTEST_LEASE.toMillis() + " ms.");
        }
        this.lease = lease;
    }

    /**
     * Whether missing tables are created (true). If not, run the file {@code schema-….sql} of this package's folder.
     */
    public void setCreateSchema(boolean createSchema) {
        this.createSchema = createSchema;
    }

    /** The name of this node in the tables, for administrators (generated for each process). */
    public void setNodeId(String nodeId) {
        if (nodeId == null || nodeId.isBlank() || nodeId.length() > 200) {
            throw new IllegalArgumentException(
                    "The nodeId is '" + nodeId + "'; it has to be a text of at most 200 characters.");
        }
        this.nodeId = nodeId;
    }

    /**
     * Begins transactions on the store's {@link DataSource}: if the application's own transactions are JPA's, its
     * transaction manager, so that both share transactions (a {@link DataSourceTransactionManager}).
     */
    public void setTransactionManager(PlatformTransactionManager transactionManager) {
        if (transactionManager == null) {
            throw new IllegalArgumentException("The transactionManager is null; it has to be one of the DataSource.");
        }
        this.transactionManager = transactionManager;
    }

    /** Created with the first use, because only the database tells its dialect. */
    private record Parts(
            Transactions transactions,
            Leases leases,
            AddedRuns added,
            ClaimedRuns claimed,
            Limits limits,
            Starts starts,
            QueuedStarts queue,
            HistoryMarks marks,
            Forgetting forgetting,
            Views views) {}

    private Parts parts() {
        Parts known = parts;
        return known == null ? open() : known;
    }

    private synchronized Parts open() {
        if (parts == null) {
            Transactions transactions = new Transactions(dataSource, transactionManager);
            Dialect dialect = new Schema(dataSource, transactions).ready(createSchema);
            Leases leases = new Leases(transactions, dialect, nodeId, lease);
            Limits limits = new Limits(transactions, dialect);
            Starts starts = new Starts(transactions, leases, limits, dialect);
            parts = new Parts(
                    transactions,
                    leases,
                    new AddedRuns(transactions, dialect),
                    new ClaimedRuns(transactions, leases, dialect),
                    limits,
                    starts,
                    new QueuedStarts(transactions, leases, limits, starts, dialect),
                    new HistoryMarks(transactions, dialect),
                    new Forgetting(transactions, leases, dialect),
                    new Views(transactions, limits, starts, dialect));
        }
        return parts;
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public String join(String account) {
        return parts().leases.join(account);
    }

    @Override
    public boolean renew(String owner) {
        return parts().leases.renew(owner);
    }

    @Override
    public void leave(String owner) {
        parts().leases.leave(owner);
    }

    @Override
    public int add(Collection<NewRun> runs) {
        return parts().added.add(runs);
    }

    @Override
    public boolean isLasting() {
        return true;
    }

    @Override
    public StoredStart intend(NewStart start, String owner) {
        return parts().starts.intend(start, owner);
    }

    @Override
    public StoredStart enqueue(NewStart start) {
        return parts().queue.enqueue(start);
    }

    @Override
    public List<Long> queuedWorkflows(String service) {
        return parts().queue.workflows(service);
    }

    @Override
    public List<DueStart> dequeue(String service, long workflowId, String owner, int most) {
        return parts().queue.dequeue(service, workflowId, owner, most);
    }

    @Override
    public boolean requeue(long id, String owner, Duration delay) {
        return parts().queue.requeue(id, owner, delay);
    }

    @Override
    public boolean started(long id, String owner, String runId, AfterStart then) {
        return parts().starts.started(id, owner, runId, then);
    }

    @Override
    public void notStarted(long id, String owner) {
        parts().starts.notStarted(id, owner);
    }

    @Override
    public void refused(long id, String owner, StartFailure failure) {
        parts().starts.refused(id, owner, failure);
    }

    @Override
    public void uncertain(long id, String owner, boolean deliver) {
        parts().starts.uncertain(id, owner, deliver);
    }

    @Override
    public DueStart dueStart(long id, String owner) {
        return parts().queue.dueStart(id, owner);
    }

    @Override
    public boolean restarting(long id, String owner) {
        return parts().starts.restarting(id, owner);
    }

    @Override
    public List<StartInDoubt> inDoubt(String service, long workflowId, Duration oldest) {
        return parts().starts.inDoubt(service, workflowId, oldest);
    }

    @Override
    public List<StartCount> countStarts(String service) {
        return parts().limits.countStarts(service);
    }

    @Override
    public Set<String> startedRuns(String service, Collection<String> runIds) {
        return parts().starts.startedRuns(service, runIds);
    }

    @Override
    public List<StoredRun> claim(RunKind kind, String owner, int most) {
        return parts().claimed.claim(kind, owner, most);
    }

    @Override
    public List<StoredRun> held(RunKind kind, String owner) {
        return parts().claimed.held(kind, owner);
    }

    @Override
    public DeliveryAttempt beginDelivery(long id, String owner) {
        return parts().claimed.beginDelivery(id, owner);
    }

    @Override
    public boolean ended(long id, String owner, Double cost) {
        return parts().claimed.ended(id, owner, cost);
    }

    @Override
    public boolean delivered(long id, String owner, Double cost) {
        return parts().claimed.delivered(id, owner, cost);
    }

    @Override
    public boolean release(long id, String owner, Duration delay) {
        return parts().claimed.release(id, owner, delay);
    }

    @Override
    public HistoryMark historyMark(RunKind kind) {
        return parts().marks.get(kind);
    }

    @Override
    public void setHistoryMark(RunKind kind, HistoryMark mark) {
        parts().marks.set(kind, mark);
    }

    @Override
    public int count(RunKind kind, int most) {
        return parts().claimed.count(kind, most);
    }

    @Override
    public int forget(Duration keepDelivered, int most) {
        return parts().forgetting.forget(keepDelivered, most);
    }

    @Override
    public boolean isTransactional() {
        return true;
    }

    @Override
    public <T> T inTransaction(Callable<T> work) throws Exception {
        return parts().transactions.inTransaction(work);
    }

    @Override
    public List<RunCount> counts() {
        return parts().views.counts();
    }

    @Override
    public List<ViewedRun> runs(Set<RunPhase> phases, Long workflowId, long before, int most) {
        return parts().views.runs(phases, workflowId, before, most);
    }

    @Override
    public ViewedRun run(long id) {
        return parts().views.run(id);
    }

    @Override
    public Payload payload(long id) {
        return parts().views.payload(id);
    }

    @Override
    public List<ViewedOwner> owners() {
        return parts().views.owners();
    }

    @Override
    public int inFlight(String service, long workflowId) {
        return parts().views.inFlight(service, workflowId);
    }

    @Override
    public double spent(String service, long workflowId, Duration window) {
        return parts().views.spent(service, workflowId, window);
    }

    @Override
    public boolean deliverNow(long id) {
        return parts().views.deliverNow(id);
    }

    @Override
    public boolean adopt(long id, String runId) {
        return parts().views.adopt(id, runId);
    }

    @Override
    public boolean startAgain(long id) {
        return parts().views.startAgain(id);
    }
}
