package city.ioc.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BrokerTest {
    @Test
    void aBrokerForTestsTakesAnybodyAndComesBackAtTheSameUrlAfterASigkill() throws Exception {
        try (Broker broker = Broker.forTests()) {
            broker.start();
            String url = broker.url();
            connect(url, "one", null).disconnect();
            broker.kill();
            assertThatThrownBy(() -> connect(url, "two", null)).isInstanceOf(MqttException.class);
            broker.restart();
            assertThat(broker.url()).isEqualTo(url);
            connect(url, "three", null).disconnect();
        }
    }

    @Test
    void aWrongPasswordAndAForeignTopicAreRefused(@TempDir Path folder) throws Exception {
        LocalBroker broker = new LocalBroker(new BrokerOptions(
                FreePort.find(),
                folder,
                folder.resolve("log"),
                List.of(
                        new BrokerAccount("radar-1", "its own secret", List.of("field/vt-01/radar-1/up"), List.of()),
                        new BrokerAccount("gw-1", "another", List.of(), List.of("field/+/+/up"))),
                Optional.empty()));
        broker.start();
        try {
            assertRefused(() -> connect(broker.url(), "radar-1", "not its secret"));
            assertRefused(() -> connect(broker.url(), "radar-2", "its own secret"));
            assertRefused(() -> connect(broker.url(), "radar-1", null));

            var heard = new LinkedBlockingQueue<String>();
            MqttClient gateway = connect(broker.url(), "gw-1", "another");
            gateway.setCallback(new Heard(heard));
            gateway.subscribe(new MqttSubscription[] {new MqttSubscription("field/+/+/up", 1)});
            MqttClient radar = connect(broker.url(), "radar-1", "its own secret");
            publish(radar, "field/vt-01/radar-2/up", "foreign");
            publish(radar, "field/vt-01/radar-1/up", "own");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("field/vt-01/radar-1/up own");
            assertThat(heard).isEmpty();
            radar.disconnect();
            gateway.disconnect();
        } finally {
            broker.stop();
        }
        assertThat(broker.isAlive()).isFalse();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable connecting) {
        assertThatThrownBy(connecting)
                .isInstanceOfSatisfying(
                        MqttException.class,
                        refusal -> assertThat(refusal.getReasonCode())
                                .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED));
    }

    private static MqttClient connect(String url, String user, @org.jspecify.annotations.Nullable String password)
            throws MqttException {
        MqttClient client = new MqttClient(url, "test-" + user, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        if (password != null) {
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        try {
            client.connect(options);
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
        return client;
    }

    private static void publish(MqttClient client, String topic, String text) throws MqttException {
        client.publish(topic, new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, false, null));
    }
}
