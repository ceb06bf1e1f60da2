package io.opencoc.shift;

/** How the people of a scenario are planned. */
enum Mode {
    /** The same people day and night, on all days or on some. */
    FIXED,
    /** People take turns, shift by shift. */
    SHIFT
}
