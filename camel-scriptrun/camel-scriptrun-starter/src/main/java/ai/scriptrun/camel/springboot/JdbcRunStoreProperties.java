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
package ai.scriptrun.camel.springboot;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The options of the run store in a database; {@code null} leaves the store's own default.
 *
 * @param lease        duration of the lease: a node that has died keeps its runs this long
 * @param createSchema whether missing tables are created
 * @param nodeId       the name of this node
 */
@ConfigurationProperties(JdbcRunStoreProperties.PREFIX)
record JdbcRunStoreProperties(Duration lease, Boolean createSchema, String nodeId) {

    static final String PREFIX = "camel.scriptrun.jdbc";
}
