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
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.function.RouterFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

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
        application.run(context -> assertThat(closed(context))
                .contains("all addresses", "server.address=127.0.0.1", "camel.scriptrun.console.allow-remote=true"));
        application.withPropertyValues("server.address=10.0.0.1").run(context -> assertThat(closed(context))
                .contains("on 10.0.0.1"));
    }

    /** What the page answers. */
    private static String closed(ApplicationContext context) throws Exception {
        return MockMvcBuilders.routerFunctions(context.getBean(RouterFunction.class))
                .build()
                .perform(get("/scriptrun/"))
                .andExpect(status().isForbidden())
                .andReturn()
                .getResponse()
                .getContentAsString();
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
