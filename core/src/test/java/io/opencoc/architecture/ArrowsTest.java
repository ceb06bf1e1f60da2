package io.opencoc.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: who may know whom. */
@AnalyzeClasses(packages = "io.opencoc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {

    @ArchTest
    static final ArchRule theKernelKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("io.opencoc.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.opencoc.iam..",
                    "io.opencoc.session..",
                    "io.opencoc.oidc..",
                    "io.opencoc.audit..",
                    "io.opencoc.project..",
                    "io.opencoc.tenant..",
                    "io.opencoc.engineer..",
                    "io.opencoc.shift..",
                    "io.opencoc.integration..",
                    "io.opencoc.ingest..",
                    "io.opencoc.alarm..",
                    "io.opencoc.rule..",
                    "io.opencoc.incident..",
                    "io.opencoc.routing..",
                    "io.opencoc.notification..",
                    "io.opencoc.overview..");

    @ArchTest
    static final ArchRule featuresHaveNoCircles =
            slices().matching("io.opencoc.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sqlIsWrittenInRepositoriesOnly = noClasses()
            .that()
            .haveSimpleNameEndingWith("Routes")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.opencoc.kernel.sql.Tx");

    @ArchTest
    static final ArchRule onlyTheKernelOpensConnections = noClasses()
            .that()
            .resideOutsideOfPackages("io.opencoc.kernel..", "io.opencoc.ingest..", "io.opencoc.postgres..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "io\\.vertx\\.(pgclient\\.Pg(Connection|Builder)|sqlclient\\.Pool|sqlclient\\.SqlConnection)");

    @ArchTest
    static final ArchRule thePluginApiStandsAlone = classes()
            .that()
            .resideInAPackage("io.opencoc.api..")
            .and()
            // The contract tests, which are in a jar of their own.
            .resideOutsideOfPackage("io.opencoc.api.contract..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.opencoc.api..",
                    "java..",
                    "io.smallrye.mutiny..",
                    "org.slf4j..",
                    "org.pf4j..",
                    "org.jspecify..");
}
