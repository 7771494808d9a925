package org.xingtan.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.xingtan.testing.XingtanTest;

/** Notices came out of the schema of programs: an empty database and one that has been in use end up alike. */
@XingtanTest
class NoticeMigrationTests {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @Autowired JdbcClient db;
    @Autowired JdbcConnectionDetails details;

    @Test
    void anEmptyDatabaseHasThemInTheirOwnPlace() throws IOException {
        var fresh = database("notice_fresh");
        migrate(fresh, "notice/V1__notice.sql", "program/V1__program.sql", "program/V2__notices_are_a_module.sql");

        assertThat(place(fresh, "program.notice")).isNull();
        assertThat(referred(fresh)).isEqualTo("notice.notice");
    }

    @Test
    void aDatabaseInUseKeepsItsNoticesAndWhatRefersToThem() throws IOException {
        var used = database("notice_used");
        migrate(used, "program/V1__program.sql");
        used.execute("""
            insert into program.notice (id, number, issuer, title, issued_on, disclosure, addressees)
            values ('0185a000-0000-7000-8000-00000000000a', '1', 'i', 't', '2023-01-05', 'PUBLIC', 'a');
            insert into program.program (id, code, title, level, owner_id, notice_id)
            values ('0185a000-0000-7000-8000-00000000000b', 'c', 't', 'CITY', gen_random_uuid(), '0185a000-0000-7000-8000-00000000000a')
            """);
        migrate(used, "notice/V1__notice.sql", "program/V2__notices_are_a_module.sql");

        assertThat(used.queryForList("select number from notice.notice", String.class)).containsExactly("1");
        assertThat(referred(used)).isEqualTo("notice.notice");
        assertThat(used.queryForList("select n.number from program.program p join program.notice n on n.id = p.notice_id", String.class))
            .as("what the previous release reads").containsExactly("1");
    }

    private JdbcTemplate database(String name) throws IOException {
        db.sql("drop database if exists " + name).update();
        db.sql("create database " + name).update();
        var made = new JdbcTemplate(new DriverManagerDataSource(
            details.getJdbcUrl().replaceFirst("/postgres\\b", "/" + name), details.getUsername(), details.getPassword()));
        migrate(made, "__root/V1__extensions.sql", "document/V1__document.sql", "catalog/V1__catalog.sql");
        return made;
    }

    private static void migrate(JdbcTemplate database, String... files) throws IOException {
        for (var file : files) {
            database.execute(Files.readString(MIGRATIONS.resolve(file)));
        }
    }

    private static @Nullable String place(JdbcTemplate database, String table) {
        return database.queryForObject("select cast(to_regclass(?) as text)", String.class, table);
    }

    private static @Nullable String referred(JdbcTemplate database) {
        return database.queryForObject("select cast(confrelid as regclass) from pg_constraint where conname = 'program_notice_id_fkey'", String.class);
    }
}
