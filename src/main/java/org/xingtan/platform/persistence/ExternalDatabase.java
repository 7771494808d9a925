package org.xingtan.platform.persistence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.xingtan.platform.CannotStart;

/** A database that somebody else runs, named by {@code XINGTAN_DB_URL}. */
public final class ExternalDatabase {

    private static final int VERSION = 180000;

    private ExternalDatabase() {}

    /** @throws CannotStart when it cannot be reached, does not let us in, or is older than PostgreSQL 18 */
    public static void require(String url, String user, String password) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new CannotStart("XINGTAN_DB_URL has to begin with jdbc:postgresql:, for example jdbc:postgresql://localhost:5432/xingtan.");
        }
        try (var connection = connect(url, user, password); var statement = connection.createStatement();
             var answer = statement.executeQuery("select current_setting('server_version_num')::int, current_setting('server_version')")) {
            answer.next();
            requireVersion(url, answer.getInt(1), answer.getString(2));
        } catch (SQLException e) {
            throw new CannotStart(sentence(url, user, e), e);
        }
    }

    static void requireVersion(String url, int number, String name) {
        if (number < VERSION) {
            throw new CannotStart("The database " + address(url) + " is PostgreSQL " + name + ", but Xingtan needs 18 or later.");
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
