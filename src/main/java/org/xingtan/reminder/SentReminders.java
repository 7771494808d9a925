package org.xingtan.reminder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;
import org.xingtan.reminder.SentReminder.About;
import org.xingtan.reminder.SentReminder.From;
import org.xingtan.reminder.SentReminder.State;

/** Every reminder that was sent, those of hours, of choosing and of plans as well, which the modules of these keep. */
@Repository
class SentReminders {

    private final JdbcClient db;

    SentReminders(JdbcClient db) {
        this.db = db;
    }

    Page<SentReminder> page(Scope scope, @Nullable String after, int limit) {
        var rows = db.sql("""
                -- all teachers: whoever sent a reminder, by the name
                select s.*, coalesce(p.title, t.title, s.plan) as title, coalesce(t.title_en, p.title, s.plan) as title_en, coalesce(s.named, b.name) as by,
                       case s.kind when 'PROGRAM' then true when 'YEAR' then s.closed_on is null when 'TERM' then a.path @> s.path or a.path <@ s.path else a.path @> s.path end as open
                  from (select s.*, o.name, o.name_en, o.path, o.closed_on
                          from (select d.id, 'PROGRAM' as kind, d.list, d.program_id as about, null::uuid as owner, null::text as plan, 0 as year, null::text as stage, d.organization_id,
                                       d.asked_by, d.asked_by_name as named, d.asked_at, d.told, d.skipped, d.leaves_at, d.recalled_at
                                  from reminder.dispatch d
                                union all
                                select id, 'YEAR', line, null, null, null, year, stage, organization_id, asked_by, null, asked_at, told, listed - told, null, null from report.reminder_card
                                union all
                                select id, 'TERM', which, term_id, null, null, 0, null, organization_id, asked_by, null, asked_at, told, listed - told, null, null
                                  from offering.reminder_card
                                union all
                                select id, 'PLAN', 'MISSING', plan_id, owner_id, title, year, null, organization_id, asked_by, null, asked_at, told, listed - told, null, null
                                  from planning.reminder_card) s
                          join directory.organization_card o on o.id = s.organization_id
                         where o.path <@ any (:scope::public.ltree[]) and (:after::uuid is null or s.id < :after::uuid)
                         order by s.id desc
                         limit :limit) s
                  left join program.program_card p on s.kind = 'PROGRAM' and p.id = s.about
                  left join selection.term_card t on s.kind = 'TERM' and t.id = s.about
                  left join directory.organization_card a on a.id = coalesce(s.owner, t.owner_id)
                  left join directory.teacher_card b on b.teacher_id = s.asked_by
                 order by s.id desc
                """)
            .param("scope", scope.toArray()).param("after", Page.Key.id(after)).param("limit", limit + 1)
            .query((row, _) -> sent(row)).list();
        return Page.of(rows, limit, it -> it.id().toString());
    }

    private static SentReminder sent(ResultSet row) throws SQLException {
        var title = row.getString("title");
        var about = new About(From.valueOf(row.getString("kind")), row.getString("list"), row.getObject("about", UUID.class),
            title == null ? null : new Localized(title, row.getString("title_en")), row.getInt("year"), row.getString("stage"));
        return new SentReminder(row.getObject("id", UUID.class), about, new OrganizationId(row.getObject("organization_id", UUID.class)),
            new Localized(row.getString("name"), row.getString("name_en")), row.getString("by"), row.getObject("asked_at", OffsetDateTime.class).toInstant(),
            row.getInt("told"), row.getInt("skipped"), row.getBoolean("open"), state(row));
    }

    private static @Nullable State state(ResultSet row) throws SQLException {
        var leaves = row.getObject("leaves_at", OffsetDateTime.class);
        var recalled = row.getObject("recalled_at", OffsetDateTime.class);
        return leaves == null ? null : new State(leaves.toInstant(), recalled == null ? null : recalled.toInstant());
    }
}
