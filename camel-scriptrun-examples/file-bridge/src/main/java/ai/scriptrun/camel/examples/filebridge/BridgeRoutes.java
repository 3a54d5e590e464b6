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
package ai.scriptrun.camel.examples.filebridge;

import org.apache.camel.builder.RouteBuilder;

/** The bridge itself: files start runs, and results become files. */
final class BridgeRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        from("file:{{inbox}}?charset=UTF-8&moveFailed=.failed&{{inbox.options}}")
                .to("scriptrun:runWorkflow?workflowId={{workflow}}&track=true");

        from("scriptrun:results?resultFormat=OUTPUT")
                .routeId("results")
                .filter(header("CamelScriptRunRunStatus").isEqualTo("succeed"))
                .marshal()
                .json()
                .to("file:{{outbox}}?fileName=${file:name}.json");
        // end::route[]
    }
}
