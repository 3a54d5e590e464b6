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
package ai.scriptrun.camel.producer;

import java.util.Map;

import org.slf4j.MDC;

/** A thread's logging context (MDC), for the threads that continue its exchange after a wait. */
final class LogContext {

    private final Map<String, String> values = MDC.getCopyOfContextMap();

    /** Runs a task with the logging context of the thread that created this. */
    void run(Runnable task) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        set(values);
        try {
            task.run();
        } finally {
            set(before);
        }
    }

    private static void set(Map<String, String> values) {
        if (values == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(values);
        }
    }
}
