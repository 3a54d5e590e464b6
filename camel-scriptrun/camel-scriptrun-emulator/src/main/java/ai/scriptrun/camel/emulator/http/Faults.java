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
package ai.scriptrun.camel.emulator.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/**
 * Sets faults, for a call of the API and for the number of the call.
 *
 * <pre>{@code
 * emulator.faults()
 *         .on(Endpoint.RUN).call(2).answerLost()
 *         .on(Endpoint.RESULT).calls(1, 3).tooManyRequests(Duration.ofSeconds(1));
 * }</pre>
 *
 * <p>If several faults affect one call, the one that was set first is nearest to the client. Faults may be
 * scripted while the emulator is being called. For anything else, add your own stub with
 * {@code emulator.wireMock()}.
 */
public final class Faults {

    private final List<ScriptedFault> script = new CopyOnWriteArrayList<>();

    Faults() {}

    /**
     * Starts to script a fault for one of the API's calls.
     *
     * @param endpoint the call
     * @return a builder for the fault; by default it affects every call
     */
    public FaultBuilder on(Endpoint endpoint) {
        return new FaultBuilder(this, endpoint);
    }

    /**
     * A fault of the script.
     *
     * @param endpoint the call that it happens to
     * @param fault the name of the method of {@link FaultBuilder} that scripted it, such as {@code reset}, or {@code status 502}
     * @param first the first call that it happens to, 1 being the next one after it was scripted
     * @param last the last call that it happens to
     * @param calls how many calls there were since
     */
    public record Scripted(Endpoint endpoint, String fault, int first, int last, int calls) {}

    /**
     * The faults that are in the script, those that are over too.
     *
     * @return a copy, in the order in which they were scripted
     */
    public List<Scripted> scripted() {
        return script.stream().map(ScriptedFault::view).toList();
    }

    /** Removes all faults. */
    public void clear() {
        script.clear();
    }

    void add(ScriptedFault fault) {
        script.add(fault);
    }

    ResponseDefinitionBuilder applyTo(Call call, Supplier<ResponseDefinitionBuilder> service) {
        List<Fault> due = script.stream()
                .filter(fault -> fault.isDue(call.endpoint()))
                .map(ScriptedFault::fault)
                .toList();
        Supplier<ResponseDefinitionBuilder> answer = service;
        for (int i = due.size() - 1; i >= 0; i--) {
            Fault fault = due.get(i);
            Supplier<ResponseDefinitionBuilder> behind = answer;
            answer = () -> fault.answer(call.request(), behind);
        }
        return answer.get();
    }
}
