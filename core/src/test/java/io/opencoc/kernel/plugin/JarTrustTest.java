package io.opencoc.kernel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pf4j.PluginRuntimeException;

/** Signatures by {@code jarsigner} and keys by {@code keytool}, as an operator makes them. */
@NullUnmarked
class JarTrustTest {
    @TempDir
    static Path folder;

    static Path alice;
    static Path mallory;

    @BeforeAll
    static void keys() throws Exception {
        alice = key("alice");
        mallory = key("mallory");
    }

    private static Path key(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        run(
                "keytool",
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-keystore",
                store.toString(),
                "-storepass",
                "password",
                "-storetype",
                "PKCS12");
        KeyStore keys = KeyStore.getInstance(store.toFile(), "password".toCharArray());
        pem(
                folder.resolve(name + ".pub"),
                "PUBLIC KEY",
                keys.getCertificate(name).getPublicKey().getEncoded());
        pem(
                folder.resolve(name + ".crt"),
                "CERTIFICATE",
                keys.getCertificate(name).getEncoded());
        return store;
    }

    private static void pem(Path file, String what, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(der);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static void run(String tool, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(folder.resolve("out.txt"));
            } catch (IOException e) {
                return e.toString();
            }
        });
    }

    private static Path jar(String name) throws Exception {
        return TestPlugins.source("signed", "signed").write(folder.resolve(name));
    }

    private static Path signed(String name, Path store, String by) throws Exception {
        Path jar = jar(name);
        run("jarsigner", "-keystore", store.toString(), "-storepass", "password", jar.toString(), by);
        return jar;
    }

    private static JarTrust trust(boolean required, String... files) throws Exception {
        return JarTrust.read(
                required, List.of(files).stream().map(folder::resolve).toList());
    }

    private static String refusal(JarTrust trust, Path jar) {
        return assertThrows(PluginRuntimeException.class, () -> trust.signer(jar))
                .getMessage();
    }

    @Test
    void whatATrustedKeyHasSignedIsTaken() throws Exception {
        Path jar = signed("good.jar", alice, "alice");
        assertEquals("CN=alice", trust(true, "alice.crt").signer(jar));
        assertEquals("alice.pub", trust(true, "mallory.crt", "alice.pub").signer(jar));
        run("jarsigner", "-keystore", mallory.toString(), "-storepass", "password", jar.toString(), "mallory");
        assertEquals("CN=alice", trust(true, "alice.crt").signer(jar), "a second signature takes nothing away");
    }

    @Test
    void whatNobodyTrustedHasSignedIsRefusedWhereThatIsRequired() throws Exception {
        Path bare = jar("bare.jar");
        Path wrong = signed("wrong.jar", mallory, "mallory");
        assertTrue(refusal(trust(true, "alice.crt"), bare).contains("is not signed"));
        assertTrue(refusal(trust(true, "alice.crt"), wrong).contains("is signed by nobody in plugins.trustedKeys"));
        assertNull(trust(false, "alice.crt").signer(bare));
        assertNull(trust(false, "alice.crt").signer(wrong));
        assertNull(JarTrust.NOBODY.signer(bare));
    }

    @Test
    void whatWasChangedAfterwardsIsRefused() throws Exception {
        Path changed = signed("changed.jar", alice, "alice");
        edit(changed, "moody/Moody.class", "other");
        assertTrue(refusal(trust(true, "alice.crt"), changed).contains("changed after it was signed"));
        assertTrue(refusal(trust(false, "alice.crt"), changed).contains("changed after it was signed"));
        Path added = signed("added.jar", alice, "alice");
        edit(added, "moody/More.class", "more");
        assertTrue(refusal(trust(true, "alice.crt"), added).contains("moody/More.class is not signed"));
        Path service = signed("service.jar", alice, "alice");
        edit(service, "META-INF/services/x.Y", "x.Z");
        assertTrue(refusal(trust(true, "alice.crt"), service).contains("META-INF/services/x.Y is not signed"));
        Path manifest = signed("manifest.jar", alice, "alice");
        try (FileSystem zip = FileSystems.newFileSystem(manifest)) {
            Path file = zip.getPath("META-INF/MANIFEST.MF");
            Files.writeString(file, Files.readString(file).replace("moody.Moody", "moody.Other"));
        }
        refusal(trust(true, "alice.crt"), manifest);
    }

    private static void edit(Path jar, String entry, String content) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Path file = zip.getPath(entry);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
    }

    @Test
    void aFileWithoutAKeyIsNamed() throws Exception {
        Files.writeString(folder.resolve("empty.pem"), "hello");
        Files.writeString(folder.resolve("bad.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");
        assertTrue(assertThrows(IOException.class, () -> trust(true, "empty.pem"))
                .getMessage()
                .contains("empty.pem holds no PEM"));
        assertTrue(assertThrows(IOException.class, () -> trust(true, "bad.pem"))
                .getMessage()
                .contains("bad.pem holds something"));
    }
}
