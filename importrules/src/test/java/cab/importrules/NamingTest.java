package cab.importrules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Names are words of the trade, and types say what may be done with them. */
@AnalyzeClasses(packages = "cab", importOptions = DoNotIncludeTests.class)
class NamingTest {
    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .that()
            .doNotHaveSimpleName("RiskManager")
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Processor")
            .because(
                    "such a name fits anything, so the class will come to hold anything: name the role (a port is a plain"
                            + " noun, an adapter is technology plus port). RiskManager is a word of the specification");

    @ArchTest
    static final ArchRule interfacesHaveNoPrefix = noClasses()
            .that()
            .areInterfaces()
            .should()
            .haveNameMatching(".*[.$]I[A-Z][a-z].*")
            .because(
                    "the interface is the thing and takes its plain name; the implementation adds what is special about it");

    @ArchTest
    static final ArchRule domainTypesAreClosed = classes()
            .that()
            .resideInAPackage("cab.domain..")
            .should(new ArchCondition<JavaClass>("be records, enums, interfaces, sealed or final") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!isClosed(type)) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getDescription() + " can be extended by anybody"));
                    }
                }
            })
            .because(
                    "a value or rule that can be subclassed from outside keeps no promise, and a switch over it is never"
                            + " complete");

    @ArchTest
    static final ArchRule onlyTheEdgePrints = noClasses()
            .that()
            .resideOutsideOfPackages("cab.cli..", "cab.app..", "cab.launcher..", "cab.benchmarks..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessTargetWhere(describe(
                    "printStackTrace", access -> access.getTarget().getName().equals("printStackTrace")))
            .because("standard output belongs to the command that was asked (one JSON document with --json): return the"
                    + " result, or log it");

    private static boolean isClosed(JavaClass type) {
        return type.isRecord()
                || type.isEnum()
                || type.isInterface()
                || type.isAnonymousClass()
                || type.getModifiers().contains(FINAL)
                || type.reflect().isSealed();
    }
}
