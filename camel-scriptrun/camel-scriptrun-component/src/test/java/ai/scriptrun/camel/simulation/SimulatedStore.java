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
package ai.scriptrun.camel.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.Callable;

import ai.scriptrun.camel.simulation.Fault.Effect;
import ai.scriptrun.camel.simulation.Fault.Point;
import ai.scriptrun.camel.store.RunStore;

/** The store as one node reaches it. */
final class SimulatedStore {

    /** What a store knows without its database. */
    private static final Set<String> LOCAL = Set.of("lease", "isLasting", "isTransactional");

    private final World world;
    private final SimulatedNode node;
    private final RunStore store;

    private SimulatedStore(World world, SimulatedNode node) {
        this.world = world;
        this.node = node;
        this.store = world.store;
    }

    static RunStore of(World world, SimulatedNode node) {
        SimulatedStore store = new SimulatedStore(world, node);
        return (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(),
                new Class<?>[] {RunStore.class},
                (proxy, method, arguments) -> store.call(method, arguments));
    }

    /** The database does not answer, or its answer is lost. */
    static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message, null, false, false);
        }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (LOCAL.contains(name) || method.getDeclaringClass() == Object.class) {
            return invoke(method, arguments);
        }
        node.life.checkAlive();
        if (world.isStoreDown(node)) {
            world.storeHasFailed();
            throw new Failure("the database is down");
        }
        happen(Point.STORE_BEFORE, name);
        if (name.equals("inTransaction")) {
            return inTransaction((Callable<?>) arguments[0]);
        }
        Object result = invoke(method, arguments);
        world.trace(node.life, name, arguments, result);
        world.journal.stored(node, name, arguments, result);
        happen(Point.STORE_AFTER, name);
        return result;
    }

    private Object inTransaction(Callable<?> work) throws Exception {
        boolean committed = false;
        world.time.setInstant(true);
        try {
            Object result = store.inTransaction(() -> {
                Object done = work.call();
                happen(Point.STORE_BEFORE, "commit");
                return done;
            });
            committed = true;
            happen(Point.STORE_AFTER, "commit");
            return result;
        } finally {
            world.time.setInstant(false);
            node.endTransaction(committed);
        }
    }

    private void happen(Point point, String name) {
        Fault fault = world.faults.at(point, node.index, name);
        if (fault == null) {
            return;
        }
        world.trace(node.life, "fault", fault);
        if (fault.effect() == Effect.CRASH) {
            world.crash(node, fault.length());
        } else if (fault.effect() == Effect.FREEZE) {
            world.freeze(fault.length());
        } else {
            world.storeHasFailed();
            throw new Failure(point == Point.STORE_BEFORE ? "not reached" : "the response was lost");
        }
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
