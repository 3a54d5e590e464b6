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
package ai.scriptrun.camel.workflow;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the most recent entries: at least so many, at most twice as many. Eviction costs nothing, while a full LRU cache
 * searches for the oldest entry at each insertion. Thread-safe.
 */
final class Recent<K, V> {

    private final int enough;
    private volatile Generations<K, V> generations = new Generations<>(new ConcurrentHashMap<>(), Map.of());

    /** @param enough how many entries are kept at least */
    Recent(int enough) {
        this.enough = enough;
    }

    private record Generations<K, V>(Map<K, V> young, Map<K, V> old) {}

    void put(K key, V value) {
        Map<K, V> young = generations.young;
        young.put(key, value);
        if (young.size() >= enough) {
            grow(young);
        }
    }

    private synchronized void grow(Map<K, V> full) {
        if (generations.young == full) {
            // The next generation will be filled as well, so its capacity is allocated at once.
            generations = new Generations<>(new ConcurrentHashMap<>(enough), full);
        }
    }

    /** The value, where it is still there. */
    Optional<V> get(K key) {
        Generations<K, V> now = generations;
        return Optional.ofNullable(now.young.get(key)).or(() -> Optional.ofNullable(now.old.get(key)));
    }
}
