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

import java.time.Duration;

/**
 * A start of which it is unknown, or not known yet, whether it was accepted.
 *
 * @param id       the store's own id of the run
 * @param startKey its start key, or {@code null}
 * @param pending  whether an owner that is alive is making it
 * @param age      time since it was last about to be made, by the store's clock
 */
public record StartInDoubt(long id, String startKey, boolean pending, Duration age) {}
