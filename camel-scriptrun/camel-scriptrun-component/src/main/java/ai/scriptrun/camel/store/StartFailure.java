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

import java.util.List;

/**
 * Why a queued start was not made, for the route that would have got its result.
 *
 * @param kind       name of the exception's class, without its package
 * @param message    what it said
 * @param httpStatus HTTP status of the response, or {@code null}
 * @param details    the service's list of errors
 */
public record StartFailure(String kind, String message, Integer httpStatus, List<String> details) {}
