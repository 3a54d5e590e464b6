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
package ai.scriptrun.camel.examples.outbox;

import java.util.Map;

import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import static ai.scriptrun.camel.ScriptRunConstants.START_KEY;

/** The shop's own tables. */
@Component
class Orders {

    private static final String KEY_PREFIX = "order-";

    private final JdbcTemplate sql;

    Orders(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** An order is entered. */
    public void enter(@Body Map<String, Object> order) {
        sql.update("INSERT INTO customer_order VALUES (?, ?)", order.get("number"), order.get("message"));
    }

    /** Refuses each tenth order; its transaction is rolled back, although its start is queued already. */
    public void check(@Header(START_KEY) String key) {
        if (number(key) % 10 == 0) {
            throw new IllegalStateException("The payment of " + key + " is refused");
        }
    }

    /** The reply to an order is written. */
    public void reply(@Header(START_KEY) String key, @Body Map<String, String> outputs) {
        sql.update("INSERT INTO reply VALUES (?, ?)", number(key), outputs.get("reply"));
    }

    /** The number of the last order that was committed. */
    int last() {
        return sql.queryForObject("SELECT coalesce(max(number), 0) FROM customer_order", Integer.class);
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring(KEY_PREFIX.length()));
    }
}
