package cab.importrules;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The core runs on events and an injected clock, so that a test drives a month in a second and a run repeats exactly.
 */
@AnalyzeClasses(
        packages = {"cab.domain", "cab.application"},
        importOptions = DoNotIncludeTests.class)
class DeterminismTest {
    private static final String TO_REPEAT =
            "a run must repeat exactly from its data and its seed, in any zone, on any machine: ";

    @ArchTest
    static final ArchRule timeComesFromOutside = noClasses()
            .should()
            .accessTargetWhere(target("the clock or the zone of the machine", DeterminismTest::isAmbientTime))
            .because(TO_REPEAT + "take an InstantSource in the constructor, or the time of the event");

    @ArchTest
    static final ArchRule chanceComesFromOutside = noClasses()
            .should()
            .accessTargetWhere(target("unseeded randomness", DeterminismTest::isAmbientChance))
            .because(TO_REPEAT + "take a generator with a seed, and derive ids from what they name");

    @ArchTest
    static final ArchRule theMachineStaysOutside = noClasses()
            .should()
            .accessTargetWhere(target("the machine's settings", DeterminismTest::isAmbientSetting))
            .because(
                    TO_REPEAT
                            + "settings are read once, in infrastructure, and passed in; locale-dependent calls get Locale.ROOT");

    @ArchTest
    static final ArchRule threadsStayOutside = noClasses()
            .should()
            .accessTargetWhere(target("threads", DeterminismTest::isThreading))
            .because(
                    "every state has one owner and one thread, which infrastructure provides: wait through the Scheduler"
                            + " port, talk through the mailbox");

    @ArchTest
    static final ArchRule nothingIsSynchronized = noMethods()
            .should()
            .haveModifier(SYNCHRONIZED)
            .because(
                    "a lock hides that two owners share a state: give the state to one of them and send the other a message");

    private static boolean isAmbientTime(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (owner) {
            case "java.lang.System" -> Set.of("currentTimeMillis", "nanoTime").contains(name);
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.time.InstantSource" -> name.equals("system");
            case "java.time.ZoneId" -> name.equals("systemDefault");
            case "java.util.TimeZone" -> name.equals("getDefault");
            case "java.util.Date", "java.util.Calendar", "java.util.GregorianCalendar" -> true;
            default -> owner.startsWith("java.time.") && name.equals("now");
        };
    }

    private static boolean isAmbientChance(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (owner) {
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom" -> true;
            case "java.util.Random", "java.util.SplittableRandom" -> isNoArgumentConstructor(target);
            case "java.util.Collections" -> name.equals("shuffle") && parameters(target) == 1;
            default -> false;
        };
    }

    private static boolean isAmbientSetting(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (owner) {
            case "java.lang.System" ->
                Set.of("getenv", "getProperty", "getProperties", "lineSeparator")
                        .contains(name);
            case "java.util.Locale" -> name.equals("getDefault");
            case "java.lang.Runtime" -> true;
            default -> false;
        };
    }

    private static boolean isThreading(AccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (owner) {
            case "java.lang.Object" -> name.startsWith("notify") || name.equals("wait");
            case "java.util.concurrent.CompletableFuture" ->
                name.endsWith("Async")
                        || Set.of("orTimeout", "completeOnTimeout", "delayedExecutor", "join", "get")
                                .contains(name);
            case "java.util.Timer",
                    "java.util.concurrent.Executors",
                    "java.util.concurrent.ForkJoinPool",
                    "java.util.concurrent.ThreadPoolExecutor",
                    "java.util.concurrent.ScheduledThreadPoolExecutor",
                    "java.util.concurrent.CountDownLatch",
                    "java.util.concurrent.Semaphore",
                    "java.util.concurrent.CyclicBarrier" -> true;
            default ->
                owner.startsWith("java.lang.Thread")
                        || owner.startsWith("java.util.concurrent.locks.")
                        || (owner.startsWith("java.util.") && name.startsWith("parallel"));
        };
    }

    private static boolean isNoArgumentConstructor(AccessTarget target) {
        return target.getName().equals("<init>") && parameters(target) == 0;
    }

    private static int parameters(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().size()
                : 0;
    }

    private static DescribedPredicate<JavaAccess<?>> target(String description, Predicate<AccessTarget> forbidden) {
        return DescribedPredicate.describe(description, access -> forbidden.test(access.getTarget()));
    }
}
