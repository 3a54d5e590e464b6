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
package ai.scriptrun.camel.fake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ServerSocketFactory;

/**
 * An HTTP server that can fail at an exact byte. Responds to every request with the next of its
 * replies, repeats the last of them, and records the requests.
 */
public final class RawServer implements AutoCloseable {

    /** What came in. Header names are in lower case. */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    private final ServerSocket listener;
    private final Queue<Reply> script = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocketFactory sockets, Reply... replies) throws IOException {
        this.script.addAll(List.of(replies));
        this.listener = sockets.createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Threads.start(this::accept);
    }

    public static RawServer replying(Reply... replies) throws IOException {
        return new RawServer(ServerSocketFactory.getDefault(), replies);
    }

    /** With sockets of another kind, such as TLS. */
    public static RawServer replying(ServerSocketFactory sockets, Reply... replies) throws IOException {
        return new RawServer(sockets, replies);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were opened. */
    public int connections() {
        return accepted.size();
    }

    /** Replaces the remaining replies by these. */
    public synchronized void reply(Reply... replies) {
        script.clear();
        script.addAll(List.of(replies));
    }

    /** Ends all connections that stand, as a service does with idle ones. */
    public void closeConnections() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeConnections();
    }

    private void accept() throws IOException {
        while (true) {
            Socket connection = listener.accept();
            connections.add(connection);
            accepted.add(connection);
            Threads.start(() -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            boolean stays = true;
            while (stays) {
                Request request = null;
                if (peek().readsRequest()) {
                    request = read(in);
                    requests.add(request);
                }
                stays = take().send(request, connection);
            }
        } finally {
            connections.remove(connection);
        }
    }

    private synchronized Reply peek() {
        return script.element();
    }

    private synchronized Reply take() {
        return script.size() > 1 ? script.remove() : script.element();
    }

    static Request read(InputStream in) throws IOException {
        String[] start = line(in).split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(start[0], start[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
