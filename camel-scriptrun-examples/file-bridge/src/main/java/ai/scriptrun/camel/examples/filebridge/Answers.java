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
package ai.scriptrun.camel.examples.filebridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static java.util.stream.Collectors.joining;

/** Formats a result as one line. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /** All values of a result file with any structure. */
    static String read(Path result) throws IOException {
        return values(JSON.readTree(result.toFile()))
                .map(value -> value.asText().strip().replaceAll("\\s+", " "))
                .collect(joining(" · "));
    }

    private static Stream<JsonNode> values(JsonNode json) {
        return json.isContainerNode()
                ? StreamSupport.stream(json.spliterator(), false).flatMap(Answers::values)
                : Stream.of(json);
    }
}
