/**
 * The server as a whole: {@code App} starts its parts in order and stops them in reverse, in a process of its own or inside a test.
 *
 * <p>The order: data folder, master key, PostgreSQL, migrations, Vert.x, kernel, features, first user, listener.
 */
@NullMarked
package io.opencoc.launcher.app;

import org.jspecify.annotations.NullMarked;
