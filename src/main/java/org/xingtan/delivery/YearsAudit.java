package org.xingtan.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.recognition.YearClosed;

/**
 * What a validated year takes of sessions: hours that somebody had come back where he stood as there when it was validated, and what an appeal has found comes where he had them or the session was closed first
 * before; nothing else came into it since, and nothing of that is missing. Whoever stood as late where nobody has kept whether that brought hours is not judged.
 */
@Repository
class YearsAudit implements AuditCheck {

    /** Whoever has none of a session that is closed because of his year, and whose hours came by a later closing or by an appeal. */
    private static final String ASKED = """
        -- all teachers: the laws hold for everybody
        select a.teacher_id, s.id, extract(year from s.day)::int as year
          from delivery.attendance a
          join delivery.session s on s.id = a.session_id and s.state = 'CLOSED'
         where a.left_out = 'YEAR_CLOSED' or a.earned is not null and s.posting > 1
         union
        select a.teacher_id, s.id, extract(year from s.day)::int
          from appeal.appeal_card p
          join delivery.attendance a on a.teacher_id = p.teacher_id and a.session_id = p.reference and a.earned is not null
          join delivery.session s on s.id = a.session_id and s.state = 'CLOSED'
         where p.kind = 'SESSION' and p.state = 'GRANTED'
        """;

    private static final String CHECK = """
        with asked as materialized (
            select a.teacher_id, s.id, a.left_out, w.since, posted.at,
                   exists (select from ledger.entry_card e
                            where e.teacher_id = a.teacher_id and e.source = 'delivery' and split_part(e.reference, '/', 1) = s.id::text and e.id is distinct from posted.id) as had,
                   exists (select from appeal.appeal_card p
                            where p.teacher_id = a.teacher_id and p.kind = 'SESSION' and p.reference = s.id and p.state = 'GRANTED') as found,
                   l.after is not null and (l.after = 'PRESENT' or l.after = 'LATE' and s.late_counted) as stood,
                   w.since > coalesce(s.first_closed_at, s.closed_at) as afterwards
              from unnest(cast(:people as uuid[]), cast(:sessions as uuid[]), cast(:since as timestamptz[])) as w (teacher_id, session, since)
              join delivery.attendance a on a.teacher_id = w.teacher_id and a.session_id = w.session
              join delivery.session s on s.id = w.session
              left join lateral (select c.after from delivery.attendance_act c
                                  where c.teacher_id = a.teacher_id and c.session_id = s.id and c.at <= w.since order by c.n desc limit 1) l on true
              left join lateral (
                   select e.id, e.posted_at as at
                     from ledger.entry_card e
                    where a.earned is not null and e.teacher_id = a.teacher_id and e.source = 'delivery'
                      and e.reference = case when s.posting <= 1 then s.id::text else s.id || '/' || s.posting end
                      and not exists (select from ledger.entry_card r where r.teacher_id = e.teacher_id and r.reverses = e.id)) posted on true),
        judged as (select asked.*, case when had then stood or found else found and afterwards end as takes from asked)
        select 'session ' || id || ' has no hours for ' || teacher_id || ', and his validated year takes them' as finding
          from judged where left_out = 'YEAR_CLOSED' and takes
         union all
        select 'session ' || id || ' has given hours to ' || teacher_id || ' since his year was validated, and that does not take them'
          from judged where at > since and not takes
         limit 100
        """;

    private final JdbcClient db;
    private final Patience patience;
    private final ObjectProvider<YearClosed> closed;

    YearsAudit(JdbcClient db, Patience patience, ObjectProvider<YearClosed> closed) {
        this.db = db;
        this.patience = patience;
        this.closed = closed;
    }

    /** Of whom it is asked. */
    private record Asked(TeacherId teacher, UUID session, int year) {

        static Asked of(ResultSet row, int number) throws SQLException {
            return new Asked(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class), row.getInt("year"));
        }
    }

    /** Whose year is validated, since then. */
    private record Validated(Asked asked, Instant since) {}

    @Override
    public String name() {
        return "delivery.years";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        patience.extend();
        var all = db.sql(ASKED).query(Asked::of).list().stream().collect(Collectors.groupingBy(Asked::year)).entrySet().stream()
            .flatMap(it -> validated(it.getKey(), it.getValue())).toList();
        return db.sql(CHECK).param("people", all.stream().map(it -> it.asked.teacher.value()).toArray(UUID[]::new))
            .param("sessions", all.stream().map(it -> it.asked.session).toArray(UUID[]::new))
            .param("since", all.stream().map(it -> it.since.toString()).toArray(String[]::new)).query(String.class).list();
    }

    private Stream<Validated> validated(int year, List<Asked> asked) {
        var people = asked.stream().map(Asked::teacher).collect(Collectors.toSet());
        var since = closed.stream().flatMap(it -> it.closedSince(people, year).entrySet().stream()).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return asked.stream().filter(it -> since.containsKey(it.teacher)).map(it -> new Validated(it, Objects.requireNonNull(since.get(it.teacher))));
    }
}
