package io.opencoc.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One run.
 *
 * @param seed of every choice; the moments at which they meet the server are its own
 * @param length of the load under blows; starting and checking come on top
 * @param kinds that come in turn, each as often as the others
 * @param leastOfEach kind, however long that takes
 * @param longestPause between the recovery from one blow and the next
 * @param longestStop of a stopped process
 * @param settle how long everything may take to be right after the last blow; more than the two minutes after which a message is sent again
 *     whose sending a crash interrupted
 * @param slowestMail that the mail server takes to acknowledge one that it has: a crash meanwhile leaves open whether it was sent
 * @param mount whether a file system of the run's own may be mounted, which needs root
 * @param folder for everything; its content is deleted
 */
record Plan(
        long seed,
        Duration length,
        List<Blow> kinds,
        int leastOfEach,
        Duration longestPause,
        Duration longestStop,
        Duration settle,
        Duration slowestMail,
        int senders,
        boolean mount,
        Path folder) {}
