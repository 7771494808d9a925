package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xingtan.platform.CannotStart;

class ExternalDatabaseTests {

    @TempDir static Path temporary;

    @Test
    void saysWhatIsWrongInOneSentence() throws Exception {
        try (var database = EmbeddedDatabase.open(SharedBinaries.in(temporary, temporary.resolve("data")))) {
            var url = database.getJdbcUrl();
            assertThatCode(() -> ExternalDatabase.require(url, "postgres", database.getPassword())).doesNotThrowAnyException();
            refuses(url, "guess", "does not let the user 'postgres' in; check XINGTAN_DB_USER and XINGTAN_DB_PASSWORD.");
            refuses(url.replace("/postgres", "/nowhere"), database.getPassword(), "database \"nowhere\" does not exist");
        }
    }

    @Test
    void refusesADatabaseOfSomebodyElseBeforeItIsTouched() throws Exception {
        try (var database = EmbeddedDatabase.open(SharedBinaries.in(temporary, temporary.resolve("strange")));
             var connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
             var statement = connection.createStatement()) {
            statement.execute("create table public.flyway_schema_history (installed_rank int)");
            accepts(database);
            statement.execute("create schema shop create table customer (id int)");
            refuses(database.getJdbcUrl(), database.getPassword(), "holds tables that are not Xingtan's (shop.customer); give Xingtan a database of its own.");
            statement.execute("create table public.flyway_schema_history_audit (installed_rank int)");
            accepts(database);
        }
    }

    private static void accepts(EmbeddedDatabase database) {
        assertThatCode(() -> ExternalDatabase.require(database.getJdbcUrl(), database.getUsername(), database.getPassword())).doesNotThrowAnyException();
    }

    @Test
    void takesNothingButPostgres() {
        refuses("mysql://db/xingtan", "", "has to begin with jdbc:postgresql:");
    }

    @Test
    void refusesAnOlderPostgres() {
        assertThatThrownBy(() -> ExternalDatabase.requireVersion("jdbc:postgresql://me:secret@db/x?password=secret", 170_004, "17.4"))
            .isInstanceOf(CannotStart.class)
            .hasMessage("The database jdbc:postgresql://db/x is PostgreSQL 17.4, but Xingtan needs 18 or later.");
        assertThatCode(() -> ExternalDatabase.requireVersion("jdbc:postgresql://db/x", 180_000, "18.0")).doesNotThrowAnyException();
    }

    private static void refuses(String url, String password, String words) {
        assertThatThrownBy(() -> ExternalDatabase.require(url, "postgres", password))
            .isInstanceOf(CannotStart.class).hasMessageContaining(words).hasMessageNotContaining("\n");
    }
}
