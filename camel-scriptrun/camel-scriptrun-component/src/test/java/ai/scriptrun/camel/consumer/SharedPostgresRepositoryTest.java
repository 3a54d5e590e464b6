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
package ai.scriptrun.camel.consumer;

import ai.scriptrun.camel.testing.JdbcRepositories;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The same on PostgreSQL, where there is one: set {@code SCRIPTRUN_TEST_POSTGRES} to the JDBC URL of a database for
 * tests alone, with user and password.
 */
@EnabledIfEnvironmentVariable(named = SharedPostgresRepositoryTest.URL, matches = "jdbc:postgresql:.+")
class SharedPostgresRepositoryTest extends SharedRepositoryTest {

    static final String URL = "SCRIPTRUN_TEST_POSTGRES";

    @Override
    JdbcRepositories open() {
        return JdbcRepositories.onPostgres(System.getenv(URL));
    }
}
