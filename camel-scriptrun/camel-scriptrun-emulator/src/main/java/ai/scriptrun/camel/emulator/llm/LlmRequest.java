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

import java.util.List;

import static java.util.stream.Collectors.joining;

/**
 * The request of an LLM node.
 *
 * @param model the node's {@code settings.model_name}, or {@code null} if it names none
 * @param temperature the node's {@code settings.temperature}, or {@code null} if it sets none
 * @param messages the prompt, in order, with all variables filled in
 */
public record LlmRequest(String model, Double temperature, List<Message> messages) {

    /** Copies the messages, so that a request never changes. */
    public LlmRequest {
        messages = List.copyOf(messages);
    }

    /**
     * One message of the prompt.
     *
     * @param role {@code system}, {@code user} or {@code assistant}
     * @param text the message with all variables filled in
     */
    public record Message(String role, String text) {}

    /**
     * The text of all messages of one role.
     *
     * @param role the role to look for
     * @return the texts in order, a line break between them; empty if the prompt has no such message
     */
    public String text(String role) {
        return messages.stream()
                .filter(message -> message.role().equals(role))
                .map(Message::text)
                .collect(joining("\n"));
    }
}
