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
package ai.scriptrun.camel.examples.support;

import java.util.concurrent.Callable;

/** An example that is a program. */
public final class Example {

    private Example() {}

    /**
     * Runs it, and ends the JVM.
     *
     * @param program returns the exit code; if it fails, that is 2
     */
    public static void run(Callable<Integer> program) {
        int exitCode;
        try {
            exitCode = program.call();
        } catch (Exception e) {
            System.err.println("The example can't go on: " + e.getMessage());
            exitCode = 2;
        }
        System.exit(exitCode);
    }
}
