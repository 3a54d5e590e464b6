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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as JDBC has them, {@code null} included. */
final class Times {

    private Times() {}

    static OffsetDateTime toDatabase(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** How old a row's run was when the row was read, by the database's clock alone. */
    static Duration age(ResultSet row) throws SQLException {
        return Duration.between(
                row.getObject("started_at", OffsetDateTime.class), row.getObject("checked_at", OffsetDateTime.class));
    }

    /** How long ago a row's run had ended when the row was read, by the database's clock alone. */
    static Duration sinceEnd(ResultSet row) throws SQLException {
        return Duration.between(
                row.getObject("ended_at", OffsetDateTime.class), row.getObject("checked_at", OffsetDateTime.class));
    }

    static Instant fromDatabase(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
