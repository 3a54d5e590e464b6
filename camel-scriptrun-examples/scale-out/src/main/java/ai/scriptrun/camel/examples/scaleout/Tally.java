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
package ai.scriptrun.camel.examples.scaleout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** All results that have arrived. Thread-safe. */
final class Tally {

    private final List<Delivery> deliveries = new ArrayList<>();
    private final Set<String> requests = new HashSet<>();

    synchronized void add(Delivery delivery) {
        deliveries.add(delivery);
        requests.add(delivery.request());
        notifyAll();
    }

    /** Waits until there are results for this number of requests, and returns whether there are. */
    synchronized boolean await(int number, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (requests.size() < number) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** The number of requests with a result. */
    synchronized int answered() {
        return requests.size();
    }

    /** The number of duplicate results. */
    synchronized int duplicates() {
        return deliveries.size() - requests.size();
    }

    synchronized long count(Predicate<Delivery> condition) {
        return deliveries.stream().filter(condition).count();
    }

    long countBy(Function<Delivery, String> who, String worker) {
        return count(delivery -> who.apply(delivery).equals(worker));
    }

    synchronized double pollsPerRun() {
        return deliveries.stream().mapToInt(Delivery::polls).average().orElse(0);
    }
}
