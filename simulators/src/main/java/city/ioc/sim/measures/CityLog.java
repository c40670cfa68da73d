package city.ioc.sim.measures;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.config.SettingKey;
import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.IndianaCsv;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.log.LogTime;
import city.ioc.measures.log.SignalSite;
import city.ioc.sim.attach.CentreClient;
import city.ioc.sim.attach.ToolConfig;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;

/** The event log of an intersection of the running city, as the store takes logs; used by one thread. */
final class CityLog {
    private static final Duration USUAL_RANGE = Duration.ofHours(1);
    private static final int EVENTS_A_PAGE = 5000;

    private final Centre centre;
    private final InstantSource clock;
    private final String intersection;
    private final SignalSite site;
    private final ZoneId zone;

    /** The centre's interface. */
    @FunctionalInterface
    interface Centre {
        JsonNode get(String path) throws IOException, InterruptedException;
    }

    /** @throws MeasuresException when no city runs or it has no such intersection */
    static CityLog of(String intersection, Map<String, String> environment) {
        if (!environment.containsKey(SettingKey.IOC_MQTT_URL.name()))
            throw new MeasuresException("no city runs; start one with ./ioc up");
        ToolConfig config = ToolConfig.from(environment);
        try {
            CentreClient client = new CentreClient(config.api(), config.firstAdministrator());
            return new CityLog(client::get, config.clock(), intersection);
        } catch (IOException e) {
            throw new MeasuresException(String.valueOf(e.getMessage()), e);
        }
    }

    CityLog(Centre centre, InstantSource clock, String intersection) {
        if (!IndianaCsv.isDevice(intersection))
            throw new IllegalArgumentException("--intersection is no name of one: \"" + intersection + "\"");
        this.centre = centre;
        this.clock = clock;
        this.intersection = intersection;
        try {
            Site known = CityJson.mapper().treeToValue(get("/intersections/" + intersection), Site.class);
            site = new SignalSite(known.intersection(), known.devices());
        } catch (IOException e) {
            throw new MeasuresException("the city's answer cannot be read: " + e.getMessage(), e);
        }
        zone = ZoneId.of(get("/city").path("timeZone").asText("UTC"));
    }

    private JsonNode get(String path) {
        try {
            return centre.get(path);
        } catch (IOException e) {
            throw new MeasuresException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasuresException("interrupted", e);
        }
    }

    DetectorTable detectors() {
        return site.detectors();
    }

    /**
     * Reads the log page by page, in the city's local time; without bounds the last hour.
     *
     * @throws MeasuresException when the city does not answer; what came before is taken all the same
     */
    EventFile.Reading read(long fromMs, long toMs, Consumer<IndianaCsv.Line> into) {
        ZoneOffset offset = zone.getRules()
                .getOffset(
                        fromMs == Long.MIN_VALUE
                                ? clock.instant()
                                : LogTime.of(fromMs).toInstant(ZoneOffset.UTC));
        Instant to = toMs == Long.MAX_VALUE ? clock.instant() : LogTime.of(toMs).toInstant(offset);
        Instant from = fromMs == Long.MIN_VALUE
                ? to.minus(USUAL_RANGE)
                : LogTime.of(fromMs).toInstant(offset);
        if (!from.isBefore(to)) throw new IllegalArgumentException("--from must be before --to");
        Faults faults = new Faults();
        long events = 0;
        String cursor = "";
        do {
            JsonNode page =
                    get("/intersections/" + intersection + "/signal-events?from=" + from + "&to=" + to + "&limit="
                            + EVENTS_A_PAGE
                            + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            for (JsonNode item : page.path("items")) {
                events++;
                try {
                    into.accept(new IndianaCsv.Line(intersection, event(item, offset)));
                } catch (IllegalArgumentException e) {
                    faults.add(events, String.valueOf(e.getMessage()));
                }
            }
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty());
        if (events == 0)
            throw new MeasuresException("the log of " + intersection + " is empty from " + from + " to " + to);
        return new EventFile.Reading(events, faults);
    }

    private LogEvent event(JsonNode item, ZoneOffset offset) {
        int code = item.path("code").asInt();
        return new LogEvent(
                Instant.parse(item.path("at").asText()).toEpochMilli() + offset.getTotalSeconds() * 1000L,
                code,
                site.parameter(code, item.path("parameter").asInt()));
    }
}
