package city.ioc.edge.vision.service;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.street.Device;
import city.ioc.edge.vision.analysis.Sight;
import city.ioc.edge.vision.analysis.TrafficEye;
import city.ioc.edge.vision.count.Crossing;
import city.ioc.edge.vision.evidence.FrameRing;
import city.ioc.edge.vision.feed.CameraFeed;
import city.ioc.edge.vision.feed.FeedStatus;
import city.ioc.edge.vision.feed.HandOver;
import city.ioc.edge.vision.feed.Shot;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.frame.PictureException;
import city.ioc.edge.vision.frame.Pictures;
import city.ioc.edge.vision.health.PictureHealth;
import city.ioc.edge.vision.sighting.PlateReading;
import city.ioc.edge.vision.sighting.PlateWatch;
import city.ioc.edge.vision.sighting.Vehicle;
import city.ioc.edge.vision.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera: its pictures become tracks, its tracks readings, and what is wrong with it a report. Everything on the worker's
 * thread, but for the feed, which hands over.
 */
final class WatchedCamera implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchedCamera.class);
    /** Without a picture for so long a camera is at fault. */
    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** Pictures after so long a pause are of a camera that began anew; one that nobody looks at sends one in four seconds. */
    private static final Duration BEGINS_ANEW = Duration.ofSeconds(5);
    /** Pictures are remembered for a clip of 12 s around an instant that is noticed a while later. */
    private static final Duration REMEMBERED = EvidenceRequest.REMEMBERED;

    private static final long MOST_REMEMBERED_BYTES = 48L * 1024 * 1024;
    private static final int QUALITY = 85;

    private final Device device;
    private final ZoneId zone;
    private final List<CameraGeometry> geometries;
    private final boolean expected;
    private final HandOver handOver;
    private final CameraFeed feed;
    private final TrafficEye eye;
    private final PlateWatch plates;
    private final CameraVoice voice;
    private final FrameRing ring = new FrameRing(REMEMBERED, MOST_REMEMBERED_BYTES);
    private final PictureHealth health = new PictureHealth();
    private @Nullable RoadView road;
    private @Nullable ReadingPeriod period;
    private Instant lastPictureAt = Instant.EPOCH;
    private @Nullable Instant reportedAt;
    private @Nullable String troubleBefore;
    private boolean misfitTold;
    private final List<PlateSighting> sighted = new ArrayList<>();
    private final List<LampReading> lamps = new ArrayList<>();
    private final List<StopLinePassage> passages = new ArrayList<>();
    private final List<LaneConduct> conducts = new ArrayList<>();
    private volatile long platesTold;
    private volatile long analysed;
    private volatile long refused;

    /**
     * @param geometries of this camera, for any days
     * @param expected whether missing pictures are a fault from the beginning, or only after the first
     */
    WatchedCamera(
            Device device,
            ZoneId zone,
            List<CameraGeometry> geometries,
            boolean expected,
            HandOver handOver,
            CameraFeed feed,
            TrafficEye eye,
            PlateReading plates,
            CameraVoice voice) {
        this.device = device;
        this.zone = zone;
        this.geometries = List.copyOf(geometries);
        this.expected = expected;
        this.handOver = handOver;
        this.feed = feed;
        this.eye = eye;
        this.plates = new PlateWatch(plates);
        this.voice = voice;
    }

    Device device() {
        return device;
    }

    void start() {
        feed.start();
    }

    /** Looks at one picture that waits; false when none does. */
    boolean look() {
        Optional<Shot> shot = handOver.poll();
        if (shot.isEmpty()) return false;
        Optional<byte[]> encoded = shot.get().encoded();
        try (Frame frame = shot.get().open()) {
            ring.add(frame.capturedAt(), encoded.orElseGet(() -> Pictures.encodeJpeg(frame.picture(), QUALITY)));
            see(frame);
            analysed++;
        } catch (PictureException e) {
            refused++;
            log.debug(
                    "picture refused camera={} picture=\"{}\"",
                    device.id(),
                    shot.get().name(),
                    e);
        }
        return true;
    }

    private void see(Frame frame) {
        if (Duration.between(lastPictureAt, frame.capturedAt()).compareTo(BEGINS_ANEW) > 0) voice.begin();
        lastPictureAt = frame.capturedAt();
        health.see(frame);
        Sight sight = eye.see(frame);
        RoadView view = roadOn(frame);
        sighted.addAll(
                plates.see(frame, sight.run(), sight.seconds(), vehicles(sight.tracks(), Optional.ofNullable(view))));
        if (view == null) return;
        lamps.addAll(view.lamps(frame));
        passages.addAll(view.passages(frame.capturedAt(), sight.tracks(), track -> plates.numberOf(track.id())));
        conducts.addAll(view.conducts(frame.capturedAt(), sight.tracks(), track -> plates.numberOf(track.id())));
        if (period == null) period = new ReadingPeriod(device.id(), frame.capturedAt());
        for (Crossing crossing : view.crossings(sight.tracks()))
            period.crossed(crossing, view.speedKmh(crossing.track()));
        period.saw(view.lanes(sight.tracks()));
    }

    private static List<Vehicle> vehicles(List<Track> tracks, Optional<RoadView> road) {
        return tracks.stream()
                .map(track -> new Vehicle(
                        track.id(),
                        track.kind(),
                        track.box(),
                        track.isSeenNow(),
                        track.speedY(),
                        road.flatMap(view -> view.approach(track))))
                .toList();
    }

    /** The geometry that holds today, if it is one of these pictures. */
    private @Nullable RoadView roadOn(Frame frame) {
        LocalDate day = LocalDate.ofInstant(frame.capturedAt(), zone);
        RoadView view = road;
        if (view == null || !view.geometry().isValidOn(day)) {
            view = geometries.stream()
                    .filter(each -> each.isValidOn(day))
                    .findFirst()
                    .map(RoadView::new)
                    .orElse(null);
            road = view;
            misfitTold = false;
        }
        if (view == null || view.fits(frame.width(), frame.height())) return view;
        if (!misfitTold)
            log.warn(
                    "geometry not used camera={} from={} drawnOn={}x{} pictures={}x{}",
                    device.id(),
                    view.geometry().validFrom(),
                    view.geometry().width(),
                    view.geometry().height(),
                    frame.width(),
                    frame.height());
        misfitTold = true;
        return null;
    }

    /** Sends what is due. */
    void tick(Instant now) {
        if (isSilent(now)) sighted.addAll(plates.pause());
        if (!sighted.isEmpty()) voice.say(new PlateSightings(sighted), now);
        if (!lamps.isEmpty()) voice.say(new LampReadings(lamps), now);
        lamps.clear();
        if (!passages.isEmpty()) voice.say(new StopLinePassages(feed.status().skew(), passages), now);
        passages.clear();
        if (!conducts.isEmpty()) voice.say(new LaneConducts(feed.status().skew(), conducts), now);
        conducts.clear();
        platesTold += sighted.size();
        sighted.clear();
        if (period != null && !now.isBefore(period.begin().plus(device.reportEvery()))) {
            Optional<DetectorReading> reading = period.close(now);
            reading.ifPresent(each -> voice.say(new DetectorReadings(List.of(each)), now));
            period = reading.isPresent() ? new ReadingPeriod(device.id(), now) : null;
        }
        Optional<String> trouble = trouble(now);
        boolean changed = !trouble.equals(Optional.ofNullable(troubleBefore));
        boolean due = reportedAt == null || !now.isBefore(reportedAt.plus(device.reportEvery()));
        boolean isOurs = expected || analysed + refused > 0;
        if (isOurs && (changed || due)) {
            voice.say(new DeviceReport(now, trouble.isEmpty(), trouble, Optional.empty()), now);
            reportedAt = now;
        }
        if (isOurs && changed) log.info("camera={} trouble=\"{}\"", device.id(), trouble.orElse("none"));
        troubleBefore = trouble.orElse(null);
        voice.pump();
    }

    private boolean isSilent(Instant now) {
        return feed.status()
                .lastShotAt()
                .filter(last -> !last.plus(SILENCE).isBefore(now))
                .isEmpty();
    }

    private Optional<String> trouble(Instant now) {
        FeedStatus status = feed.status();
        if (isSilent(now) && (expected || status.lastShotAt().isPresent()))
            return Optional.of("NO_PICTURES "
                    + status.trouble()
                            .map(each -> each.fault() + " " + each.detail())
                            .orElse("none came for " + SILENCE.toSeconds() + " s"));
        return health.trouble().map(each -> each.fault() + " " + each.detail());
    }

    /** What it saw last. Any thread. */
    FrameRing ring() {
        return ring;
    }

    /** By how much its clock is behind ours; zero where it has none. Any thread. */
    Duration clockOffset() {
        return feed.status().skew().orElse(Duration.ZERO);
    }

    /** Vehicles whose plate was told. Any thread. */
    long platesTold() {
        return platesTold;
    }

    /** Pictures that were looked at. Any thread. */
    long analysed() {
        return analysed;
    }

    /** Pictures that could not be decoded. Any thread. */
    long refused() {
        return refused;
    }

    /** Pictures that came faster than they could be looked at. Any thread. */
    long dropped() {
        return handOver.dropped() + feed.status().lost();
    }

    /** Whether anything can be counted today: a geometry that holds and fits. Any thread. */
    boolean counts() {
        return road != null && !misfitTold;
    }

    @Override
    public void close() {
        feed.close();
        handOver.close();
        eye.close();
        health.close();
    }
}
