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
package ai.scriptrun.camel.benchmarks.calls;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.benchmarks.Service;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

/** This component. */
final class ScriptRunCaller extends RouteCaller {

    ScriptRunCaller(Service service) throws Exception {
        super(service);
    }

    @Override
    void prepare(CamelContext camel, Service service) {
        ScriptRunComponent component = camel.getComponent("scriptrun", ScriptRunComponent.class);
        component.getConfiguration().setBaseUrl(service.url());
        component.getConfiguration().setApiKey(service.apiKey());
        component.getConfiguration().setWorkflowId(service.workflow());
        component.getConfiguration().setMaxConnections(CONNECTIONS);
    }

    @Override
    RouteBuilder routes(Service service) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(RUN_WORKFLOW).to("scriptrun:runWorkflow");
                from(GET_RESULT).setHeader(ScriptRunConstants.RUN_ID, body()).to("scriptrun:getResult");
            }
        };
    }
}
