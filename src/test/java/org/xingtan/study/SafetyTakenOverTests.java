package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.testing.XingtanTest;

/** Checklists came out of the schema of study: what was asked and answered there stands as it was. */
@XingtanTest
class SafetyTakenOverTests {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final String[] MOVED = {"safety/V1__safety.sql", "study/V9__safety_is_kept_beside.sql"};
    private static final String EVENT = "0185a000-0000-7000-8000-00000000000b";
    private static final String WAITS = """
        select exists (select from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and not l.granted)
        """;
    private static final String KEPT = """
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
        """;

    @Autowired JdbcClient db;
    @Autowired JdbcConnectionDetails details;

    @Test
    void whatWasAskedAndAnsweredStaysAsItWas() throws IOException {
        var used = used();
        migrate(used, MOVED);

        assertThat(used.queryForList("select concat_ws('/', code, position, title) from safety.asked where occasion_id = '" + EVENT + "' order by position", String.class))
            .containsExactly("PLACE/1/as it was asked", "HEALTH/2/open");
        assertThat(used.queryForList("select concat_ws('/', code, n, answer, note, by_name, at at time zone 'UTC') from safety.answer", String.class))
            .containsExactly("PLACE/1/NOT_NEEDED/outdoors/Wang/2026-03-01 08:00:00");
        assertThat(used.queryForList("select code from safety.item where retired_at is null order by position", String.class))
            .containsExactly("RESPONSIBLE", "PLACE", "HEALTH", "TRANSPORT", "EMERGENCY", "WATER");
        assertThat(used.queryForList("select first_day::text || state from study.occasion_card", String.class)).containsExactly("2026-03-02OPEN");
        assertThat(place(used, "study.risk")).isNull();
    }

    /** A node that is not replaced yet is about to answer: the last thing that it has written is there. */
    @Test
    void whatIsAnsweredMeanwhileIsTakenAlong() throws Exception {
        var used = used();
        try (var start = Executors.newSingleThreadExecutor(); var node = Objects.requireNonNull(used.getDataSource()).getConnection()) {
            node.setAutoCommit(false);
            node.createStatement().execute("update study.risk set answer = 'DONE', by_name = 'Li', at = now() where code = 'HEALTH'");
            var moved = start.submit(() -> {
                migrate(used, MOVED);
                return true;
            });
            while (Boolean.FALSE.equals(used.queryForObject(WAITS, Boolean.class))) {
                assertThat(moved.isDone()).isFalse();
                Thread.sleep(20);
            }
            node.commit();
            moved.get();
        }
        assertThat(used.queryForList("select concat_ws('/', code, answer, by_name) from safety.answer where code = 'HEALTH'", String.class)).containsExactly("HEALTH/DONE/Li");
    }

    /** As it was before: an event with two items, of which one is answered. */
    private JdbcTemplate used() throws IOException {
        var used = database();
        migrate(used, "study/V1__study.sql");
        used.execute(KEPT);
        return used;
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

    /** Each in a transaction of its own, as at a start. */
    private static void migrate(JdbcTemplate database, String... files) throws IOException {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(Objects.requireNonNull(database.getDataSource())));
        for (var file : files) {
            var sql = Files.readString(MIGRATIONS.resolve(file));
            transaction.executeWithoutResult(_ -> database.execute(sql));
        }
    }

    private static @Nullable String place(JdbcTemplate database, String table) {
        return database.queryForObject("select cast(to_regclass(?) as text)", String.class, table);
    }
}
