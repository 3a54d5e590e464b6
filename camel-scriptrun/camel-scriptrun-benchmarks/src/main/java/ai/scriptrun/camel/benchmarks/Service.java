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
package ai.scriptrun.camel.benchmarks;

import java.util.List;

/**
 * The service that is called, handed to other JVMs in their system properties.
 *
 * @param url      its root
 * @param apiKey   an API key
 * @param workflow a workflow to run
 * @param run      a run of it that has ended
 */
public record Service(String url, String apiKey, long workflow, String run) {

    private static final String PREFIX = "benchmark.service.";

    /** Options of a JVM that is to call it. */
    public List<String> asOptions() {
        return List.of(
                option("url", url),
                option("apiKey", apiKey),
                option("workflow", Long.toString(workflow)),
                option("run", run));
    }

    private static String option(String name, String value) {
        return "-D" + PREFIX + name + "=" + value;
    }

    /** The service of this JVM's system properties. */
    public static Service toCall() {
        return new Service(
                System.getProperty(PREFIX + "url"),
                System.getProperty(PREFIX + "apiKey"),
                Long.getLong(PREFIX + "workflow"),
                System.getProperty(PREFIX + "run"));
    }

    /** The API's root. */
    public String api() {
        return url + "/api/v1/workflows/";
    }
}
