package io.opencoc.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code coc --version} prints: the version, the commit it was built from, and the Java that runs it. */
public final class Version implements IVersionProvider {

    private static final String RESOURCE = "build.properties";

    /** The version alone. */
    public static String number() throws IOException {
        return build().getProperty("version");
    }

    private static Properties build() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + " is not in this build");
            }
            build.load(in);
        }
        return build;
    }

    @Override
    public String[] getVersion() throws IOException {
        Properties build = build();
        return new String[] {
            "coc " + build.getProperty("version"),
            "commit " + build.getProperty("commit"),
            "Java " + System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor")
        };
    }
}
