package murmur;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The walls between the packages. Rules hold for packages that are still empty, so that the first class in one is
/// already held to them.
class ArchitectureTest {
    /// Bottom-up: a package may import the packages before it, and `murmur` itself.
    private static final List<String> ORDER = List.of(
            "random",
            "math",
            "data",
            "model",
            "training",
            "topology",
            "sharing",
            "privacy",
            "mixing",
            "transport",
            "node",
            "attack",
            "experiment",
            "launch",
            "report",
            "bench",
            "cli");

    private static final Set<String> WORDS_THAT_SAY_NOTHING =
            Set.of("core", "common", "util", "utils", "helper", "manager", "base", "abstract", "impl");

    /// Generators that are seeded by the machine, or whose bits are not ours to promise.
    private static final String FOREIGN_GENERATORS = "java\\.util\\.(Random|SplittableRandom)"
            + "|java\\.util\\.concurrent\\.ThreadLocalRandom"
            + "|java\\.util\\.random\\.RandomGeneratorFactory"
            + "|java\\.security\\.SecureRandom";

    private static final String RANDOM_CALLS = "java\\.lang\\.(Math|StrictMath)\\.random\\(.*"
            + "|java\\.util\\.UUID\\.randomUUID\\(.*"
            + "|java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)"
            + "|java\\.util\\.random\\.RandomGenerator\\.(of|getDefault)\\(.*";

    private static final String DEVICE_TYPES = "org\\.bytedeco\\.pytorch\\."
            + "(Device\\w*|TensorOptions|Context|CUDA\\w*|cuda\\..*|global\\.torch(_cuda|\\$DeviceType)).*";

    private static final String DEVICE_CALLS =
            "org\\.bytedeco\\.pytorch\\.(Tensor|TensorBase|JitModule)\\.(cpu|cuda|is_(cpu|cuda|meta)|pin_memory)\\(.*"
                    + "|org\\.bytedeco\\.pytorch\\.global\\.torch\\.\\w*(cuda|CUDA)\\w*\\(.*";

    private static final String CLOCK_CALLS = "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(.*"
            + "|java\\.time\\.\\w+\\.now\\(.*"
            + "|java\\.time\\.(Clock|InstantSource)\\.(system|tick)\\w*\\(.*"
            + "|java\\.util\\.Date\\.<init>\\(\\)";

    private static final String ENDING_OR_PRINTING_CALLS =
            "java\\.lang\\.(System\\.exit|Runtime\\.(exit|halt))\\(.*|.*\\.printStackTrace\\(\\)";

    private static final String MUTABLE_HOLDERS = "java\\.util\\.concurrent\\.(atomic\\.|Concurrent|CopyOnWrite).*"
            + "|java\\.lang\\.(ThreadLocal|StringBuilder|StringBuffer)"
            + "|java\\.util\\.(ArrayList|LinkedList|ArrayDeque|PriorityQueue|BitSet)"
            + "|java\\.util\\.((Linked|Weak|Identity)?Hash|Tree|Enum)(Map|Set)";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("murmur");

    static List<String> packages() {
        return ORDER;
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packagesImportOnlyThoseBeforeThemInTheOrder(String name) {
        String[] later = ORDER.stream()
                .skip(ORDER.indexOf(name) + 1L)
                .map(ArchitectureTest::inside)
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(inside(name))
                .should()
                .dependOnClassesThat(resideInAnyPackage(later)));
    }

    @Test
    void theRootPackageKnowsNoOther() {
        check(noClasses().that().resideInAPackage("murmur").should().dependOnClassesThat(resideInAPackageOfOurs()));
    }

    @Test
    void everyPackageHasAPlaceInTheOrder() {
        assertThat(OURS.stream().flatMap(ArchitectureTest::firstSegment).distinct())
                .isSubsetOf(ORDER);
    }

    @Test
    void packagesFormNoCycles() {
        check(slices().matching("murmur.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theLearningLoopTouchesNoFilesAndNoNetwork() {
        check(noClasses()
                .that()
                .resideInAPackage(inside("node"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.net..", "java.nio.channels..")
                        .or(nameMatching("java\\.io\\.(File|RandomAccessFile).*"))));
    }

    /// The threat model is a type: what an adversary saw.
    @Test
    void attacksNeverSeeANode() {
        check(noClasses()
                .that()
                .resideInAPackage(inside("attack"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(inside("node"), inside("launch"), inside("report"))));
    }

    @Test
    void randomnessComesFromThePackageRandomOnly() {
        check(noClasses()
                .should()
                .dependOnClassesThat(nameMatching(FOREIGN_GENERATORS))
                .orShould()
                .accessTargetWhere(targets(RANDOM_CALLS)));
    }

    /// What a graphics card needs is in one place.
    @Test
    void oneTypeAloneKnowsTheDevicesOfLibtorch() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("murmur.model.Device")
                .should()
                .dependOnClassesThat(nameMatching(DEVICE_TYPES))
                .orShould()
                .accessTargetWhere(targets(DEVICE_CALLS)));
    }

    @Test
    void onlyTheOutermostPackagesReadAClock() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(inside("launch"), inside("report"), inside("bench"), inside("cli"))
                .should()
                .accessTargetWhere(targets(CLOCK_CALLS)));
    }

    @Test
    void nothingUsesJavaSerialization() {
        check(noClasses().should().dependOnClassesThat(nameMatching("java\\.io\\.(Object.*Stream|Externalizable)")));
    }

    @Test
    void onlyTheCommandLinePrintsAndEndsTheProcess() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(inside("cli"))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .orShould()
                .accessTargetWhere(targets(ENDING_OR_PRINTING_CALLS)));
    }

    @Test
    void staticFieldsAreConstants() {
        check(fields().that().areStatic().should().beFinal().andShould().notHaveRawType(nameMatching(MUTABLE_HOLDERS)));
    }

    @Test
    void classNamesSayWhatAThingIs() {
        check(classes()
                .should()
                .haveNameNotMatching(".*[.$](Abstract|Base)(?=[A-Z])[^.$]*")
                .andShould()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Base)"));
    }

    @Test
    void packageNamesAreWordsOfTheField() {
        assertThat(OURS.stream()
                        .map(JavaClass::getPackageName)
                        .flatMap(name -> Stream.of(name.split("\\.")))
                        .distinct())
                .doesNotContainAnyElementsOf(WORDS_THAT_SAY_NOTHING);
    }

    @Test
    void theseRulesHaveClassesToHold() {
        assertThat(OURS).isNotEmpty();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(OURS);
    }

    private static String inside(String name) {
        return "murmur." + name + "..";
    }

    private static DescribedPredicate<JavaClass> resideInAPackageOfOurs() {
        return resideInAnyPackage(ORDER.stream().map(ArchitectureTest::inside).toArray(String[]::new));
    }

    private static Stream<String> firstSegment(JavaClass type) {
        return Stream.of(type.getPackageName().split("\\.")).skip(1).limit(1);
    }

    private static DescribedPredicate<JavaAccess<?>> targets(String pattern) {
        return describe(
                "target matches " + pattern,
                access -> access.getTarget().getFullName().matches(pattern));
    }
}
