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
package ai.scriptrun.camel.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.AwaitedRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes events on to any number of observers. The failure of one affects neither the others nor the run. */
final class Observers implements Observer {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final List<Observer> observers = new CopyOnWriteArrayList<>();

    void add(Observer observer) {
        observers.add(observer);
    }

    void remove(Observer observer) {
        observers.remove(observer);
    }

    private void tell(Consumer<Observer> event) {
        for (Observer observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException e) {
                LOG.debug(
                        "{} could not be told of an event", observer.getClass().getSimpleName(), e);
            }
        }
    }

    @Override
    public void called(Long workflowId) {
        tell(observer -> observer.called(workflowId));
    }

    @Override
    public void retried(Long workflowId) {
        tell(observer -> observer.retried(workflowId));
    }

    @Override
    public void throttled(Long workflowId) {
        tell(observer -> observer.throttled(workflowId));
    }

    @Override
    public void started(long workflowId) {
        tell(observer -> observer.started(workflowId));
    }

    @Override
    public void uncertain(long workflowId) {
        tell(observer -> observer.uncertain(workflowId));
    }

    @Override
    public void polled(Long workflowId) {
        tell(observer -> observer.polled(workflowId));
    }

    @Override
    public void finished(AwaitedRun run, FinishedRun finished, Instant now) {
        tell(observer -> observer.finished(run, finished, now));
    }

    @Override
    public void givenUp(Long workflowId) {
        tell(observer -> observer.givenUp(workflowId));
    }

    @Override
    public void delivered(Long workflowId, Duration lag) {
        tell(observer -> observer.delivered(workflowId, lag));
    }

    @Override
    public void deliveryFailed(Long workflowId) {
        tell(observer -> observer.deliveryFailed(workflowId));
    }
}
