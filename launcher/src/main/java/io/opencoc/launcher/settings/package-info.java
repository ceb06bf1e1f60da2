/**
 * What can be set: a file, over it the environment, over that the command line. Every key has a type, a range and a default; all that is wrong
 * is told at once.
 */
@NullMarked
package io.opencoc.launcher.settings;

import org.jspecify.annotations.NullMarked;
