package org.xingtan.platform.persistence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.xingtan.platform.CannotStart;

/** A database that somebody else runs, named by {@code XINGTAN_DB_URL}. */
public final class ExternalDatabase {

    static final String URL = "spring.datasource.url";

    private static final int VERSION = 180000;

    /** Tables of extensions are nobody's. A start that was cut off left its history at least. */
    private static final String STRANGE_TABLE = """
        select min(n.nspname || '.' || c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$)' and c.relname <> 'flyway_schema_history'
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
          and not exists (select from pg_tables t where t.schemaname = 'public' and t.tablename ~ '^flyway_schema_history_')
        """;

    private ExternalDatabase() {}

    static JdbcConnectionDetails details(Environment environment) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return environment.getRequiredProperty(URL);
            }

            @Override
            public String getUsername() {
                return environment.getProperty("spring.datasource.username", "");
            }

            @Override
            public String getPassword() {
                return environment.getProperty("spring.datasource.password", "");
            }
        };
    }

    /** @throws CannotStart when it cannot be reached, does not let us in, is older than PostgreSQL 18, or is somebody else's */
    public static void require(String url, String user, String password) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new CannotStart("XINGTAN_DB_URL has to begin with jdbc:postgresql:, for example jdbc:postgresql://localhost:5432/xingtan.");
        }
        try (var connection = connect(url, user, password); var statement = connection.createStatement()) {
            var version = statement.executeQuery("select current_setting('server_version_num')::int, current_setting('server_version')");
            version.next();
            requireVersion(url, version.getInt(1), version.getString(2));
            var strange = statement.executeQuery(STRANGE_TABLE);
            strange.next();
            requireOwn(url, strange.getString(1));
        } catch (SQLException e) {
            throw new CannotStart(sentence(url, user, e), e);
        }
    }

    static void requireVersion(String url, int number, String name) {
        if (number < VERSION) {
            throw new CannotStart("The database " + address(url) + " is PostgreSQL " + name + ", but Xingtan needs 18 or later.");
        }
    }

    /** Asked before the first migration: one that fails half-way would leave its schemas in somebody's database. */
    private static void requireOwn(String url, @Nullable String strange) {
        if (strange != null) {
            throw new CannotStart("The database " + address(url) + " holds tables that are not Xingtan's (" + strange
                + "); give Xingtan a database of its own.");
        }
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "8");
        properties.setProperty("connectTimeout", "8");
        properties.setProperty("socketTimeout", "8");
        return DriverManager.getConnection(url, properties);
    }

    private static String sentence(String url, String user, SQLException e) {
        var state = e.getSQLState() == null ? "08000" : e.getSQLState();
        if (state.startsWith("28")) {
            return "The database " + address(url) + " does not let the user '" + user
                + "' in; check XINGTAN_DB_USER and XINGTAN_DB_PASSWORD.";
        }
        return state.startsWith("08") || state.startsWith("57")
            ? "The database " + address(url) + " cannot be reached; is it running, and is XINGTAN_DB_URL right?"
            : "The database " + address(url) + " cannot be used: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ".";
    }

    /** Without its parameters and what stands before the host: a password may be among them. */
    private static String address(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }
}
