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
package ai.scriptrun.camel.benchmarks.stub;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The responses of the service, as far as the benchmarks need them. A result's output is the moment at which its run
 * ended. Calls below {@code /stub/} configure it. Thread-safe.
 */
final class StubApi {

    private static final String API = "/api/v1/workflows/";
    private static final String TRIGGER = "3d63f846-0f6a-478c-b91c-5921259429c1";
    private static final String LLM = "93e9822b-63a4-4553-adb4-79029db3c09b";
    private static final String ANSWER =
            "Thank you for your feedback. ".repeat(10).strip();
    private static final int USUAL_PAGE = 50;

    private final Map<Long, StubRuns> workflows = new ConcurrentHashMap<>();

    /** The answer to a request, as JSON; {@code null} where there is none. */
    String answer(String method, String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        Map<String, String> query = query(mark < 0 ? "" : target.substring(mark + 1));
        if (!path.startsWith(API)) {
            return control(path, query);
        }
        if (path.startsWith("workflow_result", API.length())) {
            return result(query.get("id"));
        }
        String[] parts = path.substring(API.length()).split("/", -1);
        long workflow = Long.parseLong(parts[0]);
        if (method.equals("POST")) {
            return started(runs(workflow));
        }
        runs(workflow).called();
        return parts[1].equals("history") ? history(runs(workflow), query) : workflow(workflow);
    }

    private static Map<String, String> query(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int mark = pair.indexOf('=');
            if (mark > 0) {
                values.put(pair.substring(0, mark), pair.substring(mark + 1));
            }
        }
        return values;
    }

    private StubRuns runs(long workflow) {
        return workflows.computeIfAbsent(workflow, id -> new StubRuns(id, 0));
    }

    private String control(String path, Map<String, String> query) {
        long workflow = Long.parseLong(query.get("id"));
        StubRuns runs = runs(workflow);
        switch (path) {
            case "/stub/workflow" -> workflows.put(workflow, new StubRuns(workflow, Long.parseLong(query.get("old"))));
            case "/stub/go" -> runs.go(Long.parseLong(query.get("from")), Long.parseLong(query.get("to")));
            case "/stub/starts" -> {
                return "{\"answer\":" + runs.number() + "}";
            }
            default -> {
                return "{\"answer\":" + runs.calls() + "}";
            }
        }
        return "{}";
    }

    private static String started(StubRuns runs) {
        return "{\"data\":{\"id\":\"" + runs.id(runs.start()) + "\",\"status\":\"created\"},\"status\":201}";
    }

    private String result(String id) {
        UUID uuid = UUID.fromString(id);
        StubRuns runs = runs(uuid.getMostSignificantBits());
        long run = uuid.getLeastSignificantBits();
        runs.called();
        boolean ended = runs.hasEnded(run);
        StringBuilder json = new StringBuilder(1_024);
        json.append("{\"data\":{\"id\":\"").append(id).append("\",\"status\":\"");
        if (!ended) {
            return json.append("in progress\",\"data\":{}},\"status\":200}").toString();
        }
        json.append("succeed\",\"data\":{");
        node(json, LLM, ANSWER);
        node(json.append(','), Stub.OUTPUT, Long.toString(runs.end(run)));
        node(json.append(','), TRIGGER, "");
        return json.append("},\"metrics\":{\"total_cost\":0.0032}},\"status\":200}")
                .toString();
    }

    private static void node(StringBuilder json, String id, String content) {
        json.append('"').append(id).append("\":{\"id\":\"").append(id);
        json.append("\",\"status\":\"succeed\",\"result\":{\"content\":\"");
        json.append(content).append("\"}}");
    }

    private static String history(StubRuns runs, Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("page_size", Integer.toString(USUAL_PAGE)));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        long count = runs.number();
        long newest = count - 1 - (long) (page - 1) * size;
        long oldest = Math.max(0, newest - size + 1);
        StringBuilder json = new StringBuilder(256 + 160 * size);
        json.append("{\"count\":").append(count).append(",\"next\":");
        json.append(oldest == 0 ? "null" : "\"?page=" + (page + 1) + "\"").append(",\"results\":[");
        for (long run = newest; run >= oldest; run--) {
            json.append(run == newest ? "" : ",");
            json.append("{\"id\":\"").append(runs.id(run)).append("\",\"status\":\"");
            json.append(runs.hasEnded(run) ? "succeed" : "in progress").append("\",\"created_at\":\"");
            json.append(runs.createdAt(run)).append("\",\"cost\":0.0032}");
        }
        return json.append("]}").toString();
    }

    private static String workflow(long id) {
        return "{\"id\":" + id + ",\"title\":\"Feedback\",\"data\":{\"start_node\":\"" + TRIGGER + "\",\"nodes\":["
                + "{\"id\":\"" + TRIGGER + "\",\"type\":\"trigger-node\",\"data\":{\"name\":\"Trigger\"}},"
                + "{\"id\":\"" + LLM + "\",\"type\":\"basic-node\",\"data\":{\"name\":\"Reply\"}},"
                + "{\"id\":\"" + Stub.OUTPUT
                + "\",\"type\":\"output-node\",\"data\":{\"name\":\"Output\"}}],\"edges\":["
                + "{\"id\":\"e1\",\"source\":\"" + TRIGGER + "\",\"target\":\"" + LLM + "\"},"
                + "{\"id\":\"e2\",\"source\":\"" + LLM + "\",\"target\":\"" + Stub.OUTPUT + "\"}]}}";
    }
}
