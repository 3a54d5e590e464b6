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

import java.time.Instant;

/**
 * An owner and its lease.
 *
 * @param owner      its name
 * @param leaseUntil when the lease ends, or {@code null} where it doesn't
 * @param alive      whether it has not ended
 * @param runs       how many runs it holds
 */
public record ViewedOwner(String owner, Instant leaseUntil, boolean alive, long runs) {}
