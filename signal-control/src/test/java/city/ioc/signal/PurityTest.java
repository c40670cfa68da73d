package city.ioc.signal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Decisions and safety are functions of state, input and time. */
@AnalyzeClasses(packages = "city.ioc.signal", importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {
    @ArchTest
    static final ArchRule THEY_READ_NO_FILE_SOCKET_OR_LOG = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..", "java.nio..", "java.net..", "java.sql..", "org.slf4j..", "java.util.logging..");

    @ArchTest
    static final ArchRule THEY_READ_NO_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.InstantSource")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("city.ioc.contracts.time..");

    @ArchTest
    static final ArchRule SAFETY_KNOWS_NO_STRATEGY = noClasses()
            .that()
            .resideInAPackage("city.ioc.signal.safety..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("city.ioc.signal.decision..");

    @ArchTest
    static final ArchRule STRATEGIES_ARE_NOT_THEIR_OWN_GUARD = noClasses()
            .that()
            .resideInAPackage("city.ioc.signal.decision..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("city.ioc.signal.safety..");
}
