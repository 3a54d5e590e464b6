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

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.TokenUsage;

/**
 * Answers LLM nodes by an OpenAI-compatible service, such as OpenAI itself or your own model server. A node's
 * {@code model_name} and {@code temperature} are passed on. Safe for use by several threads.
 *
 * <p>Needs {@code dev.langchain4j:langchain4j-open-ai} on the class path.
 */
public final class OpenAiResponder implements LlmResponder {

    private static final String NO_KEY = "none";

    private final ChatModel chat;
    private final String model;

    /**
     * Uses the model that each node names.
     *
     * @param baseUrl such as {@code http://127.0.0.1:11434/v1}, without {@code /chat/completions}
     * @param apiKey the service's key, or {@code null} if it needs none
     */
    public OpenAiResponder(String baseUrl, String apiKey) {
        this(baseUrl, apiKey, null);
    }

    /**
     * Uses one model for all nodes.
     *
     * @param baseUrl such as {@code http://127.0.0.1:11434/v1}, without {@code /chat/completions}
     * @param apiKey the service's key, or {@code null} if it needs none
     * @param model the model for all nodes, or {@code null} for the model that the node names
     */
    public OpenAiResponder(String baseUrl, String apiKey, String model) {
        this.model = model;
        this.chat = OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey(apiKey == null ? NO_KEY : apiKey)
                .build();
    }

    @Override
    public LlmReply respond(LlmRequest request) {
        ChatResponse response = chat.chat(ChatRequest.builder()
                .messages(request.messages().stream()
                        .map(OpenAiResponder::message)
                        .toList())
                .modelName(model != null ? model : request.model())
                .temperature(request.temperature())
                .build());
        String content = response.aiMessage().text();
        TokenUsage usage = response.tokenUsage();
        return usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null
                ? LlmReply.of(content)
                : new LlmReply(content, usage.inputTokenCount(), usage.outputTokenCount());
    }

    private static ChatMessage message(LlmRequest.Message message) {
        return switch (message.role()) {
            case "system" -> SystemMessage.from(message.text());
            case "assistant" -> AiMessage.from(message.text());
            default -> UserMessage.from(message.text());
        };
    }
}
