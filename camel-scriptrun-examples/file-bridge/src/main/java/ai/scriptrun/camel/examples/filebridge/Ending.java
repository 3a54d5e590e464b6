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
 * How it ended for a file.
 *
 * @param file   its name
 * @param result whether there is a result
 * @param answer what the result says, or why there is none
 * @param time   from the start of the run until now; {@code null} where none was started
 * @param polls  how often the service was asked for the result; {@code null} where it never was
 * @param cost   what the run cost in USD; {@code null} where that isn't known
 */
record Ending(String file, boolean result, String answer, Duration time, Integer polls, Double cost) {}
