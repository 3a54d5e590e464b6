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
package ai.scriptrun.camel.simulation;

/**
 * A run at the simulated service. Times are nanoseconds of the simulation.
 *
 * @param id        its UUID
 * @param workflow  its workflow
 * @param request   what was asked for
 * @param output    what its output node tells
 * @param createdAt when it was accepted
 * @param knownAt   from when on its result can be asked for
 * @param listedAt  from when on the history has it
 * @param endsAt    when its status becomes terminal
 * @param dataAt    when its data is complete
 * @param failed    whether it fails
 */
record ServiceRun(
        String id,
        long workflow,
        String request,
        String output,
        long createdAt,
        long knownAt,
        long listedAt,
        long endsAt,
        long dataAt,
        boolean failed) {

    String status(long now) {
        return now < endsAt ? "in progress" : failed ? "failed" : "succeed";
    }

    /** Its data as the service tells it. */
    String data(long now) {
        if (now < endsAt) {
            return "{}";
        }
        // A failed run may have ended at any node, so what is there of it must be all.
        String first = !failed && dataAt % 2 == 0 ? node("a", "first") : "";
        return "{" + (now < dataAt ? first : node("a", "first") + "," + node("out", output)) + "}";
    }

    private static String node(String id, String content) {
        return "\"" + id + "\":{\"id\":\"" + id + "\",\"status\":\"succeed\",\"result\":{\"content\":\"" + content
                + "\"}}";
    }

    boolean isInFlight(long now) {
        return now < endsAt;
    }
}
