package io.faultline.harness;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.Test;

/**
 * Holds the lines between the modules: who may know whom, and which code is pure.
 *
 * <p>The rules name packages that may not exist yet. They hold for whatever comes to live there.
 */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.faultline");

    private static final String NODE = "io.faultline.node..";
    private static final String CHECKERS = "io.faultline.checkers..";
    private static final String NEMESIS = "io.faultline.nemesis..";
    private static final String HARNESS = "io.faultline.harness..";
    private static final String SIMULATOR = "io.faultline.harness.sim..";
    private static final String[] HISTORY_FILES = {
        "io.faultline.checkers.history.json..", "io.faultline.checkers.history.jepsen.."
    };

    /** Code that must give the same bytes for the same input, whenever and wherever it runs. */
    private static final String[] PURE = {
        "io.faultline.node.raft..",
        "io.faultline.node.kv..",
        "io.faultline.harness.workload..",
        CHECKERS,
        "io.faultline.nemesis.schedule..",
        "io.faultline.nemesis.fault..",
        SIMULATOR,
    };

    private static final DescribedPredicate<JavaClass> FILE_CLASSES =
            resideInAPackage("java.nio.file..").or(describe("file classes of java.io", ArchitectureTest::isFileClass));

    @Test
    void nodeKnowsOnlyTheJdkAndTheStreamingJsonLibrary() {
        check(noClasses()
                .that()
                .resideInAPackage(NODE)
                .should()
                .dependOnClassesThat(outside(
                        NODE, "java..", "javax..", "jdk..", "com.sun.net.httpserver..", "tools.jackson.core..")));
    }

    @Test
    void nodeCheckersAndNemesisDoNotKnowEachOtherNorTheHarness() {
        check(noClasses()
                .that()
                .resideInAPackage(NODE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CHECKERS, NEMESIS, HARNESS));
        check(noClasses()
                .that()
                .resideInAPackage(CHECKERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NODE, NEMESIS, HARNESS));
        check(noClasses()
                .that()
                .resideInAPackage(NEMESIS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NODE, CHECKERS, HARNESS));
    }

    /** A node without failpoints is the node that is tested with them: nothing but its composition knows. */
    @Test
    void onlyTheProcessAndWhoPlaysFaultsKnowFailpoints() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.faultline.node.failpoint..", "io.faultline.node.process..", "io.faultline.harness.docker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.faultline.node.failpoint.."));
    }

    @Test
    void onlyOnePackageKnowsToxiproxyAndOnlyOneKnowsDocker() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.faultline.nemesis.toxiproxy..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("eu.rekawek.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.faultline.harness.docker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava.."));
    }

    @Test
    void theSimulatorDoesNotKnowDocker() {
        check(noClasses()
                .that()
                .resideInAPackage(SIMULATOR)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.faultline.harness.docker..", "org.testcontainers..", "com.github.dockerjava.."));
    }

    @Test
    void pureCodeReadsNoClock() {
        checkPure(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .accessTargetWhere(calls("read the wall clock", ArchitectureTest::readsClock))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock"));
    }

    @Test
    void pureCodeStartsNoThreadAndWaitsForNone() {
        checkPure(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, ThreadLocal.class, java.util.Timer.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .orShould()
                .accessTargetWhere(calls("run a stream in parallel", ArchitectureTest::runsInParallel)));
    }

    @Test
    void pureCodeDrawsNoUnseededRandomNumber() {
        checkPure(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .accessTargetWhere(calls("draw without a seed", ArchitectureTest::drawsWithoutSeed))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom"));
    }

    @Test
    void pureCodeOpensNoSocket() {
        checkPure(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.channels.."));
    }

    /** History files are read and written in two packages of the checkers; what they check never is. */
    @Test
    void pureCodeOpensNoFile() {
        checkPure(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .and()
                .resideOutsideOfPackages(HISTORY_FILES)
                .should()
                .dependOnClassesThat(FILE_CLASSES));
    }

    @Test
    void noNameHidesWhatItsClassIs() {
        check(noClasses().should().haveNameMatching(".*(Utils?|Manager|Helper|Impl)"));
    }

    /** Without this, a wrong class path would leave every rule nothing to look at, and all of them would hold. */
    @Test
    void theRulesSeeAllFourModules() {
        assertThat(MAIN.stream().map(ArchitectureTest::module))
                .as("modules among the imported classes")
                .contains("node", "checkers", "nemesis", "harness");
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }

    private static void checkPure(ArchRule rule) {
        check(rule.because("the same input must give the same bytes: time, chance and bytes are passed in"));
    }

    private static DescribedPredicate<JavaClass> outside(String... packages) {
        DescribedPredicate<JavaClass> inside = resideInAnyPackage(packages);
        return describe("reside outside of " + String.join(", ", packages), type -> {
            JavaClass element = type.getBaseComponentType();
            return !element.isPrimitive() && !inside.test(element);
        });
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, java.util.function.Predicate<Call> isSuch) {
        return describe(
                what,
                access -> access.getTarget() instanceof CodeUnitAccessTarget target
                        && isSuch.test(new Call(
                                target.getOwner(),
                                target.getName(),
                                target.getRawParameterTypes().size())));
    }

    private static boolean readsClock(Call call) {
        return call.to(System.class, "currentTimeMillis", "nanoTime")
                || call.name().equals("now") && call.owner().getPackageName().startsWith("java.time")
                || call.to(java.util.Date.class, "<init>") && call.arguments() == 0
                || call.to(java.util.Calendar.class, "getInstance");
    }

    private static boolean runsInParallel(Call call) {
        return call.name().equals("parallelStream") || call.to(BaseStream.class, "parallel");
    }

    private static boolean drawsWithoutSeed(Call call) {
        return call.to(Math.class, "random")
                || call.to(StrictMath.class, "random")
                || call.to(UUID.class, "randomUUID")
                || call.to(System.class, "identityHashCode")
                || call.to(Random.class, "<init>") && call.arguments() == 0
                || call.to(SplittableRandom.class, "<init>") && call.arguments() == 0
                || call.to(RandomGenerator.class, "getDefault", "of")
                || call.to(RandomGeneratorFactory.class, "create") && call.arguments() == 0
                || call.to(Collections.class, "shuffle") && call.arguments() == 1;
    }

    private static boolean isFileClass(JavaClass type) {
        return type.getPackageName().equals("java.io")
                && (type.getSimpleName().startsWith("File")
                        || type.getSimpleName().equals("RandomAccessFile"));
    }

    private static String module(JavaClass type) {
        return type.getPackageName().split("\\.")[2];
    }

    /** A call or a method reference, reduced to what the rules ask about. */
    private record Call(JavaClass owner, String name, int arguments) {
        boolean to(Class<?> type, String... names) {
            return Set.of(names).contains(name) && owner.isAssignableTo(type);
        }
    }
}
