package org.xingtan.platform.persistence;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trees of files, also while somebody works in them. */
final class Folders {

    private Folders() {}

    /** Everything in the folder, parents first; what disappears while it is walked is not there. */
    static List<Path> walk(Path folder) throws IOException {
        var found = new Found();
        Files.walkFileTree(folder, found);
        return found.paths;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (var path : walk(folder).reversed()) {
                Files.delete(path);
            }
        }
    }

    /** Only the account of the application may read it. */
    static void createOwn(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(folder, attributes(folder, "rwx------"));
    }

    /** A file that only the account of the application may read. */
    static void writeOwn(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, attributes(file, "rw-------"));
        Files.writeString(file, text);
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
            : new FileAttribute<?>[0];
    }

    /** PostgreSQL refuses a data folder that others may read. */
    static void createLike(Path model, Path folder) throws IOException {
        Files.createDirectories(folder);
        copyPermissions(model, folder);
    }

    static void createEmptyLike(Path model, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        copyPermissions(model, file);
    }

    private static void copyPermissions(Path model, Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, Files.getPosixFilePermissions(model));
        }
    }

    private static final class Found extends SimpleFileVisitor<Path> {

        private final List<Path> paths = new ArrayList<>();

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            paths.add(path);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                paths.add(path);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (Files.exists(path)) {
                throw e;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e) throws IOException {
            if (e != null && Files.exists(path)) {
                throw e;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
