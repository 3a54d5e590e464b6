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
package ai.scriptrun.camel;

/** Format of a finished run as a message body. */
public enum ResultFormat {
    /** The {@link ai.scriptrun.camel.model.WorkflowRun}. */
    RUN,
    /** The run's JSON as the service sent it, as text. */
    JSON,
    /** The content of the output node, parsed: text, or the JSON value as Map, List, String, Number or Boolean. */
    OUTPUT,
    /** The content of the output node as text, without a Markdown code fence around it. */
    TEXT
}
