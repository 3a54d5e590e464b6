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
package ai.scriptrun.camel.producer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import ai.scriptrun.camel.client.RunInput;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * Identity of a start within its original exchange: the step of the route, the indexes of the loop or
 * split that the step is in, and what is started. None of it changes with a redelivery, and a route can't remove it.
 *
 * @param endpoint   the endpoint and its credential
 * @param step       id of the step, or {@code null} if Camel passes an exchange of its own, as {@code enrich} does
 * @param loop       index in the loop, or {@code null}
 * @param split      index in the split, or {@code null}
 * @param branch     index in the multicast, or {@code null}
 * @param workflowId the workflow
 * @param input      digest of the input
 */
record StartIdentity(
        String endpoint, String step, Object loop, Object split, Object branch, long workflowId, String input) {

    static StartIdentity of(Exchange exchange, String endpoint, long workflowId, RunInput input) {
        return new StartIdentity(
                endpoint,
                exchange.getExchangeExtension().getHistoryNodeId(),
                exchange.getProperty(ExchangePropertyKey.LOOP_INDEX),
                exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX),
                exchange.getProperty(ExchangePropertyKey.MULTICAST_INDEX),
                workflowId,
                digest(input));
    }

    private static String digest(RunInput input) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) (input.isJson() ? 1 : 0));
            return HexFormat.of().formatHex(digest.digest(input.asText().getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
