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
 * What was put here lately: at least so many of the last entries, at most twice as many. Forgetting costs nothing,
 * where an LRU cache that is full pays for every entry with a search for the oldest one. Thread-safe.
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
            // One that became full is followed by one that will, so room is made for all of it at once.
            generations = new Generations<>(new ConcurrentHashMap<>(enough), full);
        }
    }

    /** The value, where it is still there. */
    Optional<V> get(K key) {
        Generations<K, V> now = generations;
        return Optional.ofNullable(now.young.get(key)).or(() -> Optional.ofNullable(now.old.get(key)));
    }
}
