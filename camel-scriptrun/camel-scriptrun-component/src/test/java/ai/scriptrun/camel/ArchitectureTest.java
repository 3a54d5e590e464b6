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

    /** No arrow runs up: each room is known to those above it that are named here, and to no others. */
    @ArchTest
    static final ArchRule noArrowRunsUp = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("ai.scriptrun.camel..")
            .layer("root")
            .definedBy("ai.scriptrun.camel")
            .layer("builder")
            .definedBy(ROOT + "builder..")
            .layer("producer")
            .definedBy(ROOT + "producer..")
            .layer("consumer")
            .definedBy(ROOT + "consumer..")
            .layer("converter")
            .definedBy(ROOT + "converter..")
            .layer("observe")
            .definedBy(ROOT + "observe..")
            .layer("message")
            .definedBy(ROOT + "message..")
            .layer("start")
            .definedBy(ROOT + "start..")
            .layer("connection")
            .definedBy(ROOT + "connection..")
            .layer("run")
            .definedBy(ROOT + "run..")
            .layer("history")
            .definedBy(ROOT + "history..")
            .layer("workflow")
            .definedBy(ROOT + "workflow..")
            .layer("result")
            .definedBy(ROOT + "result..")
            .layer("store")
            .definedBy(ROOT + "store..")
            .layer("http")
            .definedBy(ROOT + "client.http..")
            .layer("client")
            .definedBy(ROOT + "client")
            .layer("exception")
            .definedBy(ROOT + "exception..")
            .layer("model")
            .definedBy(ROOT + "model..")
            .layer("timing")
            .definedBy(ROOT + "timing..")
            .layer("time")
            .definedBy(ROOT + "time..")
            // The endpoint makes producers and consumers, which know its options.
            .whereLayer("root")
            .mayOnlyBeAccessedByLayers("builder", "producer", "consumer", "observe", "converter", "message")
            .whereLayer("builder")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("producer")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("consumer")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("converter")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("producer", "consumer")
            .whereLayer("start")
            .mayOnlyBeAccessedByLayers("root", "producer")
            // Above run, because the shared objects include the pending runs.
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("root", "producer", "consumer", "observe", "start")
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("root", "producer", "consumer", "observe", "start", "connection")
            .whereLayer("history")
            .mayOnlyBeAccessedByLayers("run")
            .whereLayer("timing")
            .mayOnlyBeAccessedByLayers("observe", "connection", "run", "history")
            .whereLayer("workflow")
            .mayOnlyBeAccessedByLayers("producer", "start", "connection", "run")
            .whereLayer("result")
            .mayOnlyBeAccessedByLayers("producer", "consumer", "observe", "message", "start", "run", "workflow")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("root", "builder", "producer", "consumer", "observe", "start")
            // The root reads its settings from the options, the connection makes the transport; clients know neither.
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("root", "connection")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers(
                    "root",
                    "producer",
                    "consumer",
                    "observe",
                    "start",
                    "connection",
                    "run",
                    "history",
                    "workflow",
                    "http");

    @ArchTest
    static final ArchRule noRoomsInACircle = slices().matching(
                    "ai.scriptrun.camel.(start|connection|run|history|workflow|result|store|client|model|time|timing|exception|message)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule optionsAreParsedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages("ai.scriptrun.camel", ROOT + "builder..", ROOT + "springboot..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("ScriptRunConfiguration");

    @ArchTest
    static final ArchRule resultsArePure = noClasses()
            .that()
            .resideInAPackage(ROOT + "result..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "time..", ROOT + "client..", "org.apache.camel..");

    @ArchTest
    static final ArchRule onlyTheOutsideKnowsExchanges = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "start..",
                    ROOT + "connection..",
                    ROOT + "run..",
                    ROOT + "history..",
                    ROOT + "workflow..",
                    ROOT + "result..",
                    ROOT + "store..",
                    ROOT + "client..",
                    ROOT + "model..",
                    ROOT + "time..",
                    ROOT + "timing..",
                    ROOT + "exception..",
                    ROOT + "observe..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.camel\\.(Exchange|Message)");

    @ArchTest
    static final ArchRule onlyOneRoomKnowsHttp = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "client.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..");
}
