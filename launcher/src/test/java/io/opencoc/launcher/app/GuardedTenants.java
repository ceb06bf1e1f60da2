package io.opencoc.launcher.app;

import io.opencoc.launcher.SourceJar;
import java.nio.file.Path;

/** A server with three tenants that have one of everything. */
final class GuardedTenants implements AutoCloseable {
    /** One plug-in for all of them: it belongs to the installation. */
    static final String PLUGIN = "guarded-plugin";

    private final App app;
    final TestPeople people;
    /** Whose things are attacked, who attacks, and who is changed by those who may. */
    final TenantThings attacked;

    final TenantThings attacker;
    final TenantThings changed;

    GuardedTenants(Path data) throws Exception {
        new SourceJar(PLUGIN, "1.0.0", "").into(data.resolve("plugins"), "guarded.jar");
        app = TestApp.start(data);
        people = new TestPeople(app, data);
        attacked = make("attacked", "heron");
        attacker = make("attacker", "magpie");
        changed = make("changed", "wren");
    }

    private TenantThings make(String tenant, String word) throws Exception {
        TenantThings things = TenantThings.make(people.user(tenant, "coc:*:*"), word);
        things.ids().put("tenants", people.tenant(things));
        things.ids().put("plugins", PLUGIN);
        people.entrust(tenant, word);
        return things;
    }

    @Override
    public void close() throws Exception {
        people.close();
        app.stop();
    }
}
