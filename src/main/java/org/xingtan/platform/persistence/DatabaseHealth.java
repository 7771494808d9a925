package org.xingtan.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import org.xingtan.platform.operation.HealthPart;

/**
 * Asks the database for a sign of life, and whether somebody waits long for a lock: then pages fail that need it. Whoever has asked
 * for a table himself waits for his turn.
 */
@Component
class DatabaseHealth implements HealthPart {

    private static final int SECONDS = 2;
    private static final String BLOCKED = """
        select exists (select from pg_stat_activity
                        where datname = current_database() and application_name = current_setting('application_name')
                          and wait_event_type = 'Lock' and query_start < clock_timestamp() - interval '1 s' and query not like 'lock table %')
        """;

    private final DataSource dataSource;

    DatabaseHealth(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean isUp() {
        try (var connection = dataSource.getConnection()) {
            return connection.isValid(SECONDS) && !isBlocked(connection);
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean isBlocked(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var answer = statement.executeQuery(BLOCKED)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }
}
