package io.opencoc.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.opencoc.kernel.secret.Secrets;

/** Whatever rests encrypted has to be encrypted anew when the master key changes. */
@AnalyzeClasses(packages = "io.opencoc", importOptions = ImportOption.DoNotIncludeTests.class)
class EncryptionTest {

    @ArchTest
    static final ArchRule whoEncryptsIsKnownToTheChangeOfKeys = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.opencoc.integration.Key")
            .and()
            .doNotHaveFullyQualifiedName("io.opencoc.kernel.settings.ExtensionSettings")
            .and()
            .doNotHaveFullyQualifiedName("io.opencoc.oidc.IdentityProviderService")
            .and()
            .doNotHaveFullyQualifiedName("io.opencoc.audit.TrailKey")
            // In a cookie, for minutes.
            .and()
            .doNotHaveFullyQualifiedName("io.opencoc.oidc.OidcState")
            .and()
            .doNotHaveFullyQualifiedName("io.opencoc.kernel.sql.Reencryption")
            .should()
            .callMethod(Secrets.class, "encrypt", String.class, String.class)
            .because("its column is to be named in the launcher's EncryptedColumns, and then its class here");
}
