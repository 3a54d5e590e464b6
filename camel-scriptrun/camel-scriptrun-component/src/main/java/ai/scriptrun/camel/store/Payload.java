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
package ai.scriptrun.camel.store;

import java.util.Map;

/**
 * What the starting exchange stores with its run.
 *
 * @param headers its headers; of a kind that the store can keep
 * @param input   its body: text, bytes, plain Java values, or {@code null}
 */
public record Payload(Map<String, Object> headers, Object input) {

    /** Of a run that was not started by a route. */
    public static final Payload NONE = new Payload(Map.of(), null);
}
