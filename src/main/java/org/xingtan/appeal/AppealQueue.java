package org.xingtan.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;

/** Lists of appeals for those who decide: what waits by its deadline, what is closed newest first. Always inside a scope. */
@Repository
public class AppealQueue {

    /**
     * An appeal with the names that a list needs.
     *
     * @param name     of the person
     * @param instance who decides
     */
    public record Row(Appeal appeal, String name, Localized unit, Localized instance, @Nullable String program) {

        public String href() {
            return "/console/appeals/" + appeal.teacher() + "/" + appeal.id();
        }
    }

    private static final String SELECT = """
        -- all teachers: whoever decides sees all who have appealed to him
        select a.teacher_id, a.id, a.kind, a.reference, a.program_id, a.subject, a.statement, a.contested_by, a.unit_id, a.first_id, a.second_id,
               a.level, a.state, a.filed_at, a.due_on, a.decided_at, t.name, u.name as unit, u.name_en as unit_en, i.name as instance,
               i.name_en as instance_en, p.title as program
        """;

    private static final String FROM = """
          from appeal.appeal a
          join directory.organization_card f on f.id = a.first_id
          join directory.organization_card i on i.id = case a.level when 1 then a.first_id else a.second_id end
          join directory.organization_card u on u.id = a.unit_id
          join directory.teacher_card t on t.teacher_id = a.teacher_id
          left join program.program_card p on p.id = a.program_id
         where f.path <@ any (cast(:scope as public.ltree[]))
           and (cast(:kind as text) is null or a.kind = :kind)
           and case :which when 'MINE' then a.state = 'WAITING' and i.path = any (cast(:scope as public.ltree[]))
                           when 'BELOW' then a.state = 'WAITING' and not i.path = any (cast(:scope as public.ltree[]))
                           else a.state <> 'WAITING' end
        """;

    private final JdbcClient db;

    AppealQueue(JdbcClient db) {
        this.db = db;
    }

    Page<Row> page(Scope scope, AppealFilter filter, @Nullable String cursor, int size) {
        return filter.which() == AppealFilter.Which.CLOSED ? closed(scope, filter, cursor, size) : waiting(scope, filter, cursor, size);
    }

    private Page<Row> waiting(Scope scope, AppealFilter filter, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = ask(SELECT + FROM + """
                   and (cast(:key as text) is null or (a.due_on, a.id) > (cast(:key as date), cast(:id as uuid)))
                 order by a.due_on, a.id
                 limit :limit
                """, scope, filter)
            .param("key", after == null ? null : after.day()).param("id", after == null ? null : after.id()).param("limit", size + 1)
            .query(AppealQueue::row).list();
        return Page.of(rows, size, row -> row.appeal().dueOn() + "/" + row.appeal().id());
    }

    private Page<Row> closed(Scope scope, AppealFilter filter, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = ask(SELECT + FROM + """
                   and (cast(:key as timestamptz) is null or (a.filed_at, a.id) < (cast(:key as timestamptz), cast(:id as uuid)))
                 order by a.filed_at desc, a.id desc
                 limit :limit
                """, scope, filter)
            .param("key", after == null ? null : after.instant()).param("id", after == null ? null : after.id()).param("limit", size + 1)
            .query(AppealQueue::row).list();
        return Page.of(rows, size, row -> row.appeal().filedAt() + "/" + row.appeal().id());
    }

    /** How many there are, and how many of them are late. */
    Count count(Scope scope, AppealFilter filter, LocalDate today) {
        return ask("""
                -- all teachers: the same as the list
                select count(*) as all, count(*) filter (where a.state = 'WAITING' and a.due_on < :today) as late
                """ + FROM, scope, filter)
            .param("today", today).query((row, _) -> new Count(row.getInt(1), row.getInt(2))).single();
    }

    record Count(int all, int late) {}

    private JdbcClient.StatementSpec ask(String sql, Scope scope, AppealFilter filter) {
        return db.sql(sql).param("scope", scope.toArray()).param("which", filter.which().name())
            .param("kind", filter.kind() == null ? null : filter.kind().name());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(Appeals.appeal(row, number), row.getString("name"), new Localized(row.getString("unit"), row.getString("unit_en")),
            new Localized(row.getString("instance"), row.getString("instance_en")), row.getString("program"));
    }
}
