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
package ai.scriptrun.camel.client;

/**
 * Is told what happens to calls. Called from many threads; must be quick. The workflow is {@code null} where a call is
 * not about one, or it isn't known.
 */
public interface CallListener {

    /** Nobody listens. */
    CallListener NONE = new CallListener() {};

    /** A call is sent, the first time or again. */
    default void called(Long workflowId) {}

    /** A call will be sent again. */
    default void retried(Long workflowId) {}

    /** The service asked for fewer calls, and all of them are throttled. */
    default void throttled(Long workflowId) {}
}
