package city.ioc.sim.launch;

import city.ioc.api.audit.AuditChain;
import city.ioc.api.audit.AuditChain.Finding;
import city.ioc.local.ServiceException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ./ioc audit COMMAND}: whether the audit log of a city is as it was written, whether the city runs or not. */
public final class AuditMain {
    static final int SOUND = 0;
    static final int BROKEN = 1;
    static final int USAGE = 2;
    static final int NOT_READ = 3;

    private AuditMain() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), System.getenv(), System.out, System.err));
    }

    /** Runs one command; every fault is a line on {@code err} and an exit code. */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.stream().anyMatch(List.of("help", "--help", "-h")::contains)) {
            out.println(usage());
            return SOUND;
        }
        try {
            boolean anchor = arguments.equals(List.of("anchor"));
            Optional<String> expected = anchor ? Optional.empty() : expected(arguments);
            try (StoredCity city = StoredCity.open(LauncherConfig.from(environment, List.of()));
                    Connection connection = city.connect()) {
                if (!anchor) return tell(AuditChain.verify(connection, expected), out);
                out.println(AuditChain.anchor(connection));
                return SOUND;
            }
        } catch (SQLException e) {
            err.println("ioc: the audit log cannot be read: " + e.getMessage());
            return NOT_READ;
        } catch (LaunchException | ServiceException e) {
            err.println("ioc: " + e.getMessage());
            return NOT_READ;
        } catch (IllegalArgumentException e) {
            err.println("ioc: " + e.getMessage());
            err.println(usage());
            return USAGE;
        }
    }

    private static Optional<String> expected(List<String> arguments) {
        if (arguments.equals(List.of("verify"))) return Optional.empty();
        if (arguments.size() != 3
                || !arguments.getFirst().equals("verify")
                || !arguments.get(1).equals("--expect"))
            throw new IllegalArgumentException("verify, verify --expect HASH or anchor");
        String hash = arguments.get(2).toLowerCase(Locale.ROOT);
        if (!hash.matches("[0-9a-f]{64}"))
            throw new IllegalArgumentException("--expect takes the 64 digits that ./ioc audit anchor printed");
        return Optional.of(hash);
    }

    private static int tell(Finding finding, PrintStream out) {
        switch (finding) {
            case Finding.Sound sound ->
                out.println("sound: " + sound.rows()
                        + " rows, each as it was written and none missing between them; anchor " + sound.last());
            case Finding.Broken broken ->
                out.println("broken at row " + broken.row() + ": " + broken.fault() + ", " + broken.detail());
            case Finding.AnchorMissing missing ->
                out.println("broken at the end: MISSING, no row has the hash " + missing.anchor()
                        + ": what was written up to it was cut off; " + missing.rows()
                        + " rows are left and sound; anchor " + missing.last());
        }
        return finding instanceof Finding.Sound ? SOUND : BROKEN;
    }

    private static String usage() {
        return """
                usage:
                  ./ioc audit verify [--expect HASH]
                      go through the audit log and name the first row that was changed, is missing or was moved; --expect: also say whether
                      the row with this hash, noted earlier, is still there, without which what was cut off at the end is not seen
                  ./ioc audit anchor
                      print the last row's hash, to be kept where who may change the database cannot change it
                The database is that of IOC_DB_URL or of the state folder, whether its city runs or not.
                Exit code 0: sound, 1: broken, 2: called wrongly, 3: the log could not be read.""";
    }
}
