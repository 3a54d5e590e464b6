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
package ai.scriptrun.camel.emulator.llm;

/**
 * Answers the LLM nodes of running workflows.
 *
 * <p>A responder is called from several threads at once and must be safe for that. An exception that it throws fails
 * the node, and with it the run; the exception's message becomes the node's error.
 */
@FunctionalInterface
public interface LlmResponder {

    /**
     * Answers one LLM node.
     *
     * @param request the node's messages with all variables filled in, and its settings
     * @return the answer, never {@code null}
     * @throws Exception if there is no answer; the run then ends as {@code failed}
     */
    LlmReply respond(LlmRequest request) throws Exception;

    /**
     * Whether {@link #respond} answers at once, without waiting for anything. The emulator calls such a responder on
     * the thread of the request that starts the run, so that the result is there when the start is answered; every
     * other responder is called on a small pool.
     *
     * @return {@code false} unless overridden
     */
    default boolean isImmediate() {
        return false;
    }
}
