package cab.importrules;

import static org.assertj.core.api.Assertions.assertThat;

import cab.infrastructure.config.Capability;
import cab.infrastructure.config.Setting;
import cab.infrastructure.config.SettingsLoader;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A setting that is documented works, or its documentation says that it does not yet. */
class SettingsTest {
    private static final String CONFIG = "cab.infrastructure.config";

    /** Settings that {@code cab.infrastructure.config} itself acts on, for everybody else. */
    private static final Set<String> READ_WHILE_LOADING =
            Set.of("SYMBOL", "SECRETS_FILE", "EXCHANGE", "DATA_DIR", "DB_PATH", "LIVE_ARMED", "STRATEGIES_DIR");

    private final JavaClasses program =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("cab");

    @Test
    void theProgramReadsEverySettingThatIsSaidToWork() {
        Set<Capability> available = Capability.ofThisBuild();

        assertThat(declarations()
                        .filter(field -> settingOf(field)
                                .capability()
                                .map(available::contains)
                                .orElse(true))
                        .filter(field -> !READ_WHILE_LOADING.contains(field.getName()))
                        .filter(field -> !isReadByTheProgram(field))
                        .map(JavaField::getName))
                .as("read it where it counts, or give it a Capability that this build does not have, so that it is"
                        + " documented as not used yet")
                .isEmpty();
    }

    @Test
    void aSettingIsDeclaredUnderItsOwnNameAndStandsInTheCatalogue() {
        List<Setting<?>> catalogue = SettingsLoader.ofThisBuild().catalogue().all();

        assertThat(declarations())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(settingOf(field).name()).isEqualTo(field.getName()))
                .allSatisfy(field -> assertThat(catalogue)
                        .as("add it to the GROUP of its class")
                        .anyMatch(setting -> setting == settingOf(field)));
    }

    private Stream<JavaField> declarations() {
        return program.stream()
                .filter(type -> type.getPackageName().equals(CONFIG))
                .map(JavaClass::getFields)
                .flatMap(Set::stream)
                .filter(field -> field.getRawType().isEquivalentTo(Setting.class))
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .sorted(Comparator.comparing(JavaField::getName));
    }

    private static boolean isReadByTheProgram(JavaField field) {
        return field.getAccessesToSelf().stream()
                .anyMatch(access -> !access.getOriginOwner().getPackageName().equals(CONFIG));
    }

    private static Setting<?> settingOf(JavaField field) {
        try {
            return (Setting<?>) field.reflect().get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError("setting must be public: " + field.getFullName(), hidden);
        }
    }
}
