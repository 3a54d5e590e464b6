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

/**
 * Answers without a model, by rules over the words of the prompt: the same prompt always gets the same answer. Good
 * enough for a demo to be believable and for a test to know what comes.
 *
 * <p>The first rule that matches is used:
 *
 * <ol>
 *   <li>The system message says "fail with: …": the node fails with that error, and the run with it.
 *   <li>The prompt requests JSON ("reply in JSON", "return a JSON object with fields a, b"): an object with these
 *       fields, for some prompts in a {@code ```json} fence, see {@link Fence}.
 *   <li>It requests a classification ("classify … as positive, negative or neutral"): the label that matches the
 *       words of the user message best.
 *   <li>It requests a summary: the first sentence of the user message.
 *   <li>It requests an encouraging, empathetic or welcoming answer: one of these.
 *   <li>Otherwise: a short echo of the user message.
 * </ol>
 *
 * <p>The rules look for the request in the system message first, then in the user message. Safe for use by several
 * threads.
 */
public final class RuleBasedResponder implements LlmResponder {

    private final List<Rule> rules;

    /** About every third JSON answer is in a code fence. */
    public RuleBasedResponder() {
        this(Fence.SOMETIMES);
    }

    /**
     * Selects when JSON answers are in a code fence.
     *
     * @param fence when
     */
    public RuleBasedResponder(Fence fence) {
        rules = List.of(
                new FailRule(),
                new JsonRule(fence),
                new ClassifyRule(),
                new SummaryRule(),
                new ToneRule(),
                new EchoRule());
    }

    /** When a JSON answer is wrapped in a {@code ```json} code fence, as some LLM nodes of the service do. */
    public enum Fence {
        /** Every time. */
        ALWAYS,
        /** For about every third prompt, always the same ones. */
        SOMETIMES,
        /** Not at all. */
        NEVER
    }

    @Override
    public LlmReply respond(LlmRequest request) {
        Prompt prompt = Prompt.of(request);
        return rules.stream()
                .flatMap(rule -> rule.answer(prompt).stream())
                .findFirst()
                .map(LlmReply::of)
                .orElseThrow();
    }

    @Override
    public boolean isImmediate() {
        return true;
    }
}
