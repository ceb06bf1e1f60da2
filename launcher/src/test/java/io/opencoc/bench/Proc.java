package io.opencoc.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says of processes. */
final class Proc {
    private static final double TICKS = 100; // USER_HZ, 100 on every Linux of today
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int USER = 11;

    private Proc() {}

    /** Processor time of a process and those of its children that have ended, in seconds; 0 when it is gone. */
    static double cpu(long pid) {
        String[] fields = stat(pid);
        if (fields.length == 0) {
            return 0;
        }
        long ticks = 0;
        for (int i = USER; i < USER + 4; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS;
    }

    /** Resident memory of a process in MB (10⁶ bytes would flatter: these are MiB); 0 when it is gone. */
    static long residentMegabytes(long pid) {
        return status(pid, "VmRSS:") / 1024;
    }

    /** The most it ever was. */
    static long peakMegabytes(long pid) {
        return status(pid, "VmHWM:") / 1024;
    }

    static long threads(long pid) {
        return status(pid, "Threads:");
    }

    private static long status(long pid, String field) {
        return read(Path.of("/proc", String.valueOf(pid), "status"))
                .lines()
                .filter(l -> l.startsWith(field))
                .map(l -> l.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** Processes that run in or below a folder, among them the embedded PostgreSQL. */
    static List<Long> startedWith(String program, Path folder) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> n.matches("\\d+"))
                    .map(Long::valueOf)
                    .filter(pid -> {
                        String line = read(Path.of("/proc", String.valueOf(pid), "cmdline"));
                        return line.contains(program) && line.contains(folder.toString());
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time of a process and everything below it, in seconds. */
    static double cpuOfTree(long pid) {
        double sum = cpu(pid);
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (String name : all.map(p -> p.getFileName().toString())
                    .filter(n -> n.matches("\\d+"))
                    .toList()) {
                String[] fields = stat(Long.parseLong(name));
                if (fields.length > PARENT && !fields[STATE].equals("Z") && Long.parseLong(fields[PARENT]) == pid) {
                    sum += cpuOfTree(Long.parseLong(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    private static String[] stat(long pid) {
        String line = read(Path.of("/proc", String.valueOf(pid), "stat"));
        return line.isEmpty()
                ? new String[0]
                : line.substring(line.lastIndexOf(')') + 2).split(" ");
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
