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
package ai.scriptrun.camel.examples.queuebridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A request of the help desk, with an id that identifies its answer. */
record Request(String id, String body) {

    /** The example's own requests, a line each. */
    static List<Request> all() throws IOException {
        List<String> lines;
        try (InputStream requests = Request.class.getResourceAsStream("/requests.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(requests, UTF_8))) {
            lines = reader.lines().toList();
        }
        return IntStream.range(0, lines.size())
                .mapToObj(line -> new Request("ticket-" + (101 + line), lines.get(line)))
                .toList();
    }
}
