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

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A wrong option fails at start-up, with its name, its value and what would be right. */
class WrongOptionsTest {

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workflowId=0 | The option workflowId is '0'; it has to be a positive number.",
                "projectId=-1 | The option projectId is '-1'; it has to be a positive number.",
                "runId=6 | The option runId is '6'; it has to be a UUID.",
                "page=0 | The option page is '0'; it has to be 1 or more.",
                "pageSize=0 | The option pageSize is '0'; it has to be 1 or more.",
                "ordering=name | The option ordering is 'name'; it has to be one of [created_at, -created_at, cost, -cost].",
                "connectTimeout=0 | The option connectTimeout is '0'; it has to be a duration such as 500ms, 3s or 2m.",
                "responseTimeout=-1 | The option responseTimeout is '-1'; it has to be a duration such as 500ms, 3s or 2m.",
                "pollInterval=0 | The option pollInterval is '0'; it has to be a duration such as 500ms, 3s or 2m.",
                "maxPollInterval=0 | The option maxPollInterval is '0'; it has to be a duration such as 500ms, 3s or 2m.",
                "minPollInterval=0 | The option minPollInterval is '0'; it has to be a duration such as 500ms, 3s or 2m.",
                "minPollInterval=3x | The option minPollInterval is '3x'; it has to be a duration such as 500ms, 3s or 2m.",
                "minPollInterval=3001 | The option minPollInterval is '3001'; it has to be at most pollInterval, which is 3000 ms.",
                "callTimeout=0 | The option callTimeout is '0'; it has to be a duration such as 500ms, 3s or 2m.",
                "pollInterval=3x | The option pollInterval is '3x'; it has to be a duration such as 500ms, 3s or 2m.",
                "pollInterval=3 s | The option pollInterval is '3 s'; it has to be a duration such as 500ms, 3s or 2m.",
                "pollInterval=1.5s | The option pollInterval is '1.5s'; it has to be a duration such as 500ms, 3s or 2m.",
                "pollInterval=3s2m | The option pollInterval is '3s2m'; it has to be a duration such as 500ms, 3s or 2m.",
                "pollInterval=99999999999999999999 | The option pollInterval is '99999999999999999999'; it has to be a duration such as 500ms, 3s or 2m.",
                "resultTimeout=P1Y | The option resultTimeout is 'P1Y'; it has to be a duration such as 500ms, 3s or 2m.",
                "consistencyDelay=abc | The option consistencyDelay is 'abc'; it has to be a duration such as 500ms, 3s or 2m.",
                "consistencyDelay=-2s | The option consistencyDelay is '-2s'; it has to be a duration such as 500ms, 3s or 2m.",
                "awaitTimeout=0 | The option awaitTimeout is '0'; it has to be a duration such as 500ms, 3s or 2m.",
                "resultTimeout=0 | The option resultTimeout is '0'; it has to be a duration such as 500ms, 3s or 2m.",
                "consistencyDelay=-1 | The option consistencyDelay is '-1'; it has to be 0 or more.",
                "consistencyRetries=-1 | The option consistencyRetries is '-1'; it has to be 0 or more.",
                "maxRetries=-1 | The option maxRetries is '-1'; it has to be 0 or more.",
                "maxConnections=0 | The option maxConnections is '0'; it has to be 1 or more.",
                "maxResponseSize=0 | The option maxResponseSize is '0'; it has to be bytes, or a number with KB, MB or GB.",
                "maxResponseSize=64TB | The option maxResponseSize is '64TB'; it has to be bytes, or a number with KB, MB or GB.",
                "maxResponseSize=99999999999GB | The option maxResponseSize is '99999999999GB'; it has to be bytes, or a number with KB, MB or GB.",
                "statuses=done | The option statuses is 'done'; it has to be succeed, failed or both.",
                "proxyHost=proxy | The option proxyPort is not set; it has to be set, because proxyHost and proxyPort go together.",
                "proxyPort=3128 | The option proxyHost is not set; it has to be set, because proxyHost and proxyPort go together.",
                "proxyHost=proxy&proxyPort=70000 | The option proxyPort is '70000'; it has to be a port from 1 to 65535.",
                "proxyHost=proxy&proxyPort=1&proxyAuthScheme=ftp | The option proxyAuthScheme is 'ftp'; it has to be http or https.",
                "proxyHost=proxy&proxyPort=1&proxyAuthUsername=u | The option proxyAuthPassword is not set; it has to be set, because proxyAuthUsername and proxyAuthPassword go together.",
                "await=true&track=true | The options await and track exclude each other: either this route waits for the result (await) or a route from(\"scriptrun:results\") gets it (track)."
            })
    void areNamedInTheError(String options, String message) {
        assertThat(failureOf("scriptrun:runWorkflow?apiKey=key&" + options)).hasRootCauseMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "resultFormat=XML, resultFormat",
        "workflowId=six, workflowId",
        "pollInterval=often, pollInterval",
        "startFrom=LATER, startFrom",
        "polling=NEVER, polling",
        "colour=blue, colour"
    })
    void areNamedByCamelIfTheyCannotBeConverted(String options, String name) {
        assertThat(failureOf("scriptrun:runWorkflow?apiKey=key&" + options)).hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "3x", "-2s", ""})
    void areRejectedAsADurationOfTheComponent(String text) {
        ScriptRunComponent component = context.getComponent("scriptrun", ScriptRunComponent.class);

        Throwable failure = catchThrowable(() -> PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withIgnoreCase(true)
                .withProperty("consistencydelay", text)
                .bind());

        assertThat(failure)
                .hasRootCauseMessage("The option consistencyDelay is '" + text
                        + "'; it has to be a duration such as 500ms, 3s or 2m.");
    }

    @ParameterizedTest
    @CsvSource({
        "500, 500",
        "500ms, 500",
        "3s, 3000",
        "2m, 120000",
        "1h, 3600000",
        "1d, 86400000",
        "1h30m, 5400000",
        "1m500ms, 60500",
        "PT3S, 3000",
        "pt1m, 60000",
        "P1D, 86400000"
    })
    void durationsAreAcceptedInEveryFormThatCamelAccepts(String text, long millis) {
        ScriptRunEndpoint endpoint =
                context.getEndpoint("scriptrun:getNodes?apiKey=key&pollInterval=" + text, ScriptRunEndpoint.class);

        assertThat(endpoint.getConfiguration().getPollInterval()).isEqualTo(millis);
    }

    @Test
    void workflowIdAndRunIdTogetherAreRejected() {
        assertThat(failureOf("scriptrun:results?apiKey=key&workflowId=6&runId=0781b175-2135-45ec-9063-ad3e0d929adc"))
                .hasRootCauseMessage(
                        "The options workflowId (6) and runId (0781b175-2135-45ec-9063-ad3e0d929adc) exclude"
                                + " each other in scriptrun:results: with workflowId it emits all runs of that workflow, with"
                                + " runId that run alone.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://scriptrun.ai/api/v1, https://scriptrun.ai",
        "https://scriptrun.ai/api/v1/, https://scriptrun.ai",
        "https://scriptrun.ai/api/v1/workflows, https://scriptrun.ai",
        "https://scriptrun.ai/api/v1/workflows/, https://scriptrun.ai",
        "https://scriptrun.ai/api/v1/workflows/6/run/, https://scriptrun.ai",
        "https://gateway.example:8443/base//api/v1/workflows/, https://gateway.example:8443/base"
    })
    void aBaseUrlWithThePathOfTheApiIsRejected(String url, String right) {
        assertThat(failureOf("scriptrun:getNodes?apiKey=key&baseUrl=" + url))
                .hasRootCauseMessage("The option baseUrl is '" + url
                        + "'; it has to be the service's root without the API's path: " + right + ".");
    }

    @Test
    void anUnknownOperationIsRejected() {
        assertThat(failureOf("scriptrun:startWorkflow?apiKey=key"))
                .hasMessageContaining("There is no operation 'startWorkflow'; it has to be one of [createWorkflow, ");
    }

    @Test
    void trackIsRejectedForOperationsThatStartNoRun() {
        assertThat(failureOf("scriptrun:getNodes?apiKey=key&track=true"))
                .hasRootCauseMessage("The option track is for the operation runWorkflow, not getNodes.");
    }

    @ParameterizedTest
    @CsvSource({"scriptrun:getNodes, neither is", "scriptrun:getNodes?apiKey=k&jwtToken=t, both are"})
    void anyNumberOfCredentialsOtherThanOneIsRejected(String uri, String what) {
        assertThat(failureOf(uri))
                .hasRootCauseMessage(
                        "Set exactly one of the options apiKey and jwtToken, on the endpoint or on the component"
                                + " (camel.component.scriptrun.apiKey); " + what + " set.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"se cret", "se\ncret", "se\u00e9cret"})
    void aCredentialThatIsInvalidInAHeaderIsRejected(String key) {
        ScriptRunComponent component = context.getComponent("scriptrun", ScriptRunComponent.class);
        component.getConfiguration().setApiKey(key);

        Throwable failure = failureOf("scriptrun:getNodes");

        assertThat(failure)
                .hasRootCauseMessage(
                        "The option apiKey contains a blank, a line break or a character that is not ASCII,"
                                + " which no credential has.");
        assertThat(failure).hasMessageNotContaining("cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scriptrun.ai",
                "ftp://scriptrun.ai",
                "file:///etc/passwd",
                "https://",
                "https:///x",
                "https://scriptrun.ai?key=p4ssword",
                "https://scriptrun.ai#p4ssword",
                "https://a b",
                "https://scriptrun.ai:99999",
                "ftp://user:p4ssword@scriptrun.ai",
                "https://user:p4ssword@scriptrun.ai",
                "https://user:p4ssword@",
                "javascript:alert(1)"
            })
    void anInvalidBaseUrlIsRejected(String url) {
        ScriptRunConfiguration options = new ScriptRunConfiguration();
        options.setApiKey("key");
        options.setBaseUrl(url);

        assertThat(catchThrowable(() -> new OptionParser(ScriptRunOperation.getNodes, options).parse(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The option baseUrl")
                .hasMessageNotContaining("p4ssword");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://scriptrun.ai",
                "HTTP://scriptrun.ai",
                "http://10.0.0.1",
                "http://127.0.0.1.evil.com",
                "http://localhost.evil.com",
                "http://evil.com/127.0.0.1",
                "http://128.0.0.1",
                "http://[::2]",
                "http://0.0.0.0"
            })
    void plainHttpToAnotherMachineIsRejected(String url) {
        assertThat(failureOf("scriptrun:getNodes?apiKey=key&baseUrl=" + url))
                .hasRootCauseMessage(
                        "The option baseUrl is '" + url + "', over which the credential would travel unprotected;"
                                + " use https, or set allowInsecureHttp=true.");
        assertThatCode(() -> context.getEndpoint("scriptrun:getNodes?apiKey=key&allowInsecureHttp=true&baseUrl=" + url))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://scriptrun.ai",
                "https://scriptrun.ai/",
                "https://scriptrun.ai:8443/base/",
                "https://scriptrun.ai/api",
                "https://scriptrun.ai/api/v10",
                "http://localhost:8080",
                "http://LOCALHOST",
                "http://127.0.0.1:1",
                "http://127.1.2.3",
                "http://[::1]:8080",
                "http://[0:0:0:0:0:0:0:1]"
            })
    void aValidBaseUrlIsAccepted(String url) {
        assertThatCode(() -> context.getEndpoint("scriptrun:getNodes?apiKey=key&baseUrl=" + url))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "10KB, 10240",
        "64MB, 67108864",
        "64 mb, 67108864",
        "2G, 2147483648",
        "1073741824, 1073741824",
        "5B, 5"
    })
    void sizesAreAccepted(String text, long bytes) {
        ScriptRunConfiguration options = new ScriptRunConfiguration();
        options.setApiKey("key");
        options.setMaxResponseSize(text);

        assertThat(new ConnectionOptions(options).parse(null).transport().maxResponseSize())
                .isEqualTo(bytes);
    }

    private Throwable failureOf(String uri) {
        Throwable failure = catchThrowable(() -> context.getEndpoint(uri));
        assertThat(failure).as(uri).isNotNull();
        return failure;
    }
}
