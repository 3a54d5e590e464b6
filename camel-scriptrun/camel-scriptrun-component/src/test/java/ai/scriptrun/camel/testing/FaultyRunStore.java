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
package ai.scriptrun.camel.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import ai.scriptrun.camel.store.RunStore;

/** A run store whose calls fail on demand: before they take effect, or after, when only the response is lost. */
public final class FaultyRunStore {

    private final RunStore store;
    private volatile Predicate<Call> failsBefore = call -> false;
    private volatile Predicate<Call> failsAfter = call -> false;

    public FaultyRunStore(RunStore store) {
        this.store = store;
    }

    /** A call of the store. */
    public record Call(String method, List<Object> arguments) {}

    public FaultyRunStore failBefore(Predicate<Call> which) {
        failsBefore = which;
        return this;
    }

    public FaultyRunStore failAfter(Predicate<Call> which) {
        failsAfter = which;
        return this;
    }

    /** The store as the component sees it. */
    public RunStore asRunStore() {
        return (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(this, arguments);
                    }
                    Call call = new Call(method.getName(), arguments == null ? List.of() : Arrays.asList(arguments));
                    if (failsBefore.test(call)) {
                        throw new IllegalStateException("the database is down");
                    }
                    Object result;
                    try {
                        result = method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (failsAfter.test(call)) {
                        throw new IllegalStateException("the connection to the database was lost");
                    }
                    return result;
                });
    }
}
