package city.ioc.edge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.TestCity;
import city.ioc.edge.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages as they were heard on the line, protobuf in hexadecimal and JSON as text: device, payload, and what is made of it. */
class CapturedMessagesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00.030Z");
    private final Registry registry = Registry.of(TestCity.city(), List.of());
    private final Intake intake = new Intake(() -> registry);

    @Test
    void controllers() {
        heard("""
                c1 08011202633118c8c093cd062029288ccdbce0ca33521a0a0b0880cdbce0ca33100118010a0b08a8cdbce0ca3310521811 -> SignalEvents 2
                c1 08011202633118c8c093cd06202a288ccdbce0ca336a230880cdbce0ca3310021a013128a896bce0ca3332036461793a07636f72652d37374001 -> ControllerReport 1
                c1 {"version":1,"device":"c1","session":1772413000,"seq":43,"sentAtMs":"1772413200012","signalEvents":{"events":[{"atMs":"1772413200000","code":8,"parameter":1}]}} -> SignalEvents 1
                c1 {"version":1,"device":"c1","session":1772413000,"seq":44,"sentAtMs":"1772413200012","controllerReport":{"atMs":"1772413200000","mode":"LOCAL_PLAN","stage":"9","stageSinceMs":"1772413193000"}} -> IMPLAUSIBLE stage 9 is none of the intersection's
                c1 {"version":1,"device":"c1","session":1772413000,"seq":45,"sentAtMs":"1772413200012","environmentReadings":{"readings":[{"atMs":"1772413200000","metric":"rain_mm_h","value":2}]}} -> WRONG_KIND EnvironmentReadings from a CONTROLLER
                c1 {"version":1,"device":"c1","session":1772413000,"seq":46,"sentAtMs":"1772413200012","controllerReport":{"atMs":"1772413200000","stage":"1"}} -> MALFORMED controller report without a known mode
                """);
    }

    @Test
    void detectors() {
        heard("""
                d1 08011202643118c8c093cd06202b288ccdbce0ca335a180a161080cdbce0ca3318904e20072d52b89e3e350000e441 -> DetectorReadings 3
                d1 {"version":1,"device":"d1","session":1772413000,"seq":44,"sentAtMs":"1772413200012","detectorReadings":{"readings":[{"atMs":"1772413200000","intervalMs":10000,"vehicles":0,"occupancy":0}]}} -> DetectorReadings 2
                d1 {"version":1,"device":"d1","session":1772413000,"seq":45,"sentAtMs":"1772413200012","detectorReadings":{"readings":[{"atMs":"1772413200000","intervalMs":10000,"vehicles":900,"occupancy":0.4}]}} -> IMPLAUSIBLE d1: 900 vehicles in PT10S, at most 60
                d1 {"version":1,"device":"d1","session":1772413000,"seq":46,"sentAtMs":"1772413200012","detectorReadings":{"readings":[{"atMs":"1772413200000","intervalMs":10000,"vehicles":1,"occupancy":1.5}]}} -> MALFORMED occupancy must be in [0.0, 1.0], but is 1.5
                """);
    }

    @Test
    void radars() {
        heard("""
                r1 08011202723118c8c093cd06202c288ccdbce0ca335a240a221080cdbce0ca3318904e202a2d8fc2f53d3500001442420a08221001180520013001 -> DetectorReadings 9
                r1 {"version":1,"device":"r1","session":1772413000,"seq":45,"sentAtMs":"1772413200012","detectorReadings":{"readings":[{"atMs":"1772413200000","intervalMs":10000,"vehicles":3,"byClass":{"motorcycles":4}}]}} -> IMPLAUSIBLE r1: 4 classified of 3 vehicles
                r1 {"version":1,"device":"r1","session":1772413000,"seq":46,"sentAtMs":"1772413200012","detectorReadings":{"readings":[{"atMs":"1772413200000","intervalMs":10000,"vehicles":3,"meanSpeedKmh":240}]}} -> IMPLAUSIBLE r1: mean speed 240.0 km/h, at most 220.0
                """);
    }

    @Test
    void cameras() {
        heard("""
                k1 080112026b3118c8c093cd06202d288ccdbce0ca33721a0880cdbce0ca331a0a6c656e732064697274792205322e312e30 -> DeviceReport 1
                k1 080112026b3118c8c093cd06202e288ccdbce0ca335a1e0a1c1080cdbce0ca3318904e200c2dcdcccc3e35000098414204080a1802 -> DetectorReadings 9
                k1 {"version":1,"device":"k1","session":1772413000,"seq":47,"sentAtMs":"1772413200012","signalEvents":{"events":[{"atMs":"1772413200000","code":1,"parameter":1}]}} -> WRONG_KIND SignalEvents from a CAMERA
                """);
    }

    @Test
    void environmentSensors() {
        heard("""
                e1 08011202653118c8c093cd06202f288ccdbce0ca33623c0a1d0880cdbce0ca33120b706d325f355f75675f6d33199a999999991943400a1b0880cdbce0ca3312096e6f325f75675f6d33190000000000003540 -> EnvironmentReadings 2
                w1 08011202773118c8c093cd062030288ccdbce0ca3362210a1f0880cdbce0ca33120d77617465725f6c6576656c5f6d19ec51b81e85ebf53f -> EnvironmentReadings 1
                w1 {"version":1,"device":"w1","session":1772413000,"seq":49,"sentAtMs":"1772413200012","environmentReadings":{"readings":[{"atMs":"1772413200000","metric":"water_level_m","value":99}]}} -> IMPLAUSIBLE water_level_m of 99.0, must be in [-20.0, 20.0]
                w1 {"version":1,"device":"w1","session":1772413000,"seq":50,"sentAtMs":"1772413200012","environmentReadings":{"readings":[{"atMs":"1772413200000","metric":"rain_mm_h","value":1}]}} -> IMPLAUSIBLE the sensor is not configured to measure rain_mm_h
                """);
    }

    private void heard(String lines) {
        assertThat(lines.lines()).allSatisfy(line -> {
            int space = line.indexOf(' ');
            int arrow = line.lastIndexOf(" -> ");
            String device = line.substring(0, space);
            String payload = line.substring(space + 1, arrow);
            boolean json = payload.startsWith("{");
            FieldMessage message = IntakeTest.message(
                    "field/x1/" + device + "/up",
                    json
                            ? payload.getBytes(StandardCharsets.UTF_8)
                            : HexFormat.of().parseHex(payload),
                    json ? Optional.of("application/json") : Optional.empty(),
                    NOW);
            String made = switch (intake.check(message)) {
                case Verdict.Pass pass -> {
                    var body = message.message().body();
                    yield body.getClass().getSimpleName() + " " + body.samples();
                }
                case Verdict.Reject reject -> reject.reason() + " " + reject.detail();
            };
            assertThat(made).isEqualTo(line.substring(arrow + 4));
        });
    }
}
