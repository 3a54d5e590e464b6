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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.scriptrun.camel.fake.RawServer.Request;

/** An HTTP proxy that makes tunnels ({@code CONNECT}), for all clients, or for those with the password. */
public final class TestProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final String expected;

    /** @param userAndPassword as in {@code me:secret}, or {@code null} to accept all clients */
    public TestProxy(String userAndPassword) throws IOException {
        this.expected = userAndPassword == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
        Threads.start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            sockets.add(client);
            Threads.start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream();
        Request request = RawServer.read(in);
        requests.add(request);
        while (expected != null && !expected.equals(request.headers().get("proxy-authorization"))) {
            say(out, "407 Authenticate\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0");
            request = RawServer.read(in);
            requests.add(request);
        }
        String[] target = request.path().split(":", 2);
        Socket service = new Socket(target[0], Integer.parseInt(target[1]));
        sockets.add(service);
        say(out, "200 Connected");
        Threads.start(() -> service.getInputStream().transferTo(out));
        in.transferTo(service.getOutputStream());
    }

    private static void say(OutputStream out, String head) throws IOException {
        out.write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
