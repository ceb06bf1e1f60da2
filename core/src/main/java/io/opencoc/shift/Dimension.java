package io.opencoc.shift;

/** For what a scenario's schedules are made. */
enum Dimension {
    /** For everything alike. */
    GLOBAL,
    /** For each application, in a region or in all. */
    APPLICATION
}
