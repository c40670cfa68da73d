package city.ioc.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.core.live.LiveSink;
import city.ioc.core.registry.CityIndex.SiteConfig;
import city.ioc.core.store.LatestReadings;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A controller's events and a camera's readings of one head of a site: when the operators hear that they differ. */
class LampAlarmTest {
    private static final City CITY = CityFiles.read(Path.of("..", "cities", "vi-thanh"));
    private static final Intersection X = CITY.intersections().getFirst();
    private static final SignalGroup GROUP = X.groups().getFirst();
    private static final DeviceId CAMERA = CITY.listDevicesAt(X.id()).stream()
            .filter(each -> each.kind() == Device.Kind.CAMERA)
            .findFirst()
            .orElseThrow()
            .id();

    private final Map<String, LiveAlarm> alarms = new LinkedHashMap<>();
    private final LiveSink live = new LiveSink() {
        @Override
        public void put(LiveTopic topic, String id, Object body) {
            if (body instanceof LiveAlarm alarm && alarm.kind().equals("LAMP_DIFFERS")) alarms.put(id, alarm);
        }

        @Override
        public void remove(LiveTopic topic, String id) {}

        @Override
        public void append(IntersectionId id, List<SignalEvent> events) {}
    };
    private Instant now = Instant.parse("2026-11-24T03:00:00Z");
    private final SiteDesk site = site();
    private long seq;

    private SiteDesk site() {
        SignalState state = new SignalState(SignalLayout.of(X, CITY.listDevicesAt(X.id())));
        AlarmDesk desk = new AlarmDesk(live, row -> {}, now);
        desk.restore(List.of(), now);
        return new SiteDesk(
                new SiteConfig(X.id(), Optional.of(X), CITY.listDevicesAt(X.id())),
                Optional.of(new SignalDesk(state, Optional.empty(), CITY.listDevicesAt(X.id()), CITY.timeZone())),
                desk,
                new IncidentDesk(live, row -> {}, now),
                live,
                new LatestReadings(new PGSimpleDataSource()),
                CITY.timeZone());
    }

    @Test
    void aGreenLampThatIsOutRaisesAnAlarmAndTheRepairedOneClearsIt() {
        cycle(LampReading.Seen.GREEN);
        assertThat(alarms).isEmpty();
        cycle(LampReading.Seen.DARK);
        assertThat(alarms.values()).singleElement().satisfies(each -> {
            assertThat(each.active()).isTrue();
            assertThat(each.subject()).isEqualTo(CAMERA + ":" + GROUP.id());
            assertThat(each.values()).containsEntry("seen", "DARK").containsEntry("reported", "GREEN");
        });
        cycle(LampReading.Seen.GREEN);
        cycle(LampReading.Seen.GREEN);
        assertThat(alarms.values())
                .singleElement()
                .satisfies(each -> assertThat(each.active()).isFalse());
    }

    @Test
    void whileTheControllerIsNotHeardNobodyKnowsWhatIsRight() {
        for (int s = 0; s < 60; s++) second(LampReading.Seen.RED);
        assertThat(alarms).isEmpty();
    }

    /** Twenty seconds of green, as the camera sees it, three of amber, and twenty of red. */
    private void cycle(LampReading.Seen green) {
        report(SignalEventCode.GROUP_BEGIN_GREEN);
        for (int s = 0; s < 20; s++) second(green);
        report(SignalEventCode.GROUP_BEGIN_AMBER);
        for (int s = 0; s < 3; s++) second(LampReading.Seen.AMBER);
        report(SignalEventCode.GROUP_BEGIN_RED_CLEARANCE);
        for (int s = 0; s < 20; s++) second(LampReading.Seen.RED);
    }

    private void report(SignalEventCode code) {
        say(X.controller(), new SignalEvents(List.of(new SignalEvent(now, code, GROUP.number()))));
    }

    private void second(LampReading.Seen lamp) {
        say(CAMERA, new LampReadings(List.of(new LampReading(now, GROUP.id(), lamp, false, 0.99))));
        site.tick(now);
        site.second(now);
        now = now.plusSeconds(1);
    }

    private void say(DeviceId device, DeviceBody body) {
        site.apply(
                new DeviceRecord(X.id(), now, new DeviceMessage(device, new MessageId(1, ++seq), now, body), false),
                new GatewayId("gw-1"),
                now);
    }
}
