package dev.reprise.starter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.reprise.starter.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String STARTER = "dev.reprise.starter";

    @Test
    void the_house_rules_hold() {
        HouseRules.check(STARTER);
    }

    @Test
    void static_fields_are_constants() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(STARTER));
    }
}
