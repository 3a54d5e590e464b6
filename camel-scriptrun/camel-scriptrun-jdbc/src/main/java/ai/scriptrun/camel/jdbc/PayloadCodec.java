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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.scriptrun.camel.store.Payload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Headers and input as bytes. Only values of the Java platform are written and read: any other class may be missing or
 * changed when the run is read again, perhaps by another version of the application.
 */
final class PayloadCodec {

    private static final Logger LOG = LoggerFactory.getLogger(PayloadCodec.class);

    private static final ObjectInputFilter PLATFORM_VALUES = ObjectInputFilter.Config.createFilter(
            "maxdepth=100;java.lang.*;java.math.*;java.net.*;java.time.*;java.util.*;" + "java.io.File;java.sql.*;!*");

    private static final int DEEPEST = 50;

    private PayloadCodec() {}

    /** Writes a payload; headers that can't be kept are left out. */
    static byte[] write(Payload payload) {
        HashMap<String, Object> headers = new HashMap<>();
        payload.headers().forEach((name, value) -> {
            if (isPlain(value, 0)) {
                headers.put(name, plain(value));
            } else {
                LOG.debug("The header {} is not kept, because it is a {}", name, value.getClass());
            }
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(headers);
            out.writeObject(plain(payload.input()));
        } catch (IOException e) {
            throw new UncheckedIOException("The input of the run can't be stored: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #write} has written. */
    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // The filter above lets values of the platform pass alone.
    static Payload read(byte[] bytes) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(PLATFORM_VALUES);
            return new Payload((Map<String, Object>) in.readObject(), in.readObject());
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new InvalidClassException(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isPlain(Object value, int depth) {
        if (value == null) {
            return true;
        }
        if (depth > DEEPEST) {
            return false;
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .allMatch(entry -> isPlain(entry.getKey(), depth + 1) && isPlain(entry.getValue(), depth + 1));
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().allMatch(element -> isPlain(element, depth + 1));
        }
        Class<?> type = value.getClass();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        return type.isPrimitive() || (value instanceof Serializable && isOfPlatform(type));
    }

    private static boolean isOfPlatform(Class<?> type) {
        return PLATFORM_VALUES.checkInput(new ClassInfo(type)) == ObjectInputFilter.Status.ALLOWED;
    }

    /** Collections of any class become those of the platform. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(plain(key), plain(element)));
            return copy;
        }
        if (value instanceof Collection<?> collection) {
            ArrayList<Object> copy = new ArrayList<>();
            collection.forEach(element -> copy.add(plain(element)));
            return copy;
        }
        return value;
    }

    private record ClassInfo(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {

        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
