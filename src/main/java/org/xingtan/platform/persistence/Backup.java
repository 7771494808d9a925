package org.xingtan.platform.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.xingtan.platform.CannotStart;

/**
 * A consistent copy of an installation while it runs, or while it stands: the database by PostgreSQL's low-level backup
 * functions, then everything else in the data folder. Files are only ever added, so what a row of the copied database
 * names is there when the files are copied after it.
 */
final class Backup {

    /** What a PostgreSQL makes anew when it starts, and what belongs to the server that runs now. */
    private static final Set<String> EMPTIED = Set.of("pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots",
        "pg_stat_tmp", "pg_subtrans", "log");
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "backup_label", "tablespace_map");

    private final DataFolder folder;
    private final Path target;

    Backup(DataFolder folder, Path target) {
        this.folder = folder;
        this.target = target.toAbsolutePath().normalize();
    }

    /** Makes the folder {@code target}, whole or not at all. */
    Manifest run() throws IOException, SQLException {
        requirePlace();
        makePartial();
        try (var database = EmbeddedDatabase.open(folder)) {
            return run(database);
        }
    }

    Manifest run(EmbeddedDatabase database) throws IOException, SQLException {
        var partial = makePartial();
        var copy = new Copy(partial);
        copyDatabase(database, copy);
        copy.folder(folder.path(), "", path -> !isDatabase(path));
        copy.manifest().write(partial);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        return copy.manifest();
    }

    private void requirePlace() {
        if (!Files.exists(folder.postgres().resolve("PG_VERSION"))) {
            throw new CannotStart("There is no installation in " + folder.path() + ".");
        }
        if (Files.exists(target)) {
            throw new CannotStart("The folder " + target + " exists already; a backup makes its own.");
        }
        if (target.startsWith(folder.path())) {
            throw new CannotStart("A backup inside the data folder would go down with it; choose a folder elsewhere.");
        }
    }

    /** Empty; that nothing can be written there is known before PostgreSQL is started. */
    private Path makePartial() {
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            Folders.delete(partial);
            Folders.createOwn(partial);
        } catch (IOException e) {
            throw new CannotStart("The folder " + target + " cannot be written (" + DataFolder.reason(e) + "); choose another one.");
        }
        return partial;
    }

    /** The slot keeps the WAL of the backup from being recycled; slot and backup end with the session, also when it breaks. */
    private void copyDatabase(EmbeddedDatabase database, Copy copy) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword())) {
            var slot = "xingtan_backup_" + ProcessHandle.current().pid();
            read(connection, "select slot_name from pg_create_physical_replication_slot('" + slot + "', true, true)");
            var first = read(connection, "select pg_walfile_name(pg_backup_start('xingtan', fast => true))")[0];
            copy.folder(folder.postgres(), "postgres", Backup::isKept);
            var stop = read(connection, "select pg_walfile_name(lsn), labelfile, spcmapfile from pg_backup_stop(wait_for_archive => false)");
            copy.folder(folder.postgres().resolve("pg_wal"), "postgres/pg_wal", path -> isSegment(path, first, stop[0]));
            copy.text("postgres/backup_label", stop[1]);
            if (!stop[2].isBlank()) {
                copy.text("postgres/tablespace_map", stop[2]);
            }
        }
    }

    private static boolean isDatabase(Path path) {
        var first = path.getName(0).toString();
        return Set.of("postgres", "postgres-binaries", "postgres.log", "xingtan.lock", "temporary").contains(first);
    }

    private static boolean isKept(Path path) {
        var name = path.getFileName().toString();
        return !LEFT_OUT.contains(name) && !name.startsWith("pgsql_tmp") && !name.startsWith("pg_internal.init")
            && (path.getNameCount() == 1 || !EMPTIED.contains(path.getName(0).toString()));
    }

    private static boolean isSegment(Path path, String first, String last) {
        var name = path.getFileName().toString();
        return name.endsWith(".history") || name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
    }

    private static String[] read(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var answer = statement.executeQuery(query)) {
            answer.next();
            var values = new String[answer.getMetaData().getColumnCount()];
            for (var column = 0; column < values.length; column++) {
                values[column] = answer.getString(column + 1) == null ? "" : answer.getString(column + 1);
            }
            return values;
        }
    }
}
