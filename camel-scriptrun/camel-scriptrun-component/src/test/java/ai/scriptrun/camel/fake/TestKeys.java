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

import java.io.InputStream;
import java.security.KeyStore;

import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/**
 * Keys for tests, valid for a hundred years: {@code localhost.p12} for a service of that name, {@code elsewhere.p12} for
 * one of another, {@code client.p12} for a client; {@code trust.p12} has the certificates of all three. Made with
 * {@code keytool -genkeypair -keyalg EC -validity 36500 -storetype PKCS12}.
 */
public final class TestKeys {

    public static final String PASSWORD = "changeit";

    private TestKeys() {}

    /** Sockets of a server with this key. */
    public static ServerSocketFactory server(String keyStore) throws Exception {
        return context(keyStore).getServerSocketFactory();
    }

    /** Sockets of a server that also wants to see the client's key. */
    public static ServerSocketFactory serverForClientsWithKey(String keyStore) throws Exception {
        SSLServerSocketFactory sockets = context(keyStore).getServerSocketFactory();
        return new ServerSocketFactory() {
            @Override
            public java.net.ServerSocket createServerSocket(int port) throws java.io.IOException {
                return createServerSocket(port, 50, null);
            }

            @Override
            public java.net.ServerSocket createServerSocket(int port, int backlog) throws java.io.IOException {
                return createServerSocket(port, backlog, null);
            }

            @Override
            public java.net.ServerSocket createServerSocket(int port, int backlog, java.net.InetAddress address)
                    throws java.io.IOException {
                SSLServerSocket socket = (SSLServerSocket) sockets.createServerSocket(port, backlog, address);
                socket.setNeedClientAuth(true);
                return socket;
            }
        };
    }

    /** What a client has to set to trust the servers. */
    public static SSLContextParameters trusting() {
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(parameters("trust.p12"));
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    /** The same, with a client key. */
    public static SSLContextParameters trustingWithKey() {
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyStore(parameters("client.p12"));
        keys.setKeyPassword(PASSWORD);
        SSLContextParameters parameters = trusting();
        parameters.setKeyManagers(keys);
        return parameters;
    }

    private static KeyStoreParameters parameters(String keyStore) {
        KeyStoreParameters parameters = new KeyStoreParameters();
        parameters.setResource("classpath:tls/" + keyStore);
        parameters.setPassword(PASSWORD);
        parameters.setType("PKCS12");
        return parameters;
    }

    private static SSLContext context(String keyStore) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(keyStore), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load("trust.p12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = TestKeys.class.getResourceAsStream("/tls/" + name)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
