/**
 * Alarms from Nagios, by a notification command: a small script that posts a notification's macros as a form. JSON with the same names is
 * read too.
 */
@NullMarked
package io.opencoc.plugin.nagios;

import org.jspecify.annotations.NullMarked;
