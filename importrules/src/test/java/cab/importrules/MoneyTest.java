package cab.importrules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/** What costs money when it is wrong: exact amounts, and one door to the exchange. */
@AnalyzeClasses(packages = "cab", importOptions = DoNotIncludeTests.class)
class MoneyTest {
    private static final String[] EXACT = {"cab.domain.money..", "cab.domain.order.."};
    private static final Set<String> INEXACT =
            Set.of("double", "float", "java.lang.Double", "java.lang.Float", "[D", "[F");
    private static final String AMOUNTS =
            "amounts are exact decimals from the exchange's text to the exchange's text: signals are computed in double,"
                    + " and can never become an amount";

    @ArchTest
    static final ArchRule amountsAreStoredExactly = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(EXACT)
            .should(new ArchCondition<JavaField>("not be double or float") {
                @Override
                public void check(JavaField field, ConditionEvents events) {
                    if (isInexact(field.getRawType())) {
                        events.add(SimpleConditionEvent.violated(field, field.getDescription() + " is inexact"));
                    }
                }
            })
            .because(AMOUNTS);

    @ArchTest
    static final ArchRule amountsAreExchangedExactly = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(EXACT)
            .should(new ArchCondition<JavaCodeUnit>("not take or return double or float") {
                @Override
                public void check(JavaCodeUnit unit, ConditionEvents events) {
                    if (Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                            .anyMatch(MoneyTest::isInexact)) {
                        events.add(SimpleConditionEvent.violated(unit, unit.getDescription() + " is inexact"));
                    }
                }
            })
            .because(AMOUNTS);

    @ArchTest
    static final ArchRule ordersLeaveThroughOneDoor = noClasses()
            .that(describe(
                    "are neither the execution engine nor an adapter around an adapter",
                    type -> !type.getPackageName().startsWith("cab.application.execution")
                            && !type.isAssignableTo("cab.application.port.Broker")))
            .should()
            .accessTargetWhere(placesAnOrder())
            .because(
                    "only the execution engine commits the intent before it sends it, reserves its value and resolves an"
                            + " unknown outcome: an order from anywhere else could be bought twice");

    private static DescribedPredicate<JavaAccess<?>> placesAnOrder() {
        return describe(
                "Broker.place",
                access -> access.getTarget().getName().equals("place")
                        && access.getTargetOwner().isAssignableTo("cab.application.port.Broker"));
    }

    private static boolean isInexact(JavaClass type) {
        return INEXACT.contains(type.getName());
    }
}
