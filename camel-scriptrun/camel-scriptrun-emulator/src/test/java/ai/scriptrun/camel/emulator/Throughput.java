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
package ai.scriptrun.camel.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.sun.management.OperatingSystemMXBean;

/**
 * Prints how many requests a second the emulator answers, with client and emulator in this process and the journal off.
 * The mix is that of a client that waits for runs: one start, then eight polls. Arguments: connections (default 8) and
 * seconds (default 10).
 */
public final class Throughput {

    private static final int POLLS_PER_START = 8;

    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        int connections = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        Duration time = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
        try (ScriptRunEmulator emulator =
                ScriptRunEmulator.builder().journal(false).start()) {
            emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
            measure(emulator, connections, time.dividedBy(2));
            long runsBefore = emulator.runs().accepted();
            long cpuBefore = cpuNanos();
            double rate = measure(emulator, connections, time);
            double cpuMillis = (cpuNanos() - cpuBefore) / 1e6 / (rate * time.toSeconds());
            System.out.printf(
                    "%,.0f requests/s over %d connections, %.3f ms of CPU each, %,d runs started in %d s%n",
                    rate, connections, cpuMillis, emulator.runs().accepted() - runsBefore, time.toSeconds());
        }
    }

    /** From the CPU time, the throughput of two idle cores can be computed if these are not idle. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double measure(ScriptRunEmulator emulator, int connections, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                counts.add(clients.submit(() -> callUntil(end, emulator)));
            }
            long requests = 0;
            for (Future<Long> count : counts) {
                requests += count.get();
            }
            return requests / (time.toNanos() / 1e9);
        } finally {
            clients.shutdownNow();
        }
    }

    private static long callUntil(long end, ScriptRunEmulator emulator) {
        long requests = 0;
        try (Connection connection = new Connection(emulator)) {
            while (System.nanoTime() < end) {
                String runId = connection.post("307/run/", "{\"feedback\":\"Great service\"}")
                        .split("\"", -1)[5];
                for (int i = 0; i < POLLS_PER_START; i++) {
                    connection.get("workflow_result/?id=" + runId);
                }
                requests += 1 + POLLS_PER_START;
            }
            return requests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that costs next to nothing, so that the figure is the emulator's and not the client's. */
    private static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final String headers;
        private final byte[] buffer = new byte[64 * 1024];

        Connection(ScriptRunEmulator emulator) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), emulator.port());
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
            out = socket.getOutputStream();
            headers =
                    " HTTP/1.1\r\nHost: 127.0.0.1:" + emulator.port() + "\r\nX-Api-Key: " + emulator.apiKey() + "\r\n";
        }

        String get(String path) throws IOException {
            return exchange("GET /api/v1/workflows/" + path + headers + "\r\n");
        }

        String post(String path, String body) throws IOException {
            return exchange("POST /api/v1/workflows/" + path + headers
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        private String exchange(String request) throws IOException {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (true) {
                int read = in.read(buffer);
                if (read < 0) {
                    throw new IOException("Connection closed after " + answer);
                }
                answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                int bodyAt = answer.indexOf("\r\n\r\n") + 4;
                if (bodyAt >= 4 && isWhole(answer, bodyAt)) {
                    if (!answer.substring(9, 12).equals("200")) {
                        throw new IOException("Unexpected answer " + answer);
                    }
                    return answer.substring(bodyAt);
                }
            }
        }

        private static boolean isWhole(StringBuilder answer, int bodyAt) {
            int length = answer.indexOf("Content-Length: ");
            if (length >= 0 && length < bodyAt) {
                int lineEnd = answer.indexOf("\r\n", length);
                return answer.length() - bodyAt >= Integer.parseInt(answer.substring(length + 16, lineEnd));
            }
            return answer.indexOf("\r\n0\r\n\r\n", bodyAt - 2) >= 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
