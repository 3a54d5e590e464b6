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
package ai.scriptrun.camel.emulator.llm;

import java.util.List;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@WireMockTest
class OpenAiResponderTest {

    private static final LlmRequest REQUEST = new LlmRequest(
            "gpt-4o",
            0.7,
            List.of(new LlmRequest.Message("system", "Reply briefly."), new LlmRequest.Message("user", "Hi")));

    @Test
    void callsTheModelOfTheNode(WireMockRuntimeInfo service) {
        stubFor(post("/v1/chat/completions").willReturn(okJson("""
                {"id": "c", "model": "gpt-4o", "choices": [{"index": 0, "finish_reason": "stop",
                  "message": {"role": "assistant", "content": "Hello!"}}],
                 "usage": {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}}""")));

        LlmReply reply = new OpenAiResponder(service.getHttpBaseUrl() + "/v1", "key").respond(REQUEST);

        assertThat(reply).isEqualTo(new LlmReply("Hello!", 12, 3));
        verify(postRequestedFor(urlEqualTo("/v1/chat/completions"))
                .withHeader("Authorization", equalTo("Bearer key"))
                .withRequestBody(equalToJson("""
                        {"model": "gpt-4o", "temperature": 0.7, "messages": [
                          {"role": "system", "content": "Reply briefly."}, {"role": "user", "content": "Hi"}]}""", true, true)));
    }

    @Test
    void callsTheConfiguredModelAndToleratesMissingUsage(WireMockRuntimeInfo service) {
        stubFor(post("/v1/chat/completions").willReturn(okJson("""
                {"choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello!"}}]}""")));

        LlmReply reply = new OpenAiResponder(service.getHttpBaseUrl() + "/v1", null, "local").respond(REQUEST);

        assertThat(reply).isEqualTo(LlmReply.of("Hello!"));
        verify(postRequestedFor(urlEqualTo("/v1/chat/completions"))
                .withRequestBody(equalToJson("{\"model\": \"local\"}", true, true)));
    }

    @Test
    void anErrorResponseFailsTheNode(WireMockRuntimeInfo service) {
        stubFor(post("/v1/chat/completions").willReturn(unauthorized()));
        OpenAiResponder responder = new OpenAiResponder(service.getHttpBaseUrl() + "/v1", "wrong");

        assertThatThrownBy(() -> responder.respond(REQUEST)).isInstanceOf(RuntimeException.class);
    }
}
