package org.xingtan.study;

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

/** Checklists came out of the schema of study: what was asked and answered there stands as it was. */
@XingtanTest
class SafetyTakenOverTests {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final String EVENT = "0185a000-0000-7000-8000-00000000000b";

    @Autowired JdbcClient db;
    @Autowired JdbcConnectionDetails details;

    @Test
    void whatWasAskedAndAnsweredStaysAsItWas() throws IOException {
        var used = database();
        migrate(used, "study/V1__study.sql");
        used.execute("""
            insert into directory.organization values ('0185a000-0000-7000-8000-00000000000a');
            insert into study.plan (id, unit_id, authority_id, year, title, aims, category, event_hours, leader, late_minutes, late_counts)
            select id, id, id, 2026, 'p', 'a', 'PROFESSIONAL', 2, 'l', 10, true from directory.organization;
            insert into study.event (id, plan_id, day, starts, ends, place, topic, leader_id, leader_name, hours, in_person, secret)
            values ('0185a000-0000-7000-8000-00000000000b', '0185a000-0000-7000-8000-00000000000a', '2026-03-02', '14:00', '16:00', 'p', 't', gen_random_uuid(), 'l', 2, true,
                    decode(repeat('00', 32), 'hex'));
            update study.risk_item set retired_at = '2026-03-01' where code = 'TEACHING';
            insert into study.risk_item values ('WATER', 7, '水上安全', 'On the water', null);
            insert into study.risk (event_id, code, position, title, title_en, answer, note, by_name, at) values
                ('0185a000-0000-7000-8000-00000000000b', 'PLACE', 1, 'as it was asked', 'then', 'NOT_NEEDED', 'outdoors', 'Wang', '2026-03-01T08:00:00Z'),
                ('0185a000-0000-7000-8000-00000000000b', 'HEALTH', 2, 'open', 'open', null, '', null, null)
            """);
        migrate(used, "safety/V1__safety.sql", "study/V9__safety_is_kept_beside.sql");

        assertThat(used.queryForList("select concat_ws('/', code, position, title) from safety.asked where occasion_id = '" + EVENT + "' order by position", String.class))
            .containsExactly("PLACE/1/as it was asked", "HEALTH/2/open");
        assertThat(used.queryForList("select concat_ws('/', code, n, answer, note, by_name, at at time zone 'UTC') from safety.answer", String.class))
            .containsExactly("PLACE/1/NOT_NEEDED/outdoors/Wang/2026-03-01 08:00:00");
        assertThat(used.queryForList("select code from safety.item where retired_at is null order by position", String.class))
            .containsExactly("RESPONSIBLE", "PLACE", "HEALTH", "TRANSPORT", "EMERGENCY", "WATER");
        assertThat(used.queryForList("select first_day::text || state from study.occasion_card", String.class)).containsExactly("2026-03-02OPEN");
        assertThat(place(used, "study.risk")).isNull();
    }

    private JdbcTemplate database() throws IOException {
        db.sql("drop database if exists safety_used").update();
        db.sql("create database safety_used").update();
        var made = new JdbcTemplate(new DriverManagerDataSource(
            details.getJdbcUrl().replaceFirst("/postgres\\b", "/safety_used"), details.getUsername(), details.getPassword()));
        migrate(made, "__root/V1__extensions.sql");
        made.execute("create schema directory; create table directory.organization (id uuid primary key)");
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
}
