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

import java.util.HashMap;
import java.util.Map;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.springboot.Catalog.Option;
import ai.scriptrun.camel.store.MemoryRunStore;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The component's options come from the application's configuration. */
class ScriptRunComponentAutoConfigurationTest {

    private static final String PREFIX = "camel.component.scriptrun.";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CamelAutoConfiguration.class, ScriptRunComponentAutoConfiguration.class));

    private static ScriptRunComponent component(ApplicationContext application) {
        return application.getBean(CamelContext.class).getComponent("scriptrun", ScriptRunComponent.class);
    }

    private static ScriptRunConfiguration configuration(ApplicationContext application) {
        return component(application).getConfiguration();
    }

    @Test
    void everyOptionOfTheCatalogCanBeSet() throws Exception {
        Map<String, Object> expected = new HashMap<>();
        ApplicationContextRunner all = application;
        for (Option option : Catalog.options()) {
            Object value = sample(option);
            expected.put(option.name(), option.isDuration() ? 7_000L : value);
            String text = option.isDuration() ? "7s" : value.toString();
            if ("object".equals(option.text("type"))) {
                all = all.withBean(option.name(), Object.class, () -> value);
                text = "#bean:" + option.name();
            }
            all = all.withPropertyValues(PREFIX + StringHelper.camelCaseToDash(option.name()) + "=" + text);
        }

        all.run(context -> {
            ScriptRunComponent component = component(context);
            PropertyConfigurerGetter options = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
            assertThat(expected).isNotEmpty().allSatisfy((name, value) -> assertThat(
                            options.getOptionValue(component, name, false))
                    .as(name)
                    .isEqualTo(value));
        });
    }

    /** A value of the option that isn't its default. */
    private static Object sample(Option option) throws ReflectiveOperationException {
        if (option.text("type").equals("object")) {
            return bean(option.type());
        }
        return switch (option.type()) {
            case "java.lang.Boolean" -> !option.details().path("defaultValue").asBoolean();
            case "java.lang.Integer" -> 7;
            case "java.lang.Long" -> 7L;
            case "java.lang.String", "java.time.Duration" -> "seven";
            default -> lastConstant(Class.forName(option.type()));
        };
    }

    private static Object lastConstant(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return constants[constants.length - 1];
    }

    private static Object bean(String type) {
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case "ScriptRunConfiguration" -> new ScriptRunConfiguration();
            case "RunStore" -> new MemoryRunStore();
            case "SSLContextParameters" -> new SSLContextParameters();
            case "HttpClientConfigurer" -> (HttpClientConfigurer) client -> {};
            case "HostnameVerifier" -> (javax.net.ssl.HostnameVerifier) (host, session) -> false;
            default -> throw new AssertionError("The test knows no bean of type " + type);
        };
    }

    @Test
    void singleOptionsAreAddedToTheConfigurationBean() {
        ScriptRunConfiguration bean = new ScriptRunConfiguration();
        bean.setMaxRetries(9);
        application
                .withBean("mine", ScriptRunConfiguration.class, () -> bean)
                .withPropertyValues(PREFIX + "api-key=key", PREFIX + "configuration=#bean:mine")
                .run(context -> {
                    assertThat(configuration(context).getMaxRetries()).isEqualTo(9);
                    assertThat(configuration(context).getApiKey()).isEqualTo("key");
                });
    }

    @Test
    void namesAreRelaxed() {
        application
                .withPropertyValues(
                        PREFIX + "apiKey=key", PREFIX + "poll-interval=PT7S", PREFIX + "max_poll_interval=8000")
                .run(context -> {
                    assertThat(configuration(context).getApiKey()).isEqualTo("key");
                    assertThat(configuration(context).getPollInterval()).isEqualTo(7_000);
                    assertThat(configuration(context).getMaxPollInterval()).isEqualTo(8_000);
                });
    }

    @Test
    void theEnvironmentOverridesProperties() {
        application
                .withPropertyValues(PREFIX + "api-key=of-the-file", PREFIX + "max-retries=1")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of(
                                        "CAMEL_COMPONENT_SCRIPTRUN_APIKEY", "of-the-environment",
                                        "CAMEL_COMPONENT_SCRIPTRUN_MAX_RETRIES", "2"))))
                .run(context -> {
                    assertThat(configuration(context).getApiKey()).isEqualTo("of-the-environment");
                    assertThat(configuration(context).getMaxRetries()).isEqualTo(2);
                });
    }

    @Test
    void placeholdersAreResolved() {
        application
                .withPropertyValues(PREFIX + "api-key=${the.key}", "the.key=secret", PREFIX + "title={{the.title}}")
                .withPropertyValues("the.title=Feedback")
                .run(context -> {
                    assertThat(configuration(context).getApiKey()).isEqualTo("secret");
                    assertThat(configuration(context).getTitle()).isEqualTo("Feedback");
                });
    }

    @Test
    void aMistypedOptionIsAnError() {
        application.withPropertyValues(PREFIX + "api-kye=key").run(context -> assertThatThrownBy(
                        () -> component(context))
                .hasStackTraceContaining(PREFIX + "api-kye"));
    }

    @Test
    void aComponentBeanKeepsWhatPropertiesDoNotSet() {
        ScriptRunComponent bean = new ScriptRunComponent();
        bean.getConfiguration().setMaxRetries(9);
        bean.getConfiguration().setTitle("Mine");
        application
                .withBean("scriptrun", ScriptRunComponent.class, () -> bean)
                .withPropertyValues(PREFIX + "title=Of the file")
                .run(context -> {
                    assertThat(component(context)).isSameAs(bean);
                    assertThat(configuration(context).getMaxRetries()).isEqualTo(9);
                    assertThat(configuration(context).getTitle()).isEqualTo("Of the file");
                });
    }

    @Test
    void aCustomizerBeanOverridesProperties() {
        application
                .withPropertyValues(PREFIX + "title=Of the file", PREFIX + "max-retries=1")
                .withBean(
                        "aaa",
                        ComponentCustomizer.class,
                        () -> ComponentCustomizer.forType(
                                ScriptRunComponent.class,
                                component -> component.getConfiguration().setTitle("Mine")))
                .run(context -> {
                    assertThat(configuration(context).getTitle()).isEqualTo("Mine");
                    assertThat(configuration(context).getMaxRetries()).isEqualTo(1);
                });
    }

    @Test
    void canBeSwitchedOff() {
        for (String flag : new String[] {
            "camel.component.enabled",
            PREFIX + "enabled",
            "camel.component.customizer.enabled",
            PREFIX + "customizer.enabled"
        }) {
            application
                    .withPropertyValues(PREFIX + "api-key=key", flag + "=false")
                    .run(context -> assertThat(configuration(context).getApiKey())
                            .as(flag)
                            .isNull());
        }
    }

    @Test
    void theComponentsCustomizerFlagOverridesTheGeneralOne() {
        application
                .withPropertyValues(
                        PREFIX + "api-key=key",
                        "camel.component.customizer.enabled=false",
                        PREFIX + "customizer.enabled=true")
                .run(context -> assertThat(configuration(context).getApiKey()).isEqualTo("key"));
    }
}
