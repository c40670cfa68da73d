package city.ioc.core.intake;

import city.ioc.contracts.field.ControllerReport;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of a controller's reports history keeps: those that say something new. Live reports and those sent again are compared
 * among themselves, so that a change that could not be stored live is still seen as one when it comes again. Owned by the
 * shard's context.
 */
final class ReportChanges {
    /** Reports sent again that lie further apart are not compared: what was between may have been stored, or not. */
    private static final Duration CONTIGUOUS = Duration.ofSeconds(5);

    private @Nullable ControllerReport live;
    private @Nullable ControllerReport again;

    boolean isNews(ControllerReport report, boolean isLive) {
        ControllerReport before = isLive ? live : again;
        if (isLive) live = report;
        else again = report;
        if (before == null || !sameState(before, report)) return true;
        return !isLive && !contiguous(before.at(), report.at());
    }

    private static boolean contiguous(Instant a, Instant b) {
        return Duration.between(a, b).abs().compareTo(CONTIGUOUS) < 0;
    }

    /** The last command changes with every refresh and says nothing by itself; its verdict does. */
    private static boolean sameState(ControllerReport a, ControllerReport b) {
        return a.mode() == b.mode()
                && a.stage().equals(b.stage())
                && a.inTransition() == b.inTransition()
                && a.plan().equals(b.plan())
                && a.verdict().equals(b.verdict())
                && a.fault().equals(b.fault());
    }
}
