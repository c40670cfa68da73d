package city.ioc.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
class MqttLinkTest {
    private final BlockingQueue<MqttInbound> inbox = new LinkedBlockingQueue<>();
    private final List<MqttLink> links = new CopyOnWriteArrayList<>();
    private PlainBroker broker;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        broker = new PlainBroker(folder, "max_inflight_messages 50");
    }

    @AfterEach
    void stop() throws Exception {
        links.forEach(MqttLink::abandon);
        broker.close();
    }

    @Test
    void aMessageArrivesWithItsContentType() throws Exception {
        MqttLink receiver = open(options("receiver"));
        receiver.subscribe("a/+", 1).get(5, SECONDS);
        MqttLink sender = open(options("sender"));
        sender.publish("a/b", bytes("{}"), MqttPublish.AT_LEAST_ONCE.withContentType("application/json"))
                .get(5, SECONDS);
        MqttInbound message = next();
        assertThat(message.topic()).isEqualTo("a/b");
        assertThat(message.contentType()).contains("application/json");
        assertThat(message.payload()).isEqualTo(bytes("{}"));
        assertThat(message.retained()).isFalse();
    }

    @Test
    void whoAsksIsToldWhetherAnybodySubscribed() throws Exception {
        MqttLink sender = open(options("sender"));
        assertThat(sender.publishAndAsk("a/b", bytes("1"), MqttPublish.AT_LEAST_ONCE)
                        .get(5, SECONDS))
                .isFalse();
        MqttLink receiver = open(options("receiver"));
        receiver.subscribe("a/+", 0).get(5, SECONDS);
        assertThat(sender.publishAndAsk("a/b", bytes("2"), MqttPublish.AT_LEAST_ONCE)
                        .get(5, SECONDS))
                .isTrue();
        assertThat(next().payload()).isEqualTo(bytes("2"));
    }

    @Test
    void publishingWithoutAConnectionFailsAtOnce() throws Exception {
        broker.kill();
        MqttLink link = link(options("early"));
        assertThatThrownBy(() ->
                        link.publish("a", bytes("1"), MqttPublish.AT_LEAST_ONCE).get(1, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MqttNotConnectedException.class);
        assertThat(link.free()).isZero();
    }

    @Test
    void aLinkComesBackAfterTheBrokerWasKilledAndRenewsItsSubscriptions() throws Exception {
        MqttLink link = open(options("phoenix"));
        link.subscribe("a", 1).get(5, SECONDS);
        CountDownLatch lost = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(2);
        link.onStateChange(state -> {
            if (state == LinkState.DISCONNECTED) lost.countDown();
            if (state == LinkState.CONNECTED) back.countDown();
        });
        broker.kill();
        assertThat(lost.await(10, SECONDS)).isTrue();
        broker.restart();
        assertThat(back.await(10, SECONDS)).isTrue();
        link.publish("a", bytes("again"), MqttPublish.AT_LEAST_ONCE).get(5, SECONDS);
        assertThat(next().payload()).isEqualTo(bytes("again"));
        assertThat(link.counters().reconnects()).isEqualTo(1);
    }

    @Test
    void aSubscriptionMadeWhileDisconnectedCompletesAfterTheConnect() throws Exception {
        broker.kill();
        MqttLink link = link(options("patient"));
        CompletableFuture<Void> subscribed = link.subscribe("a", 1);
        assertThat(subscribed).isNotDone();
        broker.restart();
        subscribed.get(10, SECONDS);
        awaitConnected(link);
        link.publish("a", bytes("1"), MqttPublish.AT_LEAST_ONCE).get(5, SECONDS);
        assertThat(next().payload()).isEqualTo(bytes("1"));
    }

    @Test
    void whatWasInFlightWhenTheBrokerDiedFails() throws Exception {
        MqttLink link = open(options("inflight"));
        broker.suspend();
        CompletableFuture<Void> publish = link.publish("a", bytes("1"), MqttPublish.AT_LEAST_ONCE);
        assertThat(publish).isNotDone();
        broker.kill();
        assertThatThrownBy(() -> publish.get(5, SECONDS)).hasCauseInstanceOf(MqttNotConnectedException.class);
    }

    @Test
    void aFullWindowRefusesAtOnceAndSaysWhenThereIsRoomAgain() throws Exception {
        MqttLink link = open(options("busy").maxInFlight(10));
        broker.suspend();
        for (int i = 0; i < 10; i++)
            assertThat(link.publish("a", bytes("x"), MqttPublish.AT_LEAST_ONCE)).isNotDone();
        assertThat(link.free()).isZero();
        assertThatThrownBy(() ->
                        link.publish("a", bytes("x"), MqttPublish.AT_LEAST_ONCE).get(1, SECONDS))
                .hasCauseInstanceOf(MqttBusyException.class);
        CountDownLatch writable = new CountDownLatch(1);
        link.whenWritable(writable::countDown);
        assertThat(writable.getCount()).isEqualTo(1);
        broker.resume();
        assertThat(writable.await(5, SECONDS)).isTrue();
        link.publish("a", bytes("x"), MqttPublish.AT_LEAST_ONCE).get(5, SECONDS);
    }

    @Test
    void theWindowStaysBelowWhatTheBrokerAllows() throws Exception {
        assertThat(open(options("modest").maxInFlight(1000)).free()).isEqualTo(49);
    }

    @Test
    void whatWasNotAcknowledgedComesAgainAfterAReconnectAndWhatWasDoesNot() throws Exception {
        MqttLinkOptions.Builder careful = options("careful").manualAcks(true).persistentSession(Duration.ofHours(1));
        MqttLink first = open(careful);
        first.subscribe("a", 1).get(5, SECONDS);
        MqttLink sender = open(options("sender"));
        for (int i = 1; i <= 3; i++)
            sender.publish("a", bytes("" + i), MqttPublish.AT_LEAST_ONCE).get(5, SECONDS);
        next().ack();
        assertThat(next().payload()).isEqualTo(bytes("2"));
        assertThat(next().payload()).isEqualTo(bytes("3"));
        // The broker reads one connection in order: once it answers this, it has the ack.
        first.publish("b", bytes(""), MqttPublish.AT_LEAST_ONCE).get(5, SECONDS);
        first.abandon();
        open(careful);
        MqttInbound second = next();
        assertThat(second.payload()).isEqualTo(bytes("2"));
        assertThat(next().payload()).isEqualTo(bytes("3"));
        assertThat(inbox).isEmpty();
    }

    @Test
    void theBrokerKeepsMessagesForAPersistentSessionThatIsAway() throws Exception {
        MqttLinkOptions.Builder away = options("away").persistentSession(Duration.ofHours(1));
        MqttLink first = open(away);
        first.subscribe("a", 1).get(5, SECONDS);
        first.close();
        MqttLink sender = open(options("sender"));
        sender.publish("a", bytes("kept"), MqttPublish.AT_LEAST_ONCE).get(5, SECONDS);
        open(away);
        assertThat(next().payload()).isEqualTo(bytes("kept"));
    }

    @Test
    void birthAndWillTellWhetherALinkIsThere() throws Exception {
        MqttLinkOptions.Builder device =
                options("device").birth("link", bytes("online"), true).will("link", bytes("offline"), true);
        MqttLink watcher = open(options("watcher"));
        watcher.subscribe("link", 1).get(5, SECONDS);
        MqttLink first = open(device);
        assertThat(next().payload()).isEqualTo(bytes("online"));
        first.abandon();
        assertThat(next().payload()).isEqualTo(bytes("offline"));
        MqttLink second = open(device);
        assertThat(next().payload()).isEqualTo(bytes("online"));
        second.close();
        assertThat(next().payload()).isEqualTo(bytes("offline"));
        assertThat(second.state()).isEqualTo(LinkState.CLOSED);
    }

    @Test
    void aRoundTripTakesNoDelayedAcknowledgement() throws Exception {
        MqttLink link = open(options("quick"));
        link.subscribe("a", 1).get(5, SECONDS);
        long[] nanos = new long[300];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            link.publish("a", bytes("x"), MqttPublish.AT_LEAST_ONCE);
            next();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofMillis(15));
    }

    @Test
    void tlsTrustsTheGivenAuthorityAndNoOther(@TempDir Path folder) throws Exception {
        TestCertificate ours = TestCertificate.create(folder, "ours");
        TestCertificate foreign = TestCertificate.create(folder, "foreign");
        int port = PlainBroker.freePort();
        Path state = Files.createDirectory(folder.resolve("tls"));
        try (PlainBroker tls = new PlainBroker(
                state, "listener " + port + " 127.0.0.1", "certfile " + ours.certificate(), "keyfile " + ours.key())) {
            URI url = URI.create("ssl://127.0.0.1:" + port);
            MqttLink link = open(MqttLinkOptions.to(url, "tls").caFile(Optional.of(ours.certificate())));
            link.subscribe("a", 1).get(5, SECONDS);
            link.publish("a", bytes("secret"), MqttPublish.AT_LEAST_ONCE).get(5, SECONDS);
            assertThat(next().payload()).isEqualTo(bytes("secret"));
            MqttLink deceived = link(MqttLinkOptions.to(url, "deceived").caFile(Optional.of(foreign.certificate())));
            CompletableFuture<Void> subscribed = deceived.subscribe("a", 1);
            open(MqttLinkOptions.to(url, "later").caFile(Optional.of(ours.certificate())));
            assertThat(subscribed).isNotDone();
            assertThat(deceived.isConnected()).isFalse();
            assertThat(tls.url()).hasScheme("tcp");
        }
        assertThatThrownBy(() -> MqttLink.open(
                        MqttLinkOptions.to(URI.create("ssl://127.0.0.1:" + port), "nofile")
                                .caFile(Optional.of(folder.resolve("missing.pem")))
                                .build(),
                        inbox::add))
                .isInstanceOf(MqttLinkException.class)
                .hasMessageContaining("missing.pem");
    }

    private static MqttLinkOptions.Builder options(String client, PlainBroker broker) {
        return MqttLinkOptions.to(broker.url(), client).reconnect(Duration.ofMillis(20), Duration.ofMillis(200));
    }

    private MqttLinkOptions.Builder options(String client) {
        return options(client, broker);
    }

    private MqttLink link(MqttLinkOptions.Builder options) {
        MqttLink link = MqttLink.open(options.build(), inbox::add);
        links.add(link);
        return link;
    }

    private MqttLink open(MqttLinkOptions.Builder options) throws Exception {
        MqttLink link = link(options);
        awaitConnected(link);
        return link;
    }

    private static void awaitConnected(MqttLink link) throws InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        link.onStateChange(state -> {
            if (state == LinkState.CONNECTED) connected.countDown();
        });
        assertThat(connected.await(10, SECONDS)).as("connected").isTrue();
    }

    private MqttInbound next() throws InterruptedException {
        MqttInbound message = inbox.poll(10, SECONDS);
        assertThat(message).as("a message within 10 s").isNotNull();
        return java.util.Objects.requireNonNull(message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
