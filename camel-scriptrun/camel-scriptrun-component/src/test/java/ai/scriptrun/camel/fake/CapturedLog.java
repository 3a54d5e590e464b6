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
package ai.scriptrun.camel.fake;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Everything that anybody logs, at any level, for as long as it is open. */
public final class CapturedLog implements AutoCloseable {

    private record Entry(String logger, String text) {}

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final LoggerContext loggers = (LoggerContext) LogManager.getContext(false);

    public CapturedLog() {
        Capture capture = new Capture();
        capture.start();
        var root = loggers.getConfiguration().getRootLogger();
        root.getAppenders().keySet().forEach(root::removeAppender);
        root.addAppender(capture, Level.ALL, null);
        loggers.getConfiguration().getLoggers().values().forEach(logger -> logger.setLevel(Level.ALL));
        loggers.updateLoggers();
    }

    /** What such loggers have logged, with the stack traces of exceptions. */
    public String text(Predicate<String> loggers) {
        return entries.stream()
                .filter(entry -> loggers.test(entry.logger))
                .map(Entry::text)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        loggers.reconfigure();
    }

    private final class Capture extends AbstractAppender {

        private final PatternLayout layout =
                PatternLayout.newBuilder().withPattern("%p %c - %m %ex").build();

        Capture() {
            super("capture", null, null, false, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            entries.add(new Entry(event.getLoggerName(), layout.toSerializable(event)));
        }
    }
}
