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
package ai.scriptrun.camel.client;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items      its entries
 * @param totalCount entries of all pages together, or {@code null} where the service doesn't say
 * @param nextPage   number of the page that follows, or {@code null} on the last one
 */
public record Page<T>(List<T> items, Long totalCount, Integer nextPage) {}
