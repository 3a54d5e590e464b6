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
package ai.scriptrun.camel.producer;

import java.time.Duration;

import ai.scriptrun.camel.ResultFormat;
import ai.scriptrun.camel.run.RunPolicy;

/**
 * A producer's validated options.
 *
 * @param inputs                  inputs of its operation
 * @param await                   whether a start waits for its run's end
 * @param track                   whether a started run's result goes to {@code scriptrun:results}
 * @param queue                   whether a start is queued in the store
 * @param validateInput           whether a start's input is validated against the workflow's input fields
 * @param throwExceptionOnFailure whether a failed run raises an exception
 * @param resultFormat            the body of a result
 * @param policy                  how runs are polled
 * @param awaitTimeout            timeout of a wait
 * @param callTimeout             timeout of a call
 * @param slotTimeout             timeout of the wait until a start's limits allow it
 */
public record ProducerOptions(
        InputOptions inputs,
        boolean await,
        boolean track,
        boolean queue,
        boolean validateInput,
        boolean throwExceptionOnFailure,
        ResultFormat resultFormat,
        RunPolicy policy,
        Duration awaitTimeout,
        Duration callTimeout,
        Duration slotTimeout) {}
