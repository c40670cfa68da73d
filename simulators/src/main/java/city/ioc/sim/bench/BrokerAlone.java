package city.ioc.sim.bench;

import city.ioc.contracts.wire.Topics;
import city.ioc.local.Broker;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.sim.load.LoadGenerator;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The limit that the broker sets: the bench's messages published and received at QoS 1, nothing else on the machine. */
final class BrokerAlone {
    private BrokerAlone() {}

    static Map<String, Object> measure(Duration span) {
        try (Broker broker = Broker.forTests()) {
            broker.start();
            AtomicLong received = new AtomicLong();
            URI url = URI.create(broker.url());
            try (MqttLink subscriber = MqttLink.open(
                    MqttLinkOptions.to(url, "bench-subscriber").build(), message -> received.incrementAndGet())) {
                subscriber.subscribe(Topics.ALL_FIELD_UP, 1).join();
                long began = System.nanoTime();
                LoadGenerator.Result sent = IngestBench.generate(span, 1, MqttLinkOptions.to(url, "bench-load"));
                double seconds = (System.nanoTime() - began) / 1e9;
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("messagesPerSecondPublished", Math.round(sent.sent() / seconds));
                figures.put("messagesPerSecondReceived", Math.round(received.get() / seconds));
                figures.put("samplesPerSecond", Math.round(received.get() / seconds * 10));
                return figures;
            }
        }
    }
}
