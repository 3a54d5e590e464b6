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
package ai.scriptrun.camel.emulator.engine;

/** Executes the nodes of one type. Safe for use by several threads. */
interface NodeExecutor {

    /**
     * Executes a node.
     *
     * @throws Exception if the node fails; its message has the reason
     */
    NodeOutput execute(Node node, RunContext context) throws Exception;

    /** Whether a node may block, so that it must not run on the thread of a request. */
    default boolean isSlow() {
        return false;
    }
}
