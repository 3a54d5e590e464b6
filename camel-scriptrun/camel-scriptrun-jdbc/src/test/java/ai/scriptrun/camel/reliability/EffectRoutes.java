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
package ai.scriptrun.camel.reliability;

import javax.sql.DataSource;

import ai.scriptrun.camel.ScriptRunConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes each result into a table of the store's database, in one transaction with the end of the run. */
final class EffectRoutes extends RouteBuilder {

    /** No key, so that an effect that is there twice is seen. */
    static final String TABLE =
            "CREATE TABLE IF NOT EXISTS effects (run_id varchar(36) NOT NULL, input integer NOT NULL, node varchar(99))";

    /** Of so many inputs, one fails at its first delivery, after its effect was written. */
    static final int FAILING = 7;

    private final JdbcTemplate sql;
    private final String node;

    EffectRoutes(DataSource database, String node) {
        this.sql = new JdbcTemplate(database);
        this.node = node;
    }

    @Override
    public void configure() {
        // A step behind the effect, so that a kill may fall between the effect and the commit.
        from("scriptrun:results?transacted=true&initialDelay=0&delay=50&maxMessagesPerPoll=20&greedy=true")
                .process(this::write)
                .delay(20)
                .syncDelayed()
                .process(EffectRoutes::failAtFirst);
    }

    private void write(Exchange exchange) {
        sql.update(
                "INSERT INTO effects (run_id, input, node) VALUES (?, ?, ?)",
                exchange.getMessage().getHeader(ScriptRunConstants.RUN_ID, String.class),
                exchange.getMessage().getHeader(CollectingRoutes.INPUT, Integer.class),
                node);
    }

    private static void failAtFirst(Exchange exchange) {
        int input = exchange.getMessage().getHeader(CollectingRoutes.INPUT, Integer.class);
        int delivery = exchange.getMessage().getHeader(ScriptRunConstants.DELIVERY, Integer.class);
        if (delivery == 1 && input % FAILING == 0) {
            throw new IllegalStateException("The first delivery of input " + input + " fails");
        }
    }
}
