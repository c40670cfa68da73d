package city.ioc.sim;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Who may import whom. */
@AnalyzeClasses(packages = "city.ioc", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleEdgesTest {
    private static final String CONTRACTS = "city.ioc.contracts..";
    private static final String MQTT = "city.ioc.mqtt..";
    private static final String LOCAL = "city.ioc.local..";
    private static final String SIGNAL = "city.ioc.signal..";
    private static final String MEASURES = "city.ioc.measures..";
    private static final String EDGE = "city.ioc.edge..";
    private static final String CORE = "city.ioc.core..";
    private static final String API = "city.ioc.api..";
    private static final String SIM = "city.ioc.sim..";

    @ArchTest
    static final ArchRule contractsUseTheJdkOneJsonLibraryAndProtobuf = classes()
            .that()
            .resideInAPackage(CONTRACTS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    CONTRACTS, "java..", "com.fasterxml.jackson..", "com.google.protobuf..", "org.jspecify..");

    @ArchTest
    static final ArchRule theMqttClientKnowsNothingOfTheCity = noClasses()
            .that()
            .resideInAPackage(MQTT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONTRACTS, LOCAL, SIGNAL, MEASURES, EDGE, CORE, API, SIM);

    @ArchTest
    static final ArchRule localServicesKnowNothingOfTheCity = noClasses()
            .that()
            .resideInAPackage(LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONTRACTS, MQTT, SIGNAL, MEASURES, EDGE, CORE, API, SIM);

    @ArchTest
    static final ArchRule signalControlKnowsOnlyContracts = noClasses()
            .that()
            .resideInAPackage(SIGNAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    MQTT, LOCAL, MEASURES, EDGE, CORE, API, SIM, "io.vertx..", "com.hazelcast..", "java.sql..");

    @ArchTest
    static final ArchRule signalMeasuresUseTheJdkAndContracts = classes()
            .that()
            .resideInAPackage(MEASURES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(MEASURES, CONTRACTS, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theGatewayKnowsOnlyContractsAndTheMqttClient = noClasses()
            .that()
            .resideInAPackage(EDGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LOCAL, SIGNAL, MEASURES, CORE, API, SIM);

    @ArchTest
    static final ArchRule theCoreKnowsOnlyContractsTheMqttClientAndSignalControl = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LOCAL, MEASURES, EDGE, API, SIM);

    @ArchTest
    static final ArchRule theApiKnowsOnlyContractsAndMeasures = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MQTT, LOCAL, SIGNAL, EDGE, CORE, SIM);

    @ArchTest
    static final ArchRule theSimulatedCityKnowsOnlyContractsAndTheMqttClient = noClasses()
            .that()
            .resideInAPackage(SIM)
            .and()
            .resideOutsideOfPackages(
                    "city.ioc.sim.launch..", "city.ioc.sim.bench..", "city.ioc.sim.sumo..", "city.ioc.sim.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    LOCAL,
                    SIGNAL,
                    EDGE,
                    CORE,
                    API,
                    "city.ioc.sim.launch..",
                    "city.ioc.sim.bench..",
                    "city.ioc.sim.plan..");

    /** The engineer's tools work on files: no broker, no database, no running city. */
    @ArchTest
    static final ArchRule thePlanToolsKnowOnlyContractsSignalControlAndRecordedLogs = noClasses()
            .that()
            .resideInAPackage("city.ioc.sim.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MQTT, LOCAL, EDGE, CORE, API, "city.ioc.sim.launch..", "city.ioc.sim.device..");

    /** Logs are measured from files: no broker, no database; the running city's log comes through its interface. */
    @ArchTest
    static final ArchRule theMeasuringToolKnowsNoDevices = noClasses()
            .that()
            .resideInAPackage("city.ioc.sim.measures..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MQTT, "city.ioc.sim.device..");

    @ArchTest
    static final ArchRule onlyTheSimulatorMovesTraffic = noClasses()
            .that()
            .resideInAPackage("city.ioc.sim.traffic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MQTT, "city.ioc.sim.device..")
            .allowEmptyShould(true);

    /** Decisions, safety and measures are functions of what they are given: no clock, log, file, socket or chance. */
    @ArchTest
    static final ArchRule decisionsSafetyAndMeasuresArePure = noClasses()
            .that()
            .resideInAnyPackage("city.ioc.signal.decision..", "city.ioc.signal.safety..", MEASURES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.slf4j..",
                    "java.util.logging..",
                    "java.util.concurrent..",
                    "java.util.random..",
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Math.class, "random");

    /** Settings are read once, at the root of each process. */
    @ArchTest
    static final ArchRule onlyRootsReadTheEnvironment = noClasses()
            .that()
            .resideOutsideOfPackage(LOCAL)
            .and(new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("are no roots of a process") {
                @Override
                public boolean test(JavaClass each) {
                    return !each.getSimpleName().matches(".*(Config|Main|Launcher)");
                }
            })
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule modulesMakeNoCircle =
            SlicesRuleDefinition.slices().matching("city.ioc.(*)..").should().beFreeOfCycles();
}
