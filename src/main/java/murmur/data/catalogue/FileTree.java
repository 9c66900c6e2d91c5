package murmur.data.catalogue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Folders with all that is in them.
final class FileTree {
    private FileTree() {}

    /// Deletes a folder, if it is there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Copies a file, or a folder of files.
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path each : (Iterable<Path>) found::iterator) {
                Path target = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Path place = each.equals(from) ? to : target;
                    Files.createDirectories(place.toAbsolutePath().getParent());
                    Files.copy(each, place, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /// Puts all that is in `from` where `to` is, after it is safely on the disk: at once if there is no `to` yet, else
    /// file by file. Nobody ever sees half a file.
    static void deliver(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            force(file);
        }
        Files.createDirectories(to.toAbsolutePath().getParent());
        if (Files.notExists(to)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } else {
            for (Path file : files) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        force(to);
        force(to.toAbsolutePath().getParent());
    }

    /// Gives a file its name after its bytes are on the disk.
    static void moveDurably(Path from, Path to) throws IOException {
        force(from);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        force(to.toAbsolutePath().getParent());
    }

    /// Waits until a file, or the names in a folder, are on the disk.
    static void force(@Nullable Path place) throws IOException {
        if (place != null) {
            // Reading is enough, and a copied file may be one that cannot be written to.
            try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
