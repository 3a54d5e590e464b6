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
 * A start as the store knows it.
 *
 * @param id      the store's own id of the run
 * @param isNew   whether it was written down just now, so that it is to be made
 * @param pending whether another owner, which is alive, is making it
 * @param runId   UUID of the run, or {@code null} where it isn't known
 */
public record StoredStart(long id, boolean isNew, boolean pending, String runId) {}
