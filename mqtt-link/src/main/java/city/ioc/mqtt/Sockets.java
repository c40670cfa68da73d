package city.ioc.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Sockets that send at once: with Nagle's algorithm on, a small message waits for the peer's delayed acknowledgement. */
final class Sockets {
    private Sockets() {}

    static SocketFactory plain() {
        return new NoDelay(SocketFactory.getDefault());
    }

    /** @throws MqttLinkException when the file holds no certificate */
    static SSLSocketFactory tls(Optional<Path> caFile) {
        try {
            if (caFile.isEmpty()) return new NoDelayTls(SSLContext.getDefault().getSocketFactory());
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            try (InputStream pem = Files.newInputStream(caFile.get())) {
                int number = 0;
                for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem))
                    trusted.setCertificateEntry("ca-" + number++, each);
                if (number == 0) throw new GeneralSecurityException("no certificate in the file");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new NoDelayTls(context.getSocketFactory());
        } catch (GeneralSecurityException | IOException e) {
            throw new MqttLinkException(
                    "cannot use the broker's authority "
                            + caFile.map(Path::toString).orElse("of the JDK") + ": " + e,
                    e);
        }
    }

    private static Socket noDelay(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static final class NoDelay extends SocketFactory {
        private final SocketFactory inner;

        NoDelay(SocketFactory inner) {
            this.inner = inner;
        }

        @Override
        public Socket createSocket() throws IOException {
            return noDelay(inner.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return noDelay(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return noDelay(inner.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return noDelay(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return noDelay(inner.createSocket(host, port, local, localPort));
        }
    }

    private static final class NoDelayTls extends SSLSocketFactory {
        private final SSLSocketFactory inner;

        NoDelayTls(SSLSocketFactory inner) {
            this.inner = inner;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return inner.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return inner.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket() throws IOException {
            return noDelay(inner.createSocket());
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            return noDelay(inner.createSocket(socket, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return noDelay(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return noDelay(inner.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return noDelay(inner.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return noDelay(inner.createSocket(host, port, local, localPort));
        }
    }
}
