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

import java.time.Duration;

/**
 * The outcome for a file.
 *
 * @param file   its name
 * @param result whether there is a result
 * @param answer the text of the result, or the reason why there is none
 * @param time   from the start of the run until now; {@code null} if none was started
 * @param polls  how often the result was polled; {@code null} if never
 * @param cost   the cost of the run in USD; {@code null} if unknown
 */
record Ending(String file, boolean result, String answer, Duration time, Integer polls, Double cost) {}
