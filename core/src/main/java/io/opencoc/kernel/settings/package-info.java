/**
 * Settings of extensions: checked by the schema that the extension declares, with its secrets encrypted at rest and never taken to another place
 * than the one for which they were given.
 */
@NullMarked
package io.opencoc.kernel.settings;

import org.jspecify.annotations.NullMarked;
