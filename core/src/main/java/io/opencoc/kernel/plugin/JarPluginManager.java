package io.opencoc.kernel.plugin;

import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultExtensionFinder;
import org.pf4j.DefaultPluginStatusProvider;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.JarPluginRepository;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.VersionManager;

/** PF4J with this server's manifest rules, class loaders and entry class, for one jar: so two versions of a plug-in can be loaded. */
final class JarPluginManager extends AbstractPluginManager {

    JarPluginManager(Path jar) {
        super(List.of(jar.toAbsolutePath().getParent()));
        setSystemVersion(PluginHost.API_VERSION);
        setExactVersionAllowed(true);
    }

    /**
     * Loads and starts one jar.
     *
     * @throws RuntimeException with the reason; then nothing of the jar stays loaded
     */
    EntryPlugin open(Path jar) {
        String id = loadPlugin(jar);
        if (startPlugin(id) != PluginState.STARTED) {
            Throwable failure = getPlugin(id).getFailedException();
            unloadPlugin(id);
            throw failure instanceof PluginRuntimeException known
                    ? known
                    : new PluginRuntimeException(failure, failure == null ? "it did not start" : failure.toString());
        }
        return (EntryPlugin) getPlugin(id).getPlugin();
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new ManifestFinder(new DefaultVersionManager(), PluginHost.API_VERSION);
    }

    @Override
    protected PluginLoader createPluginLoader() {
        SharedClasses shared = new SharedClasses(JarPluginManager.class.getClassLoader());
        return new PluginLoader() {
            @Override
            public boolean isApplicable(Path path) {
                return true;
            }

            @Override
            public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                try {
                    return new ChildFirstClassLoader(
                            descriptor.getPluginId(), path.toUri().toURL(), shared);
                } catch (MalformedURLException e) {
                    throw new PluginRuntimeException(e, "its path cannot be written as an address");
                }
            }
        };
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return EntryPlugin::new;
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new JarPluginRepository(getPluginsRoots());
    }

    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new DefaultExtensionFactory();
    }

    @Override
    protected ExtensionFinder createExtensionFinder() {
        return new DefaultExtensionFinder(this);
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new DefaultPluginStatusProvider(getPluginsRoot());
    }

    @Override
    protected VersionManager createVersionManager() {
        return new DefaultVersionManager();
    }
}
