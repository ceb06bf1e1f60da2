package io.opencoc.kernel.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parent of every plug-in's class loader: the JDK and what the API's signatures need, and nothing else of the server; neither
 * classes nor resources, so that {@link java.util.ServiceLoader} finds none of the server's providers either.
 */
final class SharedClasses extends ClassLoader {
    private static final List<String> PACKAGES = List.of("io.opencoc.api.", "io.smallrye.mutiny.", "org.slf4j.");
    private static final Set<String> CLASSES = Set.of("org.pf4j.ExtensionPoint", "org.pf4j.Extension");

    private final ClassLoader host;

    SharedClasses(ClassLoader host) {
        super("opencoc-api", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    /** Whether a class comes from the server always, even when a plug-in brings a copy of its own. */
    static boolean contains(String className) {
        return CLASSES.contains(className) || PACKAGES.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!contains(name)) {
            throw new ClassNotFoundException(name);
        }
        return host.loadClass(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return Collections.emptyEnumeration();
    }
}
