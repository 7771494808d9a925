package org.xingtan.platform.persistence;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.xingtan.platform.CannotStart;

/**
 * What {@code bin/backup} and {@code bin/restore} start: {@code backup DATA TARGET} and {@code restore BACKUP DATA}. It
 * needs no other module, so that it works beside, before and without the application.
 */
public final class BackupTool {

    private BackupTool() {}

    public static void main(String[] arguments) {
        quiet();
        try {
            System.out.println(run(List.of(arguments)));
        } catch (CannotStart e) {
            System.err.println("xingtan: " + e.getMessage());
            System.exit(1);
        } catch (IOException | SQLException e) {
            System.err.println("xingtan: the " + arguments[0] + " failed: " + reason(e));
            System.exit(1);
        }
    }

    /** What goes wrong is said in one sentence; the library of the database would tell it in its own words before. */
    private static void quiet() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    }

    private static String reason(Exception e) {
        return e instanceof FileSystemException it && it.getReason() != null ? it.getFile() + ": " + it.getReason() + "." : e.toString();
    }

    private static String run(List<String> arguments) throws IOException, SQLException {
        var from = Path.of(arguments.get(1));
        var to = Path.of(arguments.get(2));
        if (arguments.getFirst().equals("backup")) {
            return said(new Backup(DataFolder.of(from), to).run(), "Backed up to " + to);
        }
        return said(new Restore(from, DataFolder.of(to)).run(), "Restored to " + to) + " Start it with bin/run --data " + to;
    }

    private static String said(Manifest manifest, String what) {
        return "%s: %,d files, %,d kB.".formatted(what, manifest.files(), manifest.bytes() / 1024);
    }
}
