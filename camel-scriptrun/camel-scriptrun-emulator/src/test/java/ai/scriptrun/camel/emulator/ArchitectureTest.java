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

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

@AnalyzeClasses(packagesOf = ScriptRunEmulator.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_LOOK_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("front")
            .definedBy("ai.scriptrun.camel.emulator")
            .layer("page")
            .definedBy("ai.scriptrun.camel.emulator.page")
            .layer("http")
            .definedBy("ai.scriptrun.camel.emulator.http")
            .layer("store")
            .definedBy("ai.scriptrun.camel.emulator.store")
            .layer("engine")
            .definedBy("ai.scriptrun.camel.emulator.engine")
            .layer("llm")
            .definedBy("ai.scriptrun.camel.emulator.llm")
            .whereLayer("front")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("page")
            .mayOnlyBeAccessedByLayers("front")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("front", "page")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("front")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("front", "page", "http", "store");
}
