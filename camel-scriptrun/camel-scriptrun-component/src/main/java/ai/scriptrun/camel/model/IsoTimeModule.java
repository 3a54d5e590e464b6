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
package ai.scriptrun.camel.model;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

/**
 * Writes the values of {@code java.time} as ISO 8601. Jackson's own module for them may be missing from the class path;
 * if it is present, it is registered after this one and overrides it.
 */
final class IsoTimeModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    IsoTimeModule() {
        super("scriptrun-iso-time");
        add(OffsetDateTime.class, DateTimeFormatter.ISO_OFFSET_DATE_TIME::format);
        // The name of the zone is no part of ISO 8601.
        add(ZonedDateTime.class, DateTimeFormatter.ISO_OFFSET_DATE_TIME::format);
        add(LocalDateTime.class, DateTimeFormatter.ISO_LOCAL_DATE_TIME::format);
        add(LocalTime.class, DateTimeFormatter.ISO_LOCAL_TIME::format);
        add(OffsetTime.class, DateTimeFormatter.ISO_OFFSET_TIME::format);
        for (Class<?> type : new Class<?>[] {
            Instant.class,
            LocalDate.class,
            Year.class,
            YearMonth.class,
            MonthDay.class,
            Duration.class,
            Period.class,
            ZoneId.class,
            ZoneOffset.class
        }) {
            addSerializer(type, ToStringSerializer.instance);
        }
    }

    private <T> void add(Class<T> type, Function<T, String> format) {
        addSerializer(type, new Formatted<>(type, format));
    }

    private static final class Formatted<T> extends StdSerializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<T, String> format;

        Formatted(Class<T> type, Function<T, String> format) {
            super(type);
            this.format = format;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(format.apply(value));
        }
    }
}
