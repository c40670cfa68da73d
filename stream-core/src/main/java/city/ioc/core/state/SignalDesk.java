package city.ioc.core.state;

import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.live.LiveIntersection;
import city.ioc.contracts.live.Quality;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.core.control.SignalOverride;
import city.ioc.core.control.SignalRuntime;
import city.ioc.signal.decision.ladder.Rung;
import city.ioc.signal.model.DownstreamNews;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.ConflictMonitor;
import city.ioc.signal.safety.ShownFault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The signals of one intersection as the core knows them, and their control where it commands. Owned by the shard's context. */
public final class SignalDesk {
    private static final Duration STEP_PATIENCE = Duration.ofSeconds(60);

    private final SignalState state;
    private final Optional<SignalRuntime> runtime;
    private final TrafficDesk traffic;
    private final List<ShownFault> shown = new ArrayList<>();
    private @Nullable ControllerReport lastReport;
    private @Nullable Instant localSince;
    private @Nullable Instant steppedDownSince;
    private @Nullable CommandVerdict refusal;
    private boolean dirty = true;

    /** @param runtime of the state; empty where the centre only watches */
    public SignalDesk(SignalState state, Optional<SignalRuntime> runtime, List<Device> devices, ZoneId zone) {
        this.state = state;
        this.traffic = new TrafficDesk(state, devices, zone);
        this.runtime = runtime;
    }

    public SignalState state() {
        return state;
    }

    public Optional<SignalRuntime> runtime() {
        return runtime;
    }

    /** Takes events that are fit for live use, and decides on them. */
    void observe(List<SignalEvent> events, GatewayId gateway, Instant receivedAt, Instant now) {
        boolean changed = false;
        List<ShownFault> faults = new ArrayList<>();
        for (SignalEvent event : events) {
            long green = state.greenGroups();
            if (runtime.isPresent()) faults.addAll(ConflictMonitor.judge(state, event));
            boolean news = state.observe(event);
            changed |= news;
            dirty |= news && !isDetector(event);
            traffic.observe(event, green);
        }
        state.heard(receivedAt);
        flashFor(faults, gateway, now);
        decide(changed, gateway, receivedAt, now);
    }

    private void flashFor(List<ShownFault> faults, GatewayId gateway, Instant now) {
        if (runtime.isEmpty() || faults.isEmpty()) return;
        shown.addAll(faults);
        runtime.get().reportedBy(gateway);
        faults.stream()
                .filter(ShownFault::endangersTraffic)
                .findFirst()
                .ifPresent(fault -> runtime.get().flash(fault, now));
        dirty = true;
    }

    private static boolean isDetector(SignalEvent event) {
        return event.code() == SignalEventCode.DETECTOR_ON.code()
                || event.code() == SignalEventCode.DETECTOR_OFF.code();
    }

    /** Who has left by each exit that is counted since this was asked last: {@code news} takes the road and the PCU. */
    public void tellDownstream(Instant now, ObjDoubleConsumer<String> news) {
        DownstreamNews.tell(state, now.toEpochMilli(), news);
    }

    /** What the controller says of a group; unknown while nobody is heard. */
    Lamp findLamp(SignalGroupId group) {
        SignalLayout layout = state.layout();
        for (int g = 0; g < layout.groups(); g++) if (layout.group(g).id().equals(group)) return state.lamp(g);
        return Lamp.UNKNOWN;
    }

    TrafficDesk traffic() {
        return traffic;
    }

    /** What lamps have shown against the rules since this was asked last. */
    List<ShownFault> takeShown() {
        List<ShownFault> taken = List.copyOf(shown);
        shown.clear();
        return taken;
    }

    /** Says which detectors can be believed. */
    void trust(Predicate<DeviceId> believed, Instant now) {
        for (int d = 0; d < state.layout().detectors().size(); d++)
            state.trust(d, believed.test(state.layout().detectors().get(d).device()), now);
    }

    /** Takes a report that is fit for live use, and decides on it. */
    void observe(ControllerReport report, GatewayId gateway, Instant receivedAt, Instant now) {
        lastReport = report;
        boolean changed = state.observe(report);
        dirty |= changed;
        if (report.mode() != ControlMode.LOCAL_PLAN) localSince = null;
        else if (localSince == null) localSince = now;
        refusal = report.verdict()
                .filter(verdict -> verdict != CommandVerdict.ACCEPTED)
                .orElse(null);
        decide(changed, gateway, receivedAt, now);
    }

    private void decide(boolean changed, GatewayId gateway, Instant receivedAt, Instant now) {
        if (runtime.isEmpty()) return;
        runtime.get().reportedBy(gateway);
        if (changed) runtime.get().act(now, Optional.of(receivedAt));
    }

    void tick(Instant now) {
        runtime.ifPresent(control -> control.act(now, Optional.empty()));
    }

    /** Events may have been missed: what lamps show is asked anew. Where nobody reports stages the next events will say. */
    void missedEvents() {
        if (runtime.isPresent()) state.forgetLamps();
    }

    /** Since when a commanded intersection has run its local plan though nobody ordered so. */
    Optional<Instant> findFallbackSince() {
        boolean released = runtime.flatMap(SignalRuntime::findOverride)
                .filter(override -> override.kind() == SignalOverride.Kind.RELEASE)
                .isPresent();
        return runtime.isEmpty() || released ? Optional.empty() : Optional.ofNullable(localSince);
    }

    /**
     * The rung and its cause, when control has run below adaptive control for longer than a start takes. Isolated instead of
     * coordinated is none: what silenced the neighbour has its own alarm, and each of those downstream would only repeat it.
     */
    Optional<Map<String, String>> findSteppedDown(Instant now) {
        Map<String, String> values = runtime.flatMap(SignalRuntime::findWhy)
                .map(LiveIntersection.Why::values)
                .orElse(Map.of());
        String rung = values.getOrDefault("rung", "");
        if (rung.isEmpty() || !Rung.valueOf(rung).isBelow(Rung.ADAPTIVE)) {
            steppedDownSince = null;
            return Optional.empty();
        }
        Instant since = steppedDownSince == null ? now : steppedDownSince;
        steppedDownSince = since;
        if (Duration.between(since, now).compareTo(STEP_PATIENCE) < 0) return Optional.empty();
        return Optional.of(Map.of("rung", rung, "cause", values.getOrDefault("cause", "")));
    }

    Optional<CommandVerdict> takeRefusal() {
        Optional<CommandVerdict> taken = Optional.ofNullable(refusal);
        refusal = null;
        return taken;
    }

    void touch() {
        dirty = true;
    }

    boolean isDirty() {
        return dirty;
    }

    boolean takeDirty() {
        boolean was = dirty;
        dirty = false;
        return was;
    }

    /** The intersection as screens see it. */
    LiveIntersection toLive(Instant now, Function<DeviceId, Quality> quality, Quality controller) {
        SignalLayout layout = state.layout();
        Intersection x = layout.intersection();
        List<LiveIntersection.Group> groups = new ArrayList<>();
        for (int g = 0; g < layout.groups(); g++)
            groups.add(new LiveIntersection.Group(
                    layout.group(g).id(), layout.group(g).number(), state.lamp(g), state.findLampSince(g)));
        List<LiveIntersection.Detector> detectors = new ArrayList<>();
        for (int d = 0; d < layout.detectors().size(); d++) {
            var place = layout.detectors().get(d);
            detectors.add(new LiveIntersection.Detector(
                    place.device().value(),
                    place.channel(),
                    state.isOccupied(d),
                    state.findDetectorSince(d),
                    quality.apply(place.device())));
        }
        return new LiveIntersection(
                x.id(),
                now,
                state.mode(),
                runtime.map(SignalRuntime::strategy).orElse("observed"),
                state.findStage(),
                state.isInTransition(),
                state.findStageSince(),
                runtime.flatMap(SignalRuntime::findNext),
                runtime.flatMap(SignalRuntime::findPlannedEnd),
                state.plan(),
                groups,
                detectors,
                runtime.flatMap(SignalRuntime::findWhy),
                traffic.findFlow(),
                runtime.flatMap(SignalRuntime::findOverride).map(SignalOverride::toLive),
                runtime.map(SignalRuntime::listPriority).orElse(List.of()),
                runtime.flatMap(control -> control.compareShadow(now)),
                controller,
                state.findHeard(),
                state.fault());
    }

    Map<String, String> faultValues() {
        return state.fault().map(fault -> Map.of("fault", fault)).orElse(Map.of());
    }

    Optional<ControllerReport> findLastReport() {
        return Optional.ofNullable(lastReport);
    }
}
