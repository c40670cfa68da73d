package city.ioc.api;

import city.ioc.contracts.config.ClockSettings;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.time.CityClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the API process, read once. */
public record ApiConfig(
        String bind,
        int port,
        URI publicUrl,
        Path city,
        CityClock clock,
        Db db,
        Cluster cluster,
        int metricsPort,
        Path jwtSecretFile,
        Path firstRunLogins,
        Duration accessTokenLife,
        Optional<Oidc> oidc,
        Optional<Path> uiRoot,
        Path evidence,
        boolean openData,
        URI openDataLicence) {

    /** Where the database is. */
    public record Db(String url, String user, String password) {
        @Override
        public String toString() {
            return "Db[" + url + ", user " + user + "]";
        }
    }

    /** How this node joins the core's cluster. */
    public record Cluster(String node, String name, int port, List<String> members) {
        public Cluster {
            members = List.copyOf(members);
        }
    }

    /** An OpenID Connect provider. */
    public record Oidc(String issuer, String clientId, String clientSecret, String roleClaim) {
        @Override
        public String toString() {
            return "Oidc[" + issuer + ", client " + clientId + "]";
        }
    }

    public static ApiConfig of(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        Path home = settings.folder(SettingKey.IOC_HOME, Path.of(".ioc"));
        int port = settings.number(SettingKey.IOC_PORT, 8080, 0, 65535);
        Duration accessTokenLife = Duration.ofMinutes(settings.number(SettingKey.IOC_ACCESS_TOKEN_MINUTES, 10, 1, 120));
        ApiConfig config = new ApiConfig(
                settings.text(SettingKey.IOC_BIND, "127.0.0.1"),
                port,
                settings.uri(SettingKey.IOC_PUBLIC_URL, URI.create("http://localhost:" + port)),
                Path.of(settings.require(SettingKey.IOC_CITY)),
                ClockSettings.read(settings),
                new Db(
                        settings.require(SettingKey.IOC_DB_URL),
                        settings.text(SettingKey.IOC_DB_USER, "postgres"),
                        settings.text(SettingKey.IOC_DB_PASSWORD, "")),
                cluster(settings),
                settings.number(SettingKey.IOC_METRICS_PORT, 0, 0, 65535),
                settings.folder(SettingKey.IOC_JWT_SECRET_FILE, home.resolve("jwt-secret")),
                settings.folder(SettingKey.IOC_FIRST_RUN_LOGINS, home.resolve("first-run-logins.txt")),
                accessTokenLife,
                oidc(settings),
                settings.find(SettingKey.IOC_UI_ROOT).map(Path::of),
                settings.folder(SettingKey.IOC_EVIDENCE, home.resolve("evidence")),
                settings.parse(SettingKey.IOC_OPEN_DATA, true, "on or off", ApiConfig::isOn),
                settings.uri(
                        SettingKey.IOC_OPEN_DATA_LICENCE, URI.create("https://creativecommons.org/licenses/by/4.0/")));
        settings.check();
        return config;
    }

    private static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Cluster cluster(Settings settings) {
        String members = settings.text(SettingKey.IOC_CLUSTER_MEMBERS, "127.0.0.1:5701");
        return new Cluster(
                settings.text(
                        SettingKey.IOC_NODE, "api-" + ProcessHandle.current().pid()),
                settings.text(SettingKey.IOC_CLUSTER_NAME, "ioc"),
                settings.number(SettingKey.IOC_CLUSTER_PORT, 5711, 0, 65535),
                Arrays.stream(members.split(",", -1))
                        .map(String::trim)
                        .filter(each -> !each.isEmpty())
                        .toList());
    }

    private static Optional<Oidc> oidc(Settings settings) {
        Optional<String> issuer = settings.find(SettingKey.IOC_OIDC_ISSUER);
        if (issuer.isEmpty()) return Optional.empty();
        return Optional.of(new Oidc(
                issuer.get(),
                settings.require(SettingKey.IOC_OIDC_CLIENT_ID),
                settings.require(SettingKey.IOC_OIDC_CLIENT_SECRET),
                settings.text(SettingKey.IOC_OIDC_ROLE_CLAIM, "roles")));
    }
}
