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
package ai.scriptrun.camel.store;

/**
 * A start as it is stored.
 *
 * @param id      the store's own id of the run; 0 if a limit blocks it
 * @param isNew   whether it is new
 * @param state   how far it has come; {@code null} if a limit blocks it
 * @param pending whether it is queued, or another owner, which is alive, is making it
 * @param runId   UUID of the run, or {@code null} where it isn't known
 * @param limit   the limit that blocks it now, for messages, or {@code null}
 */
public record StoredStart(long id, boolean isNew, RunState state, boolean pending, String runId, String limit) {

    /** A new one. */
    public static StoredStart added(long id, RunState state) {
        return new StoredStart(id, true, state, true, null, null);
    }

    /** One that was there already. */
    public static StoredStart known(long id, RunState state, boolean pending, String runId) {
        return new StoredStart(id, false, state, pending && runId == null, runId, null);
    }

    /** One that a limit blocks; nothing was stored. */
    public static StoredStart held(String limit) {
        return new StoredStart(0, false, null, false, null, limit);
    }
}
