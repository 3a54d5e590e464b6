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
package ai.scriptrun.camel.timing;

import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How long something took, as far as looks can tell.
 *
 * @param least it had not ended by then
 * @param most  it had ended by then
 */
public record Span(Duration least, Duration most) {

    /** So many durations within it, in milliseconds. */
    DoubleStream evenly(int parts) {
        double first = least.toNanos() / 1e6;
        double width = (most.toNanos() - least.toNanos()) / 1e6;
        return IntStream.range(0, parts).mapToDouble(i -> first + width * (i + 0.5) / parts);
    }
}
