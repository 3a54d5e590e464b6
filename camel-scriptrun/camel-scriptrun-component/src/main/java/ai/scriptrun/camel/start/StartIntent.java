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
package ai.scriptrun.camel.start;

import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.StartTerms;

/**
 * A start whose intent is stored.
 *
 * @param id    the store's own id
 * @param owner who makes it, or {@code null} if it was made before
 * @param runId the run that its key has started before, or {@code null} if the start is to be made
 * @param start the stored start
 */
public record StartIntent(long id, String owner, String runId, NewStart start) {

    /** The terms on which it is made. */
    public StartTerms terms() {
        return start.terms();
    }
}
