/**
 * A PostgreSQL of our own: {@link io.opencoc.postgres.EmbeddedPostgres} starts, watches and stops one that lives in a
 * data folder, without anything being installed on the host.
 *
 * <p>How a start goes: the folder is locked ({@code DataFolder}); the binaries are unpacked from the class path
 * ({@code Binaries}); a user that PostgreSQL accepts is chosen, since it refuses to run as root ({@code RunAs}); what a
 * killed server left running is stopped ({@code FolderProcesses}); the cluster is made in a staging folder and renamed
 * ({@code NewCluster}); the postmaster is started and waited for ({@code PostmasterStart}, {@code Postmaster}).
 *
 * <p>The data folder:
 *
 * <pre>
 * lock                 locked while a server owns the folder; holds its process id
 * superuser.password   readable by the owner alone
 * port                 the port of the last start, used again when still free
 * postgres.log         what PostgreSQL says, bounded; postgres.log.1 is what was there before
 * cluster/             PostgreSQL's own data folder
 * staging/             a cluster being made; thrown away when found at a start
 * binaries/            PostgreSQL's programs, one folder per version, unless kept elsewhere
 * </pre>
 *
 * <p>A kill at any moment of the server, of PostgreSQL or of both leaves a folder that the next start can use, with
 * every committed row in it.
 */
@NullMarked
package io.opencoc.postgres;

import org.jspecify.annotations.NullMarked;
