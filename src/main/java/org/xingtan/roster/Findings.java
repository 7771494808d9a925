package org.xingtan.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.persistence.CopyIn;
import org.xingtan.platform.workbook.Finding;

/** What is to be said about the workbooks, in the order of their rows. */
@Repository
class Findings {

    private final JdbcClient db;
    private final CopyIn copy;

    Findings(JdbcClient db, CopyIn copy) {
        this.db = db;
        this.copy = copy;
    }

    /** @param from the number of the first of them */
    void add(UUID plan, int from, List<RowFinding> findings) {
        var n = new int[] {from};
        copy.copy("roster.finding (import_id, n, row_number, column_name, code, arguments, refuses)", rows -> findings.forEach(it ->
            rows.add(plan, n[0]++, it.finding().row(), it.finding().column(), it.finding().code(), array(it.finding().arguments()), it.refuses())));
    }

    private static String array(List<String> texts) {
        return texts.stream().map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"').collect(Collectors.joining(",", "{", "}"));
    }

    void clear(UUID plan) {
        db.sql("delete from roster.finding where import_id = :plan").param("plan", plan).update();
    }

    List<RowFinding> all(UUID plan) {
        return page(plan, -1, Integer.MAX_VALUE);
    }

    int count(UUID plan) {
        return db.sql("select count(*) from roster.finding where import_id = :plan").param("plan", plan).query(Integer.class).single();
    }

    /** @param after the number of the last one of the page before; -1 for the first */
    List<RowFinding> page(UUID plan, int after, int limit) {
        return db.sql("""
                select row_number, column_name, code, arguments, refuses
                  from roster.finding
                 where import_id = :plan and n > :after
                 order by n
                 limit :limit
                """)
            .param("plan", plan).param("after", after).param("limit", limit).query((row, _) -> read(row)).list();
    }

    private static RowFinding read(ResultSet row) throws SQLException {
        return new RowFinding(new Finding(row.getInt("row_number"), row.getString("column_name"), row.getString("code"),
            Arrays.asList((String[]) row.getArray("arguments").getArray())), row.getBoolean("refuses"));
    }
}
