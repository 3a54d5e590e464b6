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
package ai.scriptrun.camel.jdbc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.StartFailure;

/** Writes why a start was refused as plain values, as payloads are. */
final class FailureCodec {

    private FailureCodec() {}

    static byte[] write(StartFailure failure) {
        Map<String, Object> values = new HashMap<>();
        values.put("kind", failure.kind());
        values.put("message", failure.message());
        values.put("httpStatus", failure.httpStatus());
        return PayloadCodec.write(new Payload(values, new ArrayList<>(failure.details())));
    }

    /** @param bytes what was written, or {@code null} */
    static StartFailure read(byte[] bytes) throws IOException {
        if (bytes == null) {
            return null;
        }
        Payload values = PayloadCodec.read(bytes);
        return new StartFailure(
                (String) values.headers().get("kind"),
                (String) values.headers().get("message"),
                (Integer) values.headers().get("httpStatus"),
                ((List<?>) values.input()).stream().map(String::valueOf).toList());
    }
}
