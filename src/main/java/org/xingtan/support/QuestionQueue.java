package org.xingtan.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;
import org.xingtan.support.QuestionList.Which;

/** Lists of questions for those who answer: open ones by their day, the others by when something was said. Always inside a scope. */
@Repository
class QuestionQueue {

    private static final String FROM = """
          -- all teachers: whoever answers sees all who have asked
          from support.question q
          join directory.organization_card l on l.id = q.organization_id
          join directory.organization_card u on u.id = q.unit_id
          join directory.teacher_card t on t.teacher_id = q.teacher_id
         where l.path <@ any (cast(:scope as public.ltree[]))
           and case :which when 'MINE' then q.state = 'OPEN' and l.path = any (cast(:scope as public.ltree[]))
                           when 'BELOW' then q.state = 'OPEN' and not l.path = any (cast(:scope as public.ltree[]))
                           else q.state <> 'OPEN' end
        """;

    private static final String SELECT = """
        select q.teacher_id, q.id, q.kind, q.title, q.unit_id, q.organization_id, q.state, q.asked_at, q.moved_at, q.due_on,
               t.name, u.name as unit, u.name_en as unit_en, l.name as lies, l.name_en as lies_en
        """;

    private static final String OPEN = """
           and (cast(:key as text) is null or (q.due_on, q.id) > (cast(:key as date), cast(:id as uuid)))
         order by q.due_on, q.id
         limit :limit
        """;

    private static final String DONE = """
           and (cast(:key as text) is null or (q.moved_at, q.id) < (cast(:key as timestamptz), cast(:id as uuid)))
         order by q.moved_at desc, q.id desc
         limit :limit
        """;

    private final JdbcClient db;

    QuestionQueue(JdbcClient db) {
        this.db = db;
    }

    Page<QuestionList.Row> page(Scope scope, Which which, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = db.sql(SELECT + FROM + (which == Which.DONE ? DONE : OPEN))
            .param("scope", scope.toArray()).param("which", which.name())
            .param("key", after == null ? null : which == Which.DONE ? after.instant() : after.day())
            .param("id", after == null ? null : after.id()).param("limit", size + 1)
            .query(QuestionQueue::row).list();
        return Page.of(rows, size, row -> (which == Which.DONE ? row.question().movedAt() : row.question().dueOn()) + "/" + row.question().id());
    }

    /** @param late how many of them are open beyond their day */
    record Count(int all, int late) {}

    Count count(Scope scope, Which which, LocalDate today) {
        return db.sql("select count(*), count(*) filter (where q.state = 'OPEN' and q.due_on < :today)\n" + FROM)
            .param("today", today).param("scope", scope.toArray()).param("which", which.name())
            .query((row, _) -> new Count(row.getInt(1), row.getInt(2))).single();
    }

    private static QuestionList.Row row(ResultSet row, int number) throws SQLException {
        return new QuestionList.Row(AskedQuestions.question(row, number), row.getString("name"), new Localized(row.getString("unit"), row.getString("unit_en")),
            new Localized(row.getString("lies"), row.getString("lies_en")));
    }
}
