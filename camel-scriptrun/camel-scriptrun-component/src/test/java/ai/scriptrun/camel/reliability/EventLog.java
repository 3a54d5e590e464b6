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
package ai.scriptrun.camel.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;

/** What an application has done with its inputs, in a file that survives its end. Thread-safe. */
final class EventLog implements AutoCloseable {

    /** What can be done with an input. */
    enum Kind {
        /** Its start got a response, and the route continued. */
        STARTED,
        /** Its result has arrived in the route. */
        DELIVERED,
        /** It has arrived in the route as an uncertain start. */
        UNCERTAIN
    }

    /**
     * Something that was done.
     *
     * @param input    the input's number
     * @param runId    UUID of the run that was started for it, or {@link #NO_RUN}
     * @param atMillis when, in milliseconds since the epoch
     */
    record Event(Kind kind, int input, String runId, long atMillis) {

        static Event parse(String line) {
            Scanner words = new Scanner(line);
            return new Event(Kind.valueOf(words.next()), words.nextInt(), words.next(), words.nextLong());
        }
    }

    /** Instead of the id of an unknown run. */
    static final String NO_RUN = "-";

    private final FileChannel file;

    EventLog(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void add(Kind kind, int input, String runId) {
        String line = kind + " " + input + " " + runId + " " + System.currentTimeMillis() + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            // In one write: a kill of the process can't split it.
            if (file.write(bytes) < line.length()) {
                throw new IOException("The disk is full");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that has been done, by applications that are dead too. */
    static List<Event> read(Path path) throws IOException {
        if (Files.notExists(path)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(path)) {
            return lines.map(Event::parse).toList();
        }
    }

    static Stream<Event> all(Kind kind, List<Event> events) {
        return events.stream().filter(event -> event.kind() == kind);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
