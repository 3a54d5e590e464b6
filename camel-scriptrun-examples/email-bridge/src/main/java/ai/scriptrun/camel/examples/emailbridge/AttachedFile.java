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
package ai.scriptrun.camel.examples.emailbridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

import jakarta.activation.DataHandler;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An attached file of a mail. */
final class AttachedFile {

    private final String name;
    private final ContentType type;
    private final byte[] bytes;

    private AttachedFile(String name, ContentType type, byte[] bytes) {
        this.name = name;
        this.type = type;
        this.bytes = bytes;
    }

    static AttachedFile of(String name, DataHandler content) throws IOException {
        try (InputStream in = content.getInputStream()) {
            return new AttachedFile(name, type(content), in.readAllBytes());
        }
    }

    boolean isText() {
        return type.match("text/*");
    }

    /** In the format of the workflow's input. */
    Map<String, Object> asInput() {
        // Some servers write it in upper case.
        String mediaType = type.getBaseType().toLowerCase(Locale.ROOT);
        return isText()
                ? Map.of("name", name, "type", mediaType, "text", new String(bytes, charset()))
                : Map.of(
                        "name",
                        name,
                        "type",
                        mediaType,
                        "base64",
                        Base64.getEncoder().encodeToString(bytes));
    }

    private static ContentType type(DataHandler content) {
        try {
            return new ContentType(content.getContentType());
        } catch (ParseException e) {
            return new ContentType("application", "octet-stream", null);
        }
    }

    private Charset charset() {
        String charset = MimeUtility.javaCharset(type.getParameter("charset"));
        return charset != null && isSupported(charset) ? Charset.forName(charset) : UTF_8;
    }

    private static boolean isSupported(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
