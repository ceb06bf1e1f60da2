/**
 * The service provider interface of OpenCOC: all that a plug-in may see of the server.
 *
 * <p>A plug-in is a jar whose manifest names {@code Plugin-Id}, {@code Plugin-Version}, {@code Plugin-Requires} (the version
 * of this API, for example {@code >=1.0.0 & <2.0.0}) and {@code Plugin-Class}, a public class with a public constructor
 * without parameters that implements {@link io.opencoc.api.OpencocPlugin}. It is loaded child-first behind a filter: besides
 * its own classes it sees the JDK, this API, Mutiny and SLF4J, and nothing of the server.
 *
 * <p>Types here grow by default methods only. Unless a type says otherwise, its methods may be called from several threads at
 * once, and methods that return a {@code Uni} must not block the caller.
 */
@NullMarked
package io.opencoc.api;

import org.jspecify.annotations.NullMarked;
