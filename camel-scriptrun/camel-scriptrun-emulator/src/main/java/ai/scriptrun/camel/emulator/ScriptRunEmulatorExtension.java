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
package ai.scriptrun.camel.emulator;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit 5 tests a running {@link ScriptRunEmulator} as a parameter.
 *
 * <pre>{@code
 * @ExtendWith(ScriptRunEmulatorExtension.class)
 * class FeedbackTest {
 *
 *     @Test
 *     void classifiesFeedback(ScriptRunEmulator emulator) { … }
 * }
 * }</pre>
 *
 * <p>The lifetime depends on the first parameter: if a test method or a {@code @BeforeEach} method has it, each test has
 * its own emulator; if the constructor or a {@code @BeforeAll} method has it, all tests of the class share one. For
 * other settings than the defaults, register the extension with a builder:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ScriptRunEmulatorExtension EMULATOR =
 *         new ScriptRunEmulatorExtension(ScriptRunEmulator.builder().runTime(Duration.ZERO));
 * }</pre>
 */
public final class ScriptRunEmulatorExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ScriptRunEmulatorExtension.class);

    private final EmulatorBuilder builder;

    /** Emulators with all defaults. */
    public ScriptRunEmulatorExtension() {
        this(ScriptRunEmulator.builder());
    }

    /**
     * Emulators with custom settings.
     *
     * @param builder the settings, not changed here
     */
    public ScriptRunEmulatorExtension(EmulatorBuilder builder) {
        this.builder = builder;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ScriptRunEmulator.class;
    }

    @Override
    public ScriptRunEmulator resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(ScriptRunEmulator.class, type -> new Stored(builder.start()), Stored.class)
                .emulator;
    }

    /** JUnit closes such a value when the context of its store ends; other values that can be closed, from 5.13 on only. */
    @SuppressWarnings("deprecation")
    record Stored(ScriptRunEmulator emulator) implements ExtensionContext.Store.CloseableResource {

        @Override
        public void close() {
            emulator.close();
        }
    }
}
