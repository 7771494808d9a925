package org.xingtan.reminder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.monitoring.PeopleList;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;

/** The table of reminders, and who has had one. */
@Repository
class Reminders {

    private static final int AT_ONCE = 5_000;
    private static final String COLUMNS = """
        select d.id, d.list, d.program_id, d.organization_id, o.name, o.name_en, o.path::text as path, d.days, d.pause, d.note, d.asked_by_name,
               d.asked_at, d.leaves_at, d.listed, d.skipped, d.told, d.recalled_at
          from reminder.dispatch d
          join directory.organization_card o on o.id = d.organization_id
        """;

    /** How many are on a list, and who is left of them. */
    record Recipients(int listed, List<TeacherId> people) {

        int skipped() {
            return listed - people.size();
        }
    }

    private final JdbcClient db;

    Reminders(JdbcClient db) {
        this.db = db;
    }

    /** One after the other for a list of a program, until commit: two administrators who remind the same people at once do so once. */
    void lock(PeopleList list) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:list, 0))")
            .param("list", "reminder " + list.program().id() + " " + list.kind())
            .query((_, _) -> true).list();
    }

    /** Who has been reminded of this since then, by whomever. */
    Set<TeacherId> reminded(PeopleList list, Instant since) {
        return new HashSet<>(db.sql("""
                select distinct m.teacher_id
                  from reminder.dispatch d
                  join messaging.message_card m on m.batch = d.id
                 where d.program_id = :program and d.list = :list and d.asked_at > :since and d.recalled_at is null
                """)
            .param("program", list.program().id().value()).param("list", list.kind().code()).param("since", since.atOffset(ZoneOffset.UTC))
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list());
    }

    /** How many of these mail can reach. */
    int mailed(List<TeacherId> people) {
        var mailed = 0;
        for (var left = people; !left.isEmpty();) {
            var some = left.subList(0, Math.min(AT_ONCE, left.size()));
            mailed += db.sql("select count(*) from messaging.mailbox_card where teacher_id in (:people)")
                .param("people", ids(some)).query(Integer.class).single();
            left = left.subList(some.size(), left.size());
        }
        return mailed;
    }

    /** @return whether it is new */
    boolean add(UUID id, PeopleList list, int pause, String note, Actor by, Instant leavesAt) {
        return db.sql("""
                insert into reminder.dispatch (id, list, program_id, organization_id, days, pause, note, asked_by, asked_by_name, asked_at, leaves_at,
                                               listed, skipped, told)
                values (:id, :list, :program, :organization, :days, :pause, :note, :by, :name, :now, :leaves, 0, 0, 0)
                    on conflict (id) do nothing
                """)
            .param("id", id).param("list", list.kind().code()).param("program", list.program().id().value())
            .param("organization", list.unit().id().value()).param("days", list.days()).param("pause", pause).param("note", note)
            .param("by", by.teacher().value()).param("name", by.personName()).param("now", list.asOf().atOffset(ZoneOffset.UTC))
            .param("leaves", leavesAt.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    void told(UUID id, int listed, int told) {
        db.sql("update reminder.dispatch set listed = :listed, skipped = :skipped, told = :told where id = :id")
            .param("listed", listed).param("skipped", listed - told).param("told", told).param("id", id).update();
    }

    boolean recall(UUID id, Instant now) {
        return db.sql("update reminder.dispatch set recalled_at = :now where id = :id and recalled_at is null and leaves_at > :now")
            .param("now", now.atOffset(ZoneOffset.UTC)).param("id", id).update() == 1;
    }

    Optional<Reminder> find(Scope scope, UUID id) {
        return db.sql(COLUMNS + " where d.id = :id and o.path <@ any (:scope::public.ltree[])")
            .param("id", id).param("scope", scope.toArray())
            .query((row, _) -> reminder(row)).optional();
    }

    /** @return how many have read it */
    int read(UUID id) {
        return db.sql("""
                -- all teachers: of one reminder, how many have read it; nobody's words.
                select count(*) from messaging.message_card where batch = :id and read_at is not null
                """)
            .param("id", id).query(Integer.class).single();
    }

    List<Reminder> last(Scope scope, PeopleList list, int most) {
        return db.sql(COLUMNS + """
                 where d.program_id = :program and d.list = :list and o.path <@ any (:scope::public.ltree[])
                 order by d.asked_at desc, d.id desc
                 limit :most
                """)
            .param("program", list.program().id().value()).param("list", list.kind().code()).param("scope", scope.toArray()).param("most", most)
            .query((row, _) -> reminder(row)).list();
    }

    private static Reminder reminder(ResultSet row) throws SQLException {
        var recalled = row.getObject("recalled_at", OffsetDateTime.class);
        return new Reminder(row.getObject("id", UUID.class), row.getString("list"), new ProgramId(row.getObject("program_id", UUID.class)),
            new OrganizationId(row.getObject("organization_id", UUID.class)), new Localized(row.getString("name"), row.getString("name_en")),
            row.getString("path"), row.getInt("days"), row.getInt("pause"), row.getString("note"), row.getString("asked_by_name"),
            row.getObject("asked_at", OffsetDateTime.class).toInstant(), row.getObject("leaves_at", OffsetDateTime.class).toInstant(),
            row.getInt("listed"), row.getInt("skipped"), row.getInt("told"), recalled == null ? null : recalled.toInstant());
    }

    private static List<UUID> ids(Collection<TeacherId> people) {
        return people.stream().map(TeacherId::value).toList();
    }
}
