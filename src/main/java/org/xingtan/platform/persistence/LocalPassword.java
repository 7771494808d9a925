package org.xingtan.platform.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * The embedded PostgreSQL listens on this machine only, but other people may have an account on it: they are kept out by a
 * password made at the first start and kept in the data folder. A folder that has lost the file gets a new password.
 */
final class LocalPassword {

    private static final String TRUST = "host all all 127.0.0.1/32 trust\n";
    private static final String PASSWORD = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final Path file;
    private final Path rules;
    private final boolean known;
    private final String value;

    private LocalPassword(Path file, Path rules, boolean known, String value) {
        this.file = file;
        this.rules = rules;
        this.known = known;
        this.value = value;
    }

    static LocalPassword in(DataFolder folder) {
        var file = folder.path().resolve("postgres.password");
        var rules = folder.postgres().resolve("pg_hba.conf");
        try {
            var kept = Files.exists(file) ? Files.readString(file).strip() : "";
            return new LocalPassword(file, rules, !kept.isEmpty(), kept.isEmpty() ? fresh() : kept);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    boolean isKnown() {
        return known;
    }

    String value() {
        return value;
    }

    void openWhereUnknown() throws IOException {
        if (!known && Files.exists(rules)) {
            Files.writeString(rules, TRUST);
        }
    }

    void enforce(int port) throws IOException {
        if (known) {
            return;
        }
        try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", value);
             var statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + value + "'");
            Files.writeString(rules, PASSWORD);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Folders.writeOwn(file, value);
    }

    private static String fresh() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
