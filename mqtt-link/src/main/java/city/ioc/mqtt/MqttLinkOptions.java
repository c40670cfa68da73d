package city.ioc.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a link connects. {@code url}: {@code tcp://host:port} or {@code ssl://host:port}.
 *
 * @param caFile PEM file of the authority that signed the broker's certificate; without it the JDK's authorities are trusted
 * @param cleanStart forget the session that the broker kept for this client id
 * @param sessionExpiry how long the broker keeps the session, with subscriptions and messages, while we are away
 * @param maxInFlight most messages published and not yet acknowledged; the broker's own limit may lower it
 * @param receiveMaximum most messages that the broker may send us before we acknowledge
 * @param will what the broker publishes when the connection breaks; also published by {@link MqttLink#close}
 * @param birth published after every connect, usually retained on the will's topic
 * @param manualAcks messages are acknowledged by {@link MqttInbound#ack} instead of on return of the receiver
 */
public record MqttLinkOptions(
        URI url,
        String clientId,
        Optional<String> user,
        Optional<String> password,
        Optional<Path> caFile,
        boolean cleanStart,
        Duration sessionExpiry,
        Duration keepAlive,
        int maxInFlight,
        int receiveMaximum,
        Optional<Announcement> will,
        Optional<Announcement> birth,
        boolean manualAcks,
        Duration reconnectMin,
        Duration reconnectMax) {

    /** A message about the link itself. */
    public record Announcement(String topic, byte[] payload, boolean retained) {}

    public MqttLinkOptions {
        if (url.getHost() == null
                || url.getPort() < 1
                || !("tcp".equals(url.getScheme()) || "ssl".equals(url.getScheme())))
            throw new IllegalArgumentException(
                    "broker URL must read tcp://host:port or ssl://host:port, but is " + url);
        if (clientId.isBlank()) throw new IllegalArgumentException("an MQTT link needs a client id");
        if (maxInFlight < 1 || maxInFlight > 60_000)
            throw new IllegalArgumentException("maxInFlight must be 1..60000, but is " + maxInFlight);
        if (receiveMaximum < 1 || receiveMaximum > 60_000)
            throw new IllegalArgumentException("receiveMaximum must be 1..60000, but is " + receiveMaximum);
        if (reconnectMin.isNegative() || reconnectMin.isZero() || reconnectMax.compareTo(reconnectMin) < 0)
            throw new IllegalArgumentException("reconnect times must satisfy 0 < min <= max");
    }

    /** Options with everything else at its default. */
    public static Builder to(URI url, String clientId) {
        return new Builder(url, clientId);
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private final URI url;
        private final String clientId;
        private Optional<String> user = Optional.empty();
        private Optional<String> password = Optional.empty();
        private Optional<Path> caFile = Optional.empty();
        private boolean cleanStart = true;
        private Duration sessionExpiry = Duration.ZERO;
        private Duration keepAlive = Duration.ofSeconds(20);
        private int maxInFlight = 1000;
        private int receiveMaximum = 4000;
        private Optional<Announcement> will = Optional.empty();
        private Optional<Announcement> birth = Optional.empty();
        private boolean manualAcks;
        private Duration reconnectMin = Duration.ofMillis(100);
        private Duration reconnectMax = Duration.ofSeconds(3);

        private Builder(URI url, String clientId) {
            this.url = url;
            this.clientId = clientId;
        }

        public Builder credentials(Optional<String> user, Optional<String> password) {
            this.user = user;
            this.password = password;
            return this;
        }

        public Builder credentials(String user, String password) {
            return credentials(Optional.of(user), Optional.of(password));
        }

        public Builder caFile(Optional<Path> file) {
            this.caFile = file;
            return this;
        }

        /** The broker keeps the session, subscriptions and unacknowledged messages, this long while we are away. */
        public Builder persistentSession(Duration expiry) {
            this.cleanStart = false;
            this.sessionExpiry = expiry;
            return this;
        }

        public Builder cleanStart(boolean clean) {
            this.cleanStart = clean;
            return this;
        }

        public Builder sessionExpiry(Duration expiry) {
            this.sessionExpiry = expiry;
            return this;
        }

        public Builder keepAlive(Duration interval) {
            this.keepAlive = interval;
            return this;
        }

        public Builder maxInFlight(int messages) {
            this.maxInFlight = messages;
            return this;
        }

        public Builder receiveMaximum(int messages) {
            this.receiveMaximum = messages;
            return this;
        }

        public Builder will(String topic, byte[] payload, boolean retained) {
            this.will = Optional.of(new Announcement(topic, payload, retained));
            return this;
        }

        public Builder birth(String topic, byte[] payload, boolean retained) {
            this.birth = Optional.of(new Announcement(topic, payload, retained));
            return this;
        }

        public Builder manualAcks(boolean manual) {
            this.manualAcks = manual;
            return this;
        }

        public Builder reconnect(Duration min, Duration max) {
            this.reconnectMin = min;
            this.reconnectMax = max;
            return this;
        }

        public MqttLinkOptions build() {
            return new MqttLinkOptions(
                    url,
                    clientId,
                    user,
                    password,
                    caFile,
                    cleanStart,
                    sessionExpiry,
                    keepAlive,
                    maxInFlight,
                    receiveMaximum,
                    will,
                    birth,
                    manualAcks,
                    reconnectMin,
                    reconnectMax);
        }
    }
}
