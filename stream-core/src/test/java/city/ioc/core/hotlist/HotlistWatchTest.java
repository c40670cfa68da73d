package city.ioc.core.hotlist;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.PlatePattern;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HotlistWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");

    private final List<Map<String, String>> alarms = new ArrayList<>();
    private @Nullable List<HotlistEntry> list;
    private final HotlistWatch watch =
            new HotlistWatch(() -> Optional.ofNullable(list), (site, entry, values, now) -> alarms.add(values));

    private static HotlistEntry entry(String pattern, boolean lookAlikes) {
        return new HotlistEntry(
                UUID.nameUUIDFromBytes(pattern.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                PlatePattern.of(pattern),
                lookAlikes,
                NOW.minusSeconds(60),
                NOW.plusSeconds(60));
    }

    private static DeviceRecord seen(String plate, Instant at, String... alternatives) {
        List<PlateSighting.Alternative> others = new ArrayList<>();
        for (String each : alternatives) others.add(new PlateSighting.Alternative(new PlateText(each), 0.3));
        PlateSighting sighting = new PlateSighting(
                at,
                7,
                Optional.empty(),
                new PlateText(plate),
                PlateSighting.Layout.TWO_LINE,
                0.97,
                true,
                3,
                others,
                Optional.empty(),
                PlateSighting.Motion.AWAY);
        return new DeviceRecord(
                new IntersectionId("vt-05"),
                at,
                new DeviceMessage(
                        new DeviceId("vt-05-cam-ne"), new MessageId(1, 1), at, new PlateSightings(List.of(sighting))),
                false);
    }

    @Test
    void aVehicleThatIsLookedForIsToldOfWithoutItsPlate() {
        list = List.of(entry("95B1*47", false));
        watch.take(seen("95B112347", NOW), NOW);
        assertThat(alarms).hasSize(1);
        assertThat(alarms.getFirst())
                .containsEntry("camera", "vt-05-cam-ne")
                .containsEntry("plate", "95******7")
                .containsEntry("likeness", "1.00");
        assertThat(alarms.toString()).doesNotContain("95B1");
        watch.take(seen("95B112346", NOW), NOW);
        assertThat(alarms).as("another vehicle").hasSize(1);
    }

    @Test
    void lookAlikesAndDoubtfulReadingsCountWhereTheEntrySaysSo() {
        list = List.of(entry("95B112347", true));
        watch.take(seen("958112347", NOW), NOW);
        watch.take(seen("65B112341", NOW.plusSeconds(1), "95B112347"), NOW.plusSeconds(1));
        assertThat(alarms).extracting(each -> each.get("likeness")).containsExactly("0.94", "0.30");
        list = List.of(entry("95B112347", false));
        watch.take(seen("958112347", NOW.plusSeconds(2)), NOW.plusSeconds(2));
        assertThat(alarms).hasSize(2);
    }

    @Test
    void anEntryFiresFromWhenItWasEnteredUntilItExpires() {
        list = List.of(entry("95B112347", true));
        watch.take(seen("95B112347", NOW.minusSeconds(61)), NOW);
        watch.take(seen("95B112347", NOW.plusSeconds(60)), NOW.plusSeconds(60));
        watch.take(seen("95B112347", NOW.plusSeconds(50)), NOW.plusSeconds(61));
        assertThat(alarms).isEmpty();
        watch.take(seen("95B112347", NOW.plusSeconds(59)), NOW.plusSeconds(59));
        assertThat(alarms).hasSize(1);
    }

    @Test
    void aSightingThatComesAgainIsOne() {
        list = List.of(entry("95B112347", true));
        for (int i = 0; i < 3; i++) watch.take(seen("95B112347", NOW), NOW.plusSeconds(i));
        assertThat(alarms).hasSize(1);
    }

    @Test
    void whatComesBeforeTheListIsKnownWaitsForIt() {
        watch.take(seen("95B112347", NOW), NOW);
        assertThat(alarms).isEmpty();
        list = List.of(entry("95B112347", true));
        watch.tick(NOW.plus(Duration.ofMillis(1200)));
        assertThat(alarms).hasSize(1);
    }
}
