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
package ai.scriptrun.camel.message;

import ai.scriptrun.camel.ResultFormat;
import ai.scriptrun.camel.result.FinishedRun;

/** A run as a message body. */
public final class ResultBody {

    private ResultBody() {}

    /** The run in this format; {@code null} if its outputs are requested and no output node ran. */
    public static Object of(FinishedRun finished, ResultFormat format) {
        return switch (format) {
            case RUN -> finished.run();
            case JSON -> finished.run().toString();
            case OUTPUT -> finished.output();
            case TEXT -> finished.text();
        };
    }
}
