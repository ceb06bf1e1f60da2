package io.opencoc.kernel.sql;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items of the page
 * @param total of all pages
 */
public record Page<T>(List<T> items, long total) {}
