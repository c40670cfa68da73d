package city.ioc.contracts.config;

/** Every setting of every process, an environment variable each. A variable {@code IOC_…} that is not here is refused. */
public enum SettingKey {
    IOC_HOME("State folder of the demo city; default ./.ioc"),
    IOC_PORT("Web port; default 8080"),
    IOC_BIND("Address the web port listens on; default 127.0.0.1"),
    IOC_PUBLIC_URL("URL that browsers reach the control room by; default http://localhost:<IOC_PORT>"),
    IOC_OPEN_DATA(
            "Whether places, incidents and measurements are open to everybody, under OGC API – Features, SensorThings, NGSI-LD and as a catalogue with files, on or off; default on"),
    IOC_OPEN_DATA_LICENCE(
            "URL of the licence that the catalogue states for open data; default https://creativecommons.org/licenses/by/4.0/"),
    IOC_CITY("Folder of the city's files"),
    IOC_SEED("Seed of the simulated city; default 1"),
    IOC_SIM_RATES(
            "Rates of red runners, wrong-way riders, parkers and breakdowns, of buses that ask for priority and of emergency vehicles per hour, e.g. redRunners=0.002,wrongWay=0.001,parkers=2,breakdowns=1,buses=0.3,emergencies=2"),
    IOC_SIM_CAMERAS(
            "How many simulated cameras send pictures, the first of simulated-cameras.json; default 2, none when the city runs faster than the clock"),
    IOC_SIM_CAMERA_FPS("Pictures a second of each simulated camera, 1 to 5; default 5"),
    IOC_SUMO("Folder with the SUMO scenario whose streets are simulated; default: the demo city's own streets"),
    IOC_SUMO_UNTIL("Second of its run after which SUMO begins anew; default: where the scenario ends"),
    IOC_TIME_ORIGIN("With IOC_TIME_FACTOR: instant at which the accelerated city clock equals the system's, ISO-8601"),
    IOC_TIME_FACTOR("How many times as fast the simulated city lives; default 1"),
    IOC_MQTT_URL("Broker, tcp://host:port or ssl://host:port"),
    IOC_MQTT_USER("User name at the broker"),
    IOC_MQTT_PASSWORD("Password at the broker"),
    IOC_MQTT_CA("PEM file of the authority that signed the broker's certificate"),
    IOC_DEVICE_CREDENTIALS("File of lines device:password, for the simulated devices"),
    IOC_DB_URL("JDBC URL of a TimescaleDB; without it the demo city starts its own"),
    IOC_DB_USER("Database user"),
    IOC_DB_PASSWORD("Database password"),
    IOC_GATEWAY_ID("Code of this gateway; default gw-1"),
    IOC_GATEWAY_STATE("Folder of the gateway's outbox"),
    IOC_GATEWAY_OUTBOX_MB("Most disk space the gateway's outbox may take, MB; default 4096"),
    IOC_CAMERA_FEEDS(
            "File of lines camera=source with the cameras that do not send their pictures to the broker: rtsp://, http://, a video file or a folder"),
    IOC_EVIDENCE(
            "Folder that pictures of cases are kept in, and that the API shows them from; default ./.ioc/evidence"),
    IOC_EVIDENCE_DAYS("Days that pictures of cases are kept; default 90"),
    IOC_NODE("Name of this core or API node; default the process id"),
    IOC_CLUSTER_PORT("Hazelcast port of this node"),
    IOC_CLUSTER_MEMBERS("host:port of the cluster's members, by commas"),
    IOC_CLUSTER_NAME("Name of the cluster; default ioc"),
    IOC_METRICS_PORT("Loopback port with /metrics and /health of this process; 0: none"),
    IOC_STRATEGY(
            "Control strategy of commanded intersections: fixed-time, vehicle-actuated or adaptive; default adaptive"),
    IOC_SHADOW(
            "Strategy that decides everywhere in the shadow of the one that commands, for the ledger only; default none"),
    IOC_RETENTION_DAYS("Days that raw history is kept; default 90"),
    IOC_MINUTE_DAYS("Days that flows by the minute are kept, which are ten times as large as the readings; default 14"),
    IOC_PLATE_DAYS("Days that number plates read by cameras are kept, personal data; default 7"),
    IOC_RED_GRACE_MS(
            "Violations: red must have been shown for longer than so many milliseconds, 100 to 2000; default 500, the upper end of what red light cameras use (0.1 to 0.5 s)"),
    IOC_VIOLATION_CLOCK_MS(
            "Violations: clocks of camera and controller may be so many milliseconds apart, at most IOC_RED_GRACE_MS, so that nobody who passed before red is blamed; default 500"),
    IOC_JWT_SECRET_FILE("File with the secret that signs access tokens"),
    IOC_FIRST_RUN_LOGINS("File that the first-run logins are written to"),
    IOC_ACCESS_TOKEN_MINUTES("Life of an access token; default 10"),
    IOC_OIDC_ISSUER("Issuer URL of an OpenID Connect provider; without it only local accounts log in"),
    IOC_OIDC_CLIENT_ID("Client id at the provider"),
    IOC_OIDC_CLIENT_SECRET("Client secret at the provider"),
    IOC_OIDC_ROLE_CLAIM("Claim that carries roles; default roles"),
    IOC_UI_ROOT("Folder of the built control room; default inside the jar"),
    IOC_LOG("Log format: text or json; default text"),
    IOC_TEST_MQTT_URL("Tests only: a broker to use instead of starting one"),
    IOC_TEST_DB_URL("Tests only: a database to use and empty instead of starting one, user and password in the URL");

    private final String description;

    SettingKey(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }
}
