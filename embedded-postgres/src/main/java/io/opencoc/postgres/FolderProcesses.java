package io.opencoc.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes of PostgreSQL that work in one data folder, whoever started them; found through {@code /proc}. */
final class FolderProcesses {

    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb");

    private final Path folder;

    FolderProcesses(Path folder) {
        this.folder = folder;
    }

    /** Everything alive right now. Zombies are not. */
    List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses()
                .filter(process -> isOurs(process.pid()))
                .toList();
    }

    /** Those that no other of them started: a postmaster, an initdb, or what their death left over. */
    List<ProcessHandle> roots() {
        List<ProcessHandle> all = alive();
        Set<Long> pids = all.stream().map(ProcessHandle::pid).collect(Collectors.toSet());
        return all.stream()
                .filter(process ->
                        process.parent().map(p -> !pids.contains(p.pid())).orElse(true))
                .toList();
    }

    /**
     * True when there is such a process and it is a zombie, another program, or PostgreSQL in another folder; false when
     * in doubt.
     */
    boolean isForeign(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            // "pid (name) state …"; the name may have brackets of its own
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            int end = stat.lastIndexOf(')');
            String name = stat.substring(stat.indexOf('(') + 1, end);
            return stat.charAt(end + 2) == 'Z'
                    || !PROGRAMS.contains(name)
                    || !Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
        } catch (IOException | StringIndexOutOfBoundsException e) {
            return false;
        }
    }

    /** A person's shell may stand in the folder too: only PostgreSQL's own programs count. */
    private boolean isOurs(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return PROGRAMS.contains(Files.readString(process.resolve("comm")).strip()) && worksHere(process);
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    private boolean worksHere(Path process) throws IOException {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
        } catch (IOException e) {
            // root in a container may not look at the folder of another user's process, but sees its arguments
            String arguments = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            return arguments.contains("\0" + folder + "/") || arguments.contains("=" + folder + "/");
        }
    }
}
