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
package ai.scriptrun.camel.benchmarks;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import ai.scriptrun.camel.benchmarks.stub.Stub;

/** A part of the report. */
public interface Section {

    /** How progress is dated. */
    DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** Its head. */
    String title();

    /** Measures, and writes what came of it as Markdown. */
    String measure(Plan plan, Stub stub) throws Exception;

    /** Says how far it is. */
    static void progress(String what) {
        System.out.println("  " + LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + what);
    }
}
