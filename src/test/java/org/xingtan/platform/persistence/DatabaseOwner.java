package org.xingtan.platform.persistence;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A process of its own that owns a data folder, writes, and says what was committed, until it is killed. */
final class DatabaseOwner {

    private DatabaseOwner() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        var database = EmbeddedDatabase.open(DataFolder.of(Path.of(arguments[0])));
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
             var statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (n int primary key, filler text)");
            for (var n = 1; ; n++) {
                statement.execute("insert into kept values (" + n + ", repeat('x', 200))");
                System.out.println(n);
                Thread.sleep(1);
            }
        }
    }
}
