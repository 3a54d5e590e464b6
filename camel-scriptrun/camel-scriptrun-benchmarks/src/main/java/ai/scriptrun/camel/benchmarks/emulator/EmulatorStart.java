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
package ai.scriptrun.camel.benchmarks.emulator;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;

/** Starts an emulator in this JVM, and another, and says how long each took. */
public final class EmulatorStart {

    /** Said before the two times in milliseconds. */
    static final String TOOK = "took";

    private EmulatorStart() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        System.out.println(TOOK + " " + start() + " " + start());
    }

    private static double start() {
        long begin = System.nanoTime();
        try (ScriptRunEmulator emulator = ScriptRunEmulator.start()) {
            if (emulator.baseUrl().isEmpty()) {
                throw new IllegalStateException("it has no URL");
            }
            return (System.nanoTime() - begin) / 1e6;
        }
    }
}
