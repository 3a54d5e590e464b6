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

import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every option can be set on the component, and an endpoint overrides it. */
class ComponentOptionsTest {

    private DefaultCamelContext context;
    private ScriptRunComponent component;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        component = context.getComponent("scriptrun", ScriptRunComponent.class);
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void areTheSameAsTheEndpoints() {
        PropertyConfigurerGetter configurer = new ScriptRunComponentConfigurer();
        List<String> options = Arrays.stream(ScriptRunConfiguration.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(java.lang.reflect.Field::getName)
                // Says which options the URI has set, and is none.
                .filter(name -> !name.equals("uriOptions"))
                .toList();

        assertThat(options).hasSizeGreaterThan(35).allSatisfy(option -> {
            assertThat(configurer.getOptionType(option, true)).as(option).isNotNull();
            assertThat(new ScriptRunEndpointConfigurer().getOptionType(option, true))
                    .as(option)
                    .isNotNull();
        });
    }

    @Test
    void areUsedByEveryEndpoint() throws Exception {
        set(Map.of(
                "apiKey",
                "key",
                "workflowId",
                "6",
                "pollInterval",
                "7s",
                "resultFormat",
                "TEXT",
                "statuses",
                "failed",
                "max-retries",
                "1"));

        ScriptRunConfiguration options = options("scriptrun:runWorkflow");

        assertThat(options.getApiKey()).isEqualTo("key");
        assertThat(options.getWorkflowId()).isEqualTo(6);
        assertThat(options.getPollInterval()).isEqualTo(7_000);
        assertThat(options.getResultFormat()).isEqualTo(ResultFormat.TEXT);
        assertThat(options.getStatuses()).isEqualTo("failed");
        assertThat(options.getMaxRetries()).isEqualTo(1);
    }

    @Test
    void areOverriddenByTheEndpoint() throws Exception {
        set(Map.of("apiKey", "key", "workflowId", "6", "pollInterval", "7s"));

        assertThat(options("scriptrun:runWorkflow?workflowId=7&pollInterval=500ms"))
                .extracting(ScriptRunConfiguration::getWorkflowId, ScriptRunConfiguration::getPollInterval)
                .containsExactly(7L, 500L);
        assertThat(component.getConfiguration().getWorkflowId()).isEqualTo(6);
    }

    @Test
    void areOverriddenByTheEndpointsOtherKindOfCredential() throws Exception {
        set(Map.of("apiKey", "key"));
        assertThat(options("scriptrun:getNodes?jwtToken=token"))
                .extracting(ScriptRunConfiguration::getApiKey, ScriptRunConfiguration::getJwtToken)
                .containsExactly(null, "token");

        component.getConfiguration().setApiKey(null);
        component.getConfiguration().setJwtToken("token");
        assertThat(options("scriptrun:getNodes?apiKey=RAW(k+y)"))
                .extracting(ScriptRunConfiguration::getApiKey, ScriptRunConfiguration::getJwtToken)
                .containsExactly("k+y", null);
    }

    @Test
    void separateEndpointsWithDifferentCredentials() throws Exception {
        var one = context.getEndpoint("scriptrun:getNodes?apiKey=one");
        var other = context.getEndpoint("scriptrun:getNodes?apiKey=other");

        assertThat(one).isNotEqualTo(other).isNotSameAs(other);
        assertThat(one.getEndpointUri()).isEqualTo(other.getEndpointUri());
    }

    @Test
    void sayHowEarlyARunMayBePolled() {
        assertThat(minPollInterval("")).contains(Duration.ofMillis(500));
        assertThat(minPollInterval("&minPollInterval=2s")).contains(Duration.ofSeconds(2));
        assertThat(minPollInterval("&pollInterval=100ms"))
                .as("never longer than the interval that is asked for")
                .contains(Duration.ofMillis(100));
        assertThat(minPollInterval("&polling=FIXED")).isEmpty();
    }

    private Optional<Duration> minPollInterval(String options) {
        ScriptRunConfiguration all = options("scriptrun:results?apiKey=key" + options);
        return new OptionParser(ScriptRunOperation.results, all)
                .parse(null)
                .results()
                .policy()
                .minPollInterval();
    }

    private ScriptRunConfiguration options(String uri) {
        return context.getEndpoint(uri, ScriptRunEndpoint.class).getConfiguration();
    }

    /** As camel-main does with {@code camel.component.scriptrun.*}. */
    private void set(Map<String, Object> options) {
        PropertyConfigurer configurer = component.getComponentPropertyConfigurer();
        options.forEach((name, value) -> assertThat(PropertyBindingSupport.build()
                        .withCamelContext(context)
                        .withTarget(component)
                        .withConfigurer(configurer)
                        .withIgnoreCase(true)
                        .withProperty(name.toLowerCase(Locale.ROOT), value)
                        .bind())
                .as(name)
                .isTrue());
    }
}
