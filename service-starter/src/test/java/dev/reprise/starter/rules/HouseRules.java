package dev.reprise.starter.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

/// How every service is built. A service checks it in a plain test of its own:
///
/// ```java
/// HouseRules.check("dev.reprise.post");
/// ```
///
/// The service needs ArchUnit itself: what a test-jar depends on does not come along with it.
public final class HouseRules {

    private HouseRules() {}

    /// Checks the service's own classes, its tests left out.
    ///
    /// @param service the service's root package
    /// @throws AssertionError that names each class breaking a rule, or when there is no class in `service`
    public static void check(String service) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(service);
        CompositeArchRule.of(standsAlone(service))
                .and(controllersArePackagePrivate())
                .and(NO_CLASSES_SHOULD_USE_FIELD_INJECTION)
                .and(knowsNoJackson2())
                .and(packagesAreFeatures(service))
                .and(hasNoCycles(service))
                .check(classes);
    }

    private static ArchRule standsAlone(String service) {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.reprise..")
                        .and(resideOutsideOfPackages(service + "..", "dev.reprise.events..", "dev.reprise.starter..")))
                .because("a service is built, shipped and stopped without the others");
    }

    private static ArchRule controllersArePackagePrivate() {
        return classes()
                .that()
                .areMetaAnnotatedWith("org.springframework.stereotype.Controller")
                .or()
                .haveSimpleNameEndingWith("Controller")
                .should()
                .bePackagePrivate()
                .because("nothing but HTTP calls a controller")
                .allowEmptyShould(true);
    }

    private static ArchRule knowsNoJackson2() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind.."))
                .because("Jackson 2 on the class path is a library's own affair");
    }

    private static ArchRule packagesAreFeatures(String service) {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..helper..", "..dto..", "..impl..", "..common..", service + ".config..")
                .because("packages are features");
    }

    private static ArchRule hasNoCycles(String service) {
        return slices().matching(service + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }
}
