package city.ioc.api.auth;

import city.ioc.api.operator.Core;
import city.ioc.contracts.live.Severity;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.operator.OperatorRequest.RaiseAlarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong logins by name and by address. Tells how long a name is locked, known or not, and raises an alarm when somebody
 * keeps on. Owned by the event loop.
 */
final class LoginWatch {
    static final int LOCK_AFTER = 5;
    static final int ALARM_AFTER = 10;
    static final int ALARM_AFTER_FROM_ADDRESS = 30;
    private static final Duration FIRST_LOCK = Duration.ofSeconds(30);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MAX_KEYS = 10_000;

    private final InstantSource clock;
    private final Core core;
    private final Map<String, Tries> tries = lru();
    private final Map<String, Tries> unknownNames = lru();

    private static final class Tries {
        int count;
        boolean alarmed;
        Instant since;
        Optional<Instant> lockedUntil = Optional.empty();

        Tries(Instant since) {
            this.since = since;
        }
    }

    LoginWatch(InstantSource clock, Core core) {
        this.clock = clock;
        this.core = core;
    }

    /** How long to lock an account after so many wrong passwords in a row: 30 s from the fifth on, twice as long each time. */
    static Optional<Duration> lockAfter(int failures) {
        if (failures < LOCK_AFTER) return Optional.empty();
        Duration lock = FIRST_LOCK.multipliedBy(1L << Math.min(failures - LOCK_AFTER, 20));
        return Optional.of(lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock);
    }

    /** A name without an account is locked as one with an account would be. */
    Optional<Instant> lockOfUnknown(String name) {
        Tries unknown = unknownNames.get(name);
        return unknown == null ? Optional.empty() : unknown.lockedUntil;
    }

    void unknownFailed(String name) {
        Tries unknown = unknownNames.computeIfAbsent(name, key -> new Tries(clock.instant()));
        unknown.count++;
        unknown.lockedUntil = lockAfter(unknown.count).map(clock.instant()::plus);
    }

    /** Called for every refused login, also while locked. */
    void refused(String name, String address) {
        count("name " + name, ALARM_AFTER, name, name, address);
        count("address " + address, ALARM_AFTER_FROM_ADDRESS, address, name, address);
    }

    private void count(String key, int limit, String subject, String name, String address) {
        Instant now = clock.instant();
        Tries window = tries.computeIfAbsent(key, k -> new Tries(now));
        if (window.since.plus(WINDOW).isBefore(now)) {
            window.since = now;
            window.count = 0;
            window.alarmed = false;
        }
        window.count++;
        if (window.count < limit || window.alarmed) return;
        window.alarmed = true;
        core.ask(new RaiseAlarm(
                        OperatorRequest.CITY,
                        "LOGIN_ATTACK",
                        Severity.HIGH,
                        subject,
                        Map.of("failures", String.valueOf(window.count), "name", name, "address", address),
                        "ioc-api"))
                .onFailure(notRaised -> window.alarmed = false);
    }

    private static Map<String, Tries> lru() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
                return size() > MAX_KEYS;
            }
        };
    }
}
