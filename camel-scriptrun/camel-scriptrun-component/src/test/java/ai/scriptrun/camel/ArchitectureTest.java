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

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rooms of the component, and the one direction between them. */
@AnalyzeClasses(packages = "ai.scriptrun.camel", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "ai.scriptrun.camel.";

    /** The rooms below what Camel sees. The root's options are known to those that act by them. */
    @ArchTest
    static final ArchRule noArrowRunsUp = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(
                    ROOT + "producer..",
                    ROOT + "consumer..",
                    ROOT + "message..",
                    ROOT + "store..",
                    ROOT + "observe..",
                    ROOT + "run..",
                    ROOT + "history..",
                    ROOT + "client..",
                    ROOT + "model..",
                    ROOT + "time..",
                    ROOT + "exception..",
                    ROOT + "converter..")
            .layer("producer")
            .definedBy(ROOT + "producer..")
            .layer("consumer")
            .definedBy(ROOT + "consumer..")
            .layer("observe")
            .definedBy(ROOT + "observe..")
            .layer("converter")
            .definedBy(ROOT + "converter..")
            .layer("message")
            .definedBy(ROOT + "message..")
            .layer("store")
            .definedBy(ROOT + "store..")
            .layer("run")
            .definedBy(ROOT + "run..")
            .layer("history")
            .definedBy(ROOT + "history..")
            .layer("client")
            .definedBy(ROOT + "client..")
            .layer("model")
            .definedBy(ROOT + "model..")
            .layer("time")
            .definedBy(ROOT + "time..")
            .layer("exception")
            .definedBy(ROOT + "exception..")
            .whereLayer("producer")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("consumer")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("observe")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("converter")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("producer", "consumer")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("producer", "consumer", "observe")
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("producer", "consumer", "observe", "message")
            .whereLayer("history")
            .mayOnlyBeAccessedByLayers("run")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("producer", "consumer", "observe", "run", "history")
            .whereLayer("exception")
            .mayOnlyBeAccessedByLayers("producer", "consumer", "observe", "run", "client");

    @ArchTest
    static final ArchRule roomsBelowKnowNothingOfTheRoot = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "run..",
                    ROOT + "history..",
                    ROOT + "store..",
                    ROOT + "client..",
                    ROOT + "model..",
                    ROOT + "time..",
                    ROOT + "exception..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.scriptrun.camel");

    @ArchTest
    static final ArchRule noRoomsInACircle = slices().matching(
                    "ai.scriptrun.camel.(run|history|store|client|model|time|exception|message)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheOutsideKnowsExchanges = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "run..",
                    ROOT + "history..",
                    ROOT + "store..",
                    ROOT + "client..",
                    ROOT + "model..",
                    ROOT + "time..",
                    ROOT + "exception..",
                    ROOT + "observe..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.camel\\.(Exchange|Message)");

    @ArchTest
    static final ArchRule onlyTheClientKnowsHttp = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..");
}
