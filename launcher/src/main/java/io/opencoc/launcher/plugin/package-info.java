/** What {@code coc plugin} does: look at jars, check one, and write the beginnings of one. */
@NullMarked
package io.opencoc.launcher.plugin;

import org.jspecify.annotations.NullMarked;
