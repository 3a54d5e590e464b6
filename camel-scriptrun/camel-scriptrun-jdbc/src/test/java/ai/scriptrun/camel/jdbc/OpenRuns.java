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
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import ai.scriptrun.camel.store.Payload;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the runs that are not delivered directly from the tables of a store; without uncertain starts. */
public final class OpenRuns {

    private final JdbcTemplate sql;

    public OpenRuns(DataSource database) {
        this.sql = new JdbcTemplate(database);
    }

    public Set<String> ids() {
        return Set.copyOf(sql.queryForList(
                "SELECT run_id FROM scriptrun_run WHERE owner IS NOT NULL AND run_id IS NOT NULL", String.class));
    }

    /** The runs whose delivery has begun and has no recorded end, each with the number of the delivery. */
    public Set<String> inDelivery() {
        return Set.copyOf(sql.queryForList(
                "SELECT run_id || '#' || deliveries FROM scriptrun_run WHERE state = 'DELIVERING' AND run_id IS NOT NULL",
                String.class));
    }

    /** The headers that their starting exchanges had. */
    public List<Map<String, Object>> headers() {
        return sql.query(
                "SELECT payload FROM scriptrun_run WHERE owner IS NOT NULL AND run_id IS NOT NULL",
                (row, number) -> read(row.getBytes(1)).headers());
    }

    private static Payload read(byte[] payload) {
        try {
            return PayloadCodec.read(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
