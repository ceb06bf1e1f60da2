package io.opencoc.attachment;

import io.opencoc.kernel.reactive.Reactive;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/**
 * Content in a folder: {@code incoming/} for what is on its way in, and {@code <tenant>/<last two digits of the id>/<id>}. Nothing that comes
 * from outside is part of a path.
 */
final class DiskStore implements AttachmentStore {
    private static final int AT_ONCE = 500;

    private final Vertx vertx;
    private final Path folder;
    private final Path incoming;
    private final Clock clock;

    /** The folder is made when it is missing. */
    DiskStore(Vertx vertx, Path folder, Clock clock) {
        this.vertx = vertx;
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        this.clock = clock;
    }

    private FileSystem files() {
        return vertx.fileSystem();
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return Reactive.uni(() -> vertx.executeBlocking(work, false));
    }

    @Override
    public Uni<String> incoming() {
        return Reactive.uni(() -> files().mkdirs(incoming.toString(), "rwx------")
                .compose(v -> files().createTempFile(incoming.toString(), "upload-", "", "rw-------")));
    }

    @Override
    public Uni<Void> keep(String from, UUID tenant, UUID id) {
        return blocking(() -> {
            Path to = place(tenant, id);
            Path parent = to.resolveSibling("");
            Files.createDirectories(
                    parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.move(Path.of(from), to, StandardCopyOption.ATOMIC_MOVE);
            // The name in the folder too has to be on the disk before a row says that it is.
            try (FileChannel names = FileChannel.open(parent, StandardOpenOption.READ)) {
                names.force(true);
            }
            return null;
        });
    }

    private Path place(UUID tenant, UUID id) {
        String name = id.toString();
        return folder.resolve(tenant.toString())
                .resolve(name.substring(name.length() - 2))
                .resolve(name);
    }

    @Override
    public String file(UUID tenant, UUID id) {
        return place(tenant, id).toString();
    }

    @Override
    public Uni<Void> delete(UUID tenant, UUID id) {
        return discard(file(tenant, id));
    }

    @Override
    public Uni<Void> discard(String file) {
        return Reactive.<Void>uni(() -> files().delete(file)
                .recover(f -> f.getCause() instanceof NoSuchFileException
                        ? Future.succeededFuture()
                        : Future.failedFuture(f)));
    }

    @Override
    public Uni<Integer> sweep(Duration age, BiFunction<UUID, List<UUID>, Uni<List<UUID>>> known) {
        Instant before = clock.instant().minus(age);
        return blocking(() -> remove(old(incoming, before))).chain(stale -> blocking(() -> folders(folder))
                .onItem()
                .transformToMulti(tenants -> Multi.createFrom().iterable(tenants))
                .onItem()
                .transformToUniAndConcatenate(tenant -> sweep(tenant, before, known))
                .collect()
                .in(() -> new int[] {stale}, (sum, n) -> sum[0] += n)
                .map(sum -> sum[0]));
    }

    private Uni<Integer> sweep(Path tenant, Instant before, BiFunction<UUID, List<UUID>, Uni<List<UUID>>> known) {
        UUID id = UUID.fromString(tenant.getFileName().toString());
        return blocking(() -> folders(tenant))
                .onItem()
                .transformToMulti(parts -> Multi.createFrom().iterable(parts))
                .onItem()
                .transformToUniAndConcatenate(part -> blocking(() -> old(part, before)))
                .onItem()
                .transformToMultiAndConcatenate(found ->
                        Multi.createFrom().iterable(found).group().intoLists().of(AT_ONCE))
                .onItem()
                .transformToUniAndConcatenate(some -> orphans(id, some, known))
                .collect()
                .in(() -> new int[1], (sum, n) -> sum[0] += n)
                .map(sum -> sum[0]);
    }

    private Uni<Integer> orphans(UUID tenant, List<Path> found, BiFunction<UUID, List<UUID>, Uni<List<UUID>>> known) {
        List<UUID> ids = found.stream()
                .map(f -> UUID.fromString(f.getFileName().toString()))
                .toList();
        return known.apply(tenant, ids)
                .chain(kept -> blocking(() -> remove(ids.stream()
                        .filter(id -> !kept.contains(id))
                        .map(id -> place(tenant, id))
                        .toList())));
    }

    private static List<Path> folders(Path of) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(of)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(of, Files::isDirectory)) {
                all.forEach(f -> {
                    if (!f.endsWith("incoming")) {
                        found.add(f);
                    }
                });
            }
        }
        return found;
    }

    private static List<Path> old(Path of, Instant before) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(of)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(of, Files::isRegularFile)) {
                for (Path file : all) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                        found.add(file);
                    }
                }
            } catch (java.nio.file.DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return found;
    }

    private static int remove(List<Path> files) throws IOException {
        int n = 0;
        for (Path file : files) {
            n += Files.deleteIfExists(file) ? 1 : 0;
        }
        return n;
    }
}
