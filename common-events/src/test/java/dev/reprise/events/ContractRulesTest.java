package dev.reprise.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ContractRulesTest {

    private static final JavaClasses CONTRACT = new ClassFileImporter().importPackages("dev.reprise.events");

    @Test
    void the_contract_knows_no_spring_and_no_jackson_2() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
                .check(CONTRACT);
    }
}
