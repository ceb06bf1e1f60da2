package io.opencoc.launcher.plugin;

import io.opencoc.kernel.plugin.InspectedJar;
import io.opencoc.kernel.plugin.JarTrust;
import io.opencoc.kernel.plugin.PluginCatalogue;
import io.opencoc.launcher.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The plug-ins as a table. */
public final class PluginList {
    private PluginList() {}

    /** Prints them; gives whether all can be loaded, as far as their files say. */
    public static boolean print(Settings.Plugins settings, PrintStream out) throws IOException {
        JarTrust trust = JarTrust.read(settings.requireSigned(), settings.trustedKeys());
        String row = "%-36s %-24s %-12s %-20s %s%n";
        out.printf(row, "FILE", "ID", "VERSION", "API", "");
        boolean good = true;
        for (InspectedJar jar : PluginCatalogue.of(PluginList.class.getClassLoader(), settings.folder(), trust)) {
            out.printf(
                    row,
                    jar.file(),
                    text(jar.manifest().id()),
                    text(jar.manifest().version()),
                    text(jar.manifest().requires()),
                    remark(jar));
            good &= jar.problem() == null;
        }
        return good;
    }

    private static String remark(InspectedJar jar) {
        if (jar.problem() != null) {
            return "NOT LOADABLE: " + jar.problem();
        }
        return jar.bundled() ? "bundled" : jar.signer() == null ? "" : "signed by " + jar.signer();
    }

    private static String text(@Nullable String value) {
        return value == null ? "-" : value;
    }
}
