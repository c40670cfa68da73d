package city.ioc.core.store;

import java.util.Arrays;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/** The schema of the store, by version, as its migrations make it. Blocks; owned by one thread. */
public final class Schema {
    private final FluentConfiguration configuration;

    /** @param user empty where the URL names it */
    public Schema(String url, String user, String password) {
        this(
                user.isEmpty()
                        ? Flyway.configure().dataSource(url, null, null)
                        : Flyway.configure().dataSource(url, user, password));
    }

    Schema(DataSource database) {
        this(Flyway.configure().dataSource(database));
    }

    private Schema(FluentConfiguration configuration) {
        this.configuration = configuration.locations("classpath:db/migration").connectRetries(0);
    }

    /** Brings it up to date; two nodes may do so at once. */
    public MigrateResult migrate() {
        return migrateTo("latest");
    }

    /** Makes it as it was at a version. */
    public MigrateResult migrateTo(String version) {
        return configuration.target(version).load().migrate();
    }

    /** The newest version that this software can make. */
    public String newest() {
        return newest(each -> each.getState().isResolved());
    }

    /** The version that the database has; 0 when it has none. */
    public String current() {
        return newest(each -> each.getState().isApplied());
    }

    private String newest(Predicate<MigrationInfo> which) {
        return Arrays.stream(configuration.target("latest").load().info().all())
                .filter(which)
                .map(MigrationInfo::getVersion)
                .filter(version -> version != null)
                .max(MigrationVersion::compareTo)
                .map(MigrationVersion::getVersion)
                .orElse("0");
    }

    /** Whether a version is newer than every one this software can make. */
    public boolean isNewer(String version) {
        return isOlder(newest(), version);
    }

    /** Whether the first of two versions is the older one. */
    public boolean isOlder(String version, String other) {
        return MigrationVersion.fromVersion(version).compareTo(MigrationVersion.fromVersion(other)) < 0;
    }
}
