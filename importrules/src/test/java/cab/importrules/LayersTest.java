package cab.importrules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point inwards: app and cli, infrastructure, application, domain. */
@AnalyzeClasses(packages = "cab", importOptions = DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule domainStandsOnTheJdkAlone = classes()
            .that()
            .resideInAPackage("cab.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("cab.domain..", "java..", "org.jspecify..")
            .because("what a trade is must not change when a library does: put the library behind a port of the"
                    + " application and its adapter in infrastructure");

    @ArchTest
    static final ArchRule domainTouchesNothingOutside = noClasses()
            .that()
            .resideInAPackage("cab.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..", "java.util.logging..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|Print|Buffered|.*Stream|.*Reader|.*Writer).*")
            .because("the domain decides and returns what it decided: files, sockets, databases and logs belong to"
                    + " infrastructure");

    @ArchTest
    static final ArchRule domainDoesNotLog = noClasses()
            .that()
            .resideInAPackage("cab.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..")
            .because(
                    "the domain returns what happened, with its reason; the application decides what of it is worth a line");

    @ArchTest
    static final ArchRule applicationKnowsOnlyTheDomain = classes()
            .that()
            .resideInAPackage("cab.application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("cab.application..", "cab.domain..", "java..", "org.jspecify..")
            .because("use cases must run in a backtest, on paper and live without change: what differs stands behind a"
                    + " port that the application owns");

    @ArchTest
    static final ArchRule onlyTheCompositionRootKnowsAdapters = noClasses()
            .that()
            .resideOutsideOfPackages("cab.infrastructure..", "cab.app..", "cab.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cab.infrastructure..")
            .because("adapters are chosen in one place, cab.app; everybody else asks for the port");

    @ArchTest
    static final ArchRule nobodyDependsOnTheCompositionRoot = noClasses()
            .that()
            .resideOutsideOfPackages("cab.app..", "cab.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cab.app..")
            .because(
                    "cab.app puts the parts together, so no part can need it: move what is shared to the layer that owns it");

    @ArchTest
    static final ArchRule onlyOneAdapterKnowsTa4j = noClasses()
            .that()
            .resideOutsideOfPackages("cab.infrastructure.ta4j..", "cab.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ta4j..")
            .because(
                    "signals of the program come from its own indicators, which cost nothing per candle; ta4j is what users"
                            + " may bring along");

    @ArchTest
    static final ArchRule onlyTheCompositionRootKnowsTheCommands = noClasses()
            .that()
            .resideOutsideOfPackages("cab.cli..", "cab.app..", "cab.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cab.cli..")
            .because(
                    "a command calls a use case, never the other way round: return the result and let the command print it");

    @ArchTest
    static final ArchRule theLauncherStandsAlone = classes()
            .that()
            .resideInAPackage("cab.launcher..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("cab.launcher..", "java..", "org.jspecify..")
            .because("it must start on an older Java, where every other class of the program cannot even be loaded");

    @ArchTest
    static final ArchRule noPackageCycles = slices().matching("cab.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other can only be understood, tested and moved together: turn one of the"
                    + " directions round, or move what both need into a third");
}
