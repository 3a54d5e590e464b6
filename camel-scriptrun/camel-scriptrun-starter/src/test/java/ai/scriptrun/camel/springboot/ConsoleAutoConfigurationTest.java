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
package ai.scriptrun.camel.springboot;

import ai.scriptrun.camel.console.ConsoleHandler;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.function.RouterFunction;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleAutoConfigurationTest {

    private static final AutoConfigurations CONFIGURATIONS =
            AutoConfigurations.of(CamelAutoConfiguration.class, ConsoleAutoConfiguration.class);

    private final WebApplicationContextRunner application =
            new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS);

    @Test
    void isThereOnThisMachine() {
        application.withPropertyValues("server.address=127.0.0.1").run(context -> assertThat(context)
                .hasSingleBean(RouterFunction.class));
    }

    @Test
    void isNeverOpenToOtherMachinesByItself() {
        application.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("all addresses")
                .hasMessageContaining("server.address=127.0.0.1")
                .hasMessageContaining("camel.scriptrun.console.allow-remote=true"));
        application
                .withPropertyValues("server.address=10.0.0.1")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("on 10.0.0.1"));
    }

    @Test
    void isOpenWhereThatIsAllowed() {
        application
                .withPropertyValues("camel.scriptrun.console.allow-remote=true")
                .run(context -> assertThat(context).hasSingleBean(RouterFunction.class));
    }

    @Test
    void canBeTurnedOff() {
        application.withPropertyValues("camel.scriptrun.console.enabled=false").run(context -> assertThat(context)
                .doesNotHaveBean(RouterFunction.class)
                .hasNotFailed());
    }

    @Test
    void isNotThereWithoutItsArtifactOrAWebServer() {
        application
                .withClassLoader(new FilteredClassLoader(ConsoleHandler.class))
                .run(context -> assertThat(context)
                        .doesNotHaveBean(RouterFunction.class)
                        .hasNotFailed());
        new ApplicationContextRunner().withConfiguration(CONFIGURATIONS).run(context -> assertThat(context)
                .doesNotHaveBean(RouterFunction.class)
                .hasNotFailed());
    }

    @Test
    void refusesAPathThatIsNone() {
        application
                .withPropertyValues("server.address=127.0.0.1", "camel.scriptrun.console.path=scriptrun/")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("'scriptrun/'"));
    }
}
