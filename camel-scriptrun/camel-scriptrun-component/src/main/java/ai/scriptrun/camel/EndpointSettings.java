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
package ai.scriptrun.camel;

import ai.scriptrun.camel.connection.ConnectionSettings;
import ai.scriptrun.camel.consumer.ResultsOptions;
import ai.scriptrun.camel.producer.ProducerOptions;
import ai.scriptrun.camel.store.StartTerms;

/**
 * An endpoint's validated options.
 *
 * @param connection how the service is called
 * @param producer   options of its producers
 * @param results    options of its consumers
 * @param terms      when its producers may start a run
 */
record EndpointSettings(
        ConnectionSettings connection, ProducerOptions producer, ResultsOptions results, StartTerms terms) {}
