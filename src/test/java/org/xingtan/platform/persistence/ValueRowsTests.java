package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ValueRowsTests {

    private static final ValueRows INSERT = new ValueRows("""
        insert into note (id, place, n, written_at, is_read, day, text, times)
        select id, place, n, written_at, is_read, day, text, times
          from (values %s) v (id, place, n, written_at, is_read, day, text, times)
         where v.id is not null
        """, "uuid", "int", "bigint", "timestamptz", "boolean", "date", "text", "tstzmultirange");

    @Autowired JdbcConnectionDetails database;

    @Test
    void howeverManyRowsItHasOneStatementIsPreparedForASize() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection(database.getJdbcUrl() + (database.getJdbcUrl().contains("?") ? "&" : "?") + "prepareThreshold=1",
                database.getUsername(), database.getPassword())) {
            var db = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            db.execute("create temp table note (id uuid primary key, place int, n bigint, written_at timestamptz, is_read boolean, day date, text text, times tstzmultirange)");
            for (var rows : List.of(8, 5, 7, 8, 6, 5)) {
                alone(db, rows);
                together(connection, db, rows);
            }

            assertThat(db.queryForObject("select count(*) from note", Integer.class)).isEqualTo(2 * 39);
            assertThat(db.queryForList("select generic_plans + custom_plans from pg_prepared_statements where statement like 'insert into note%'", Long.class))
                .as("executions of each").containsExactly(12L);
        }
    }

    private static void alone(JdbcTemplate db, int rows) {
        JdbcClient.create(db).sql(INSERT.statement(rows).strip()).params(INSERT.parameters(rows(rows))).update();
    }

    private static void together(java.sql.Connection connection, JdbcTemplate db, int rows) throws Exception {
        connection.setAutoCommit(false);
        var pipeline = new Pipeline(db);
        var added = INSERT.change(rows(rows), rows, pipeline);
        pipeline.run();
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(added.get()).isEqualTo(rows);
    }

    private static List<List<Object>> rows(int n) {
        return IntStream.range(0, n).mapToObj(i -> List.<Object>of(Uuids.next(), i, (long) i, OffsetDateTime.now(), true, LocalDate.now(), "text", "{}")).toList();
    }
}
