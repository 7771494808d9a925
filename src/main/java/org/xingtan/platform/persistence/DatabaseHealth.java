package org.xingtan.platform.persistence;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import org.xingtan.platform.HealthPart;

/** Asks the database for a sign of life. */
@Component
class DatabaseHealth implements HealthPart {

    private static final int SECONDS = 2;

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
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
