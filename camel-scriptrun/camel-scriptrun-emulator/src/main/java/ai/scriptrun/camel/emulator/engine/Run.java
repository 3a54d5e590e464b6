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

import java.time.Instant;
import java.util.UUID;

/** One execution of a workflow. Its identity never changes; its course may, and any thread may ask for its state. */
public final class Run {

    private final UUID id;
    private final long number;
    private final long workflowId;
    private final long createdAt;
    private final String input;
    private volatile Course course;

    Run(UUID id, long number, long workflowId, long createdAt, String input, Course course) {
        this.id = id;
        this.number = number;
        this.workflowId = workflowId;
        this.createdAt = createdAt;
        this.input = input;
        this.course = course;
    }

    /**
     * The id that the service returns.
     *
     * @return a UUID
     */
    public UUID id() {
        return id;
    }

    /**
     * The workflow that the run executes.
     *
     * @return its number; there may be no such workflow any more
     */
    public long workflowId() {
        return workflowId;
    }

    /**
     * When the run was accepted.
     *
     * @return to the millisecond
     */
    public Instant createdAt() {
        return Instant.ofEpochMilli(createdAt);
    }

    /**
     * The input that the workflow receives: plain text is already wrapped.
     *
     * @return JSON
     */
    public String input() {
        return input;
    }

    /**
     * The run as the service shows it.
     *
     * @param now the current time
     * @return its state then
     */
    public RunState at(Instant now) {
        return course.at(now.toEpochMilli());
    }

    /** The sequence number of the run in the emulator; orders runs that were created in the same millisecond. */
    long number() {
        return number;
    }

    long createdAtMillis() {
        return createdAt;
    }

    Course course() {
        return course;
    }

    void follow(Course newCourse) {
        course = newCourse;
    }
}
