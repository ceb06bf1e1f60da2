/**
 * Measures the executable from outside, as processes of its own: {@code bench/run}. Needs Linux, for /proc. The results of record, with the
 * commands, are in {@code docs/benchmarks.md}.
 */
package io.opencoc.bench;
