package city.ioc.sim.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.city.CityCheck;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.local.Broker;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
    @Test
    void aCityOfRadarsIsOneThatCanBeUsed() {
        assertThat(CityCheck.check(LoadCity.city(45))).isEmpty();
        assertThat(LoadCity.city(45).devices()).hasSize(45);
        assertThat(LoadCity.city(45).intersections()).hasSize(3);
    }

    @Test
    void argumentsThatMakeNoSenseAreNamed() {
        assertThat(LoadMain.parse(List.of("--devices", "10", "--rate", "50", "--minutes", "0.5"))
                        .plan())
                .isEqualTo(new LoadPlan(10, 50, Duration.ofSeconds(30), 10, 2, 200));
        assertThatThrownBy(() -> LoadMain.parse(List.of("--devices", "10")))
                .hasMessage("--devices and --rate are missing");
        assertThatThrownBy(() -> LoadMain.parse(List.of("--devices", "0", "--rate", "1")))
                .hasMessage("devices must be 1..100000, but is 0");
        assertThatThrownBy(() -> LoadMain.parse(List.of("--devices", "x", "--rate", "1")))
                .hasMessage("--devices must be a number, but is \"x\"");
    }

    @Test
    @Tag("slow")
    void everyNumberedMessageArrivesThoughTheBrokerDiesInTheMiddle() throws Exception {
        Broker broker = Broker.forTests();
        broker.start();
        URI url = URI.create(broker.url());
        Map<String, Set<Long>> heard = new ConcurrentHashMap<>();
        AtomicLong count = new AtomicLong();
        MqttLink centre =
                MqttLink.open(MqttLinkOptions.to(url, "centre").build(), inbound -> hear(inbound, heard, count));
        try {
            centre.subscribe(Topics.ALL_FIELD_UP, 1).get(10, TimeUnit.SECONDS);
            LoadGenerator generator = new LoadGenerator(
                    new LoadPlan(40, 400, Duration.ofSeconds(4), 10, 2, 50),
                    LoadCity.city(40).devices(),
                    5,
                    CityClock.real());
            CompletableFuture<LoadGenerator.Result> running = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    running.complete(generator.run(number -> MqttLinkOptions.to(url, "load-" + number)));
                } catch (InterruptedException | RuntimeException e) {
                    running.completeExceptionally(e);
                }
            });
            await(() -> count.get() > 200);
            broker.kill();
            broker.restart();
            LoadGenerator.Result result = running.get(40, TimeUnit.SECONDS);

            assertThat(result.allAcknowledged()).isTrue();
            assertThat(result.repeated()).isPositive();
            assertThat(result.samples()).isEqualTo(result.sent() * 10);
            assertThat(heard).hasSize(40);
            // The listener was away as long as the broker, so it may miss what others would not; numbers have no other
            // gap.
            heard.forEach(
                    (device, numbers) -> assertThat(numbers).allMatch(number -> number <= sentBy(result, device)));
            assertThat(result.messages()).allMatch(messages -> messages >= 30);
        } finally {
            centre.close();
            broker.stop();
        }
    }

    private static long sentBy(LoadGenerator.Result result, String device) {
        for (int i = 0; i < result.devices().size(); i++)
            if (result.devices().get(i).id().value().equals(device))
                return result.messages().get(i);
        throw new AssertionError("no device " + device);
    }

    private static void hear(MqttInbound inbound, Map<String, Set<Long>> heard, AtomicLong count) {
        try {
            DeviceMessage message = DeviceWire.decode(inbound.payload());
            assertThat(((DetectorReadings) message.body()).samples()).isEqualTo(10);
            heard.computeIfAbsent(message.device().value(), id -> ConcurrentHashMap.newKeySet())
                    .add(message.id().seq());
            count.incrementAndGet();
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
