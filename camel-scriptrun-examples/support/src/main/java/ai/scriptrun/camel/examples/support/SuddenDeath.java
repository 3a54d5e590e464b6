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
package ai.scriptrun.camel.examples.support;

import ai.scriptrun.camel.ScriptRunEndpoint;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Ends the process as soon as a route has started or queued a run, before the sender of its message can know it. The
 * option {@link #OPTION} of the JVM adds it to an application.
 */
public final class SuddenDeath extends EventNotifierSupport implements CamelConfiguration {

    /** For the JVM of an application. */
    public static final String OPTION = "-Dcamel.main.configurationClasses=" + SuddenDeath.class.getName();

    @Override
    public void configure(CamelContext camelContext) {
        camelContext.getManagementStrategy().addEventNotifier(this);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSentEvent sent && sent.getEndpoint() instanceof ScriptRunEndpoint) {
            Runtime.getRuntime().halt(1);
        }
    }
}
