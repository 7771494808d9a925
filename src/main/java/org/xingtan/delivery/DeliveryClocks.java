package org.xingtan.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.application.ApplicationClocks;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.selection.ChoosingTerms;

/** When and where somebody has to be at sessions of his trainings: these stand in his calendar instead of the bare days and meetings that they fill. */
@Repository
class DeliveryClocks implements Clocks {

    /** No session was before. */
    private static final Instant FIRST = LocalDate.of(2000, 1, 1).atStartOfDay(Window.ZONE).toInstant();

    /** Blocks of days of a training on each of which there is a session. */
    private static final String BLOCKS = """
        select a.id, a.program_id, b.n
          from application.application_card a
          join application.call_card c on c.program_id = a.program_id
         cross join lateral unnest(c.training) with ordinality as b (days, n)
         where a.teacher_id = :person and a.state = 'ADMITTED'
           and not exists (select from generate_series(lower(b.days)::timestamp, (upper(b.days) - 1)::timestamp, interval '1 day') d (day)
                            where not exists (select from delivery.session s where s.training_id = a.program_id and s.day = d.day::date and s.state <> 'CANCELED'))
        """;

    /** Meetings of chosen courses in which there is a session. */
    private static final String MEETINGS = """
        select c.id, m.n
          from selection.meeting_card c
         cross join lateral unnest(c.meets) with ordinality as m (at, n)
         where c.teacher_id = :person
           and exists (select from delivery.session s
                        where s.training_id = c.offering_id and s.state <> 'CANCELED'
                          and tstzrange((s.day + s.starts) at time zone 'Asia/Shanghai', (s.day + s.ends) at time zone 'Asia/Shanghai') && m.at)
        """;

    private final JdbcClient db;
    private final LookAtMine look;

    DeliveryClocks(JdbcClient db, LookAtMine look) {
        this.db = db;
        this.look = look;
    }

    @Override
    public List<Clock> of(TeacherId person, Instant since) {
        var from = LocalDate.ofInstant(since.isBefore(FIRST) ? FIRST : since, Window.ZONE);
        return look.of(person, from, from.plusYears(2)).stream().filter(it -> it.state() != Session.State.CANCELED)
            .map(it -> new Clock("delivery:" + it.id(), "delivery.clock.session", new Localized(it.place().isEmpty() ? it.topic() : it.topic() + " · " + it.place(), null),
                it.begins(), it.over(), "/delivery/sessions/" + it.id(), null, it.revision(), null)).toList();
    }

    @Override
    public Set<String> instead(TeacherId person) {
        var ids = new HashSet<>(db.sql(BLOCKS).param("person", person.value())
            .query((row, _) -> ApplicationClocks.training(new ProgramId(row.getObject("program_id", UUID.class)), row.getObject("id", UUID.class), row.getInt("n"))).list());
        ids.addAll(db.sql(MEETINGS).param("person", person.value()).query((row, _) -> ChoosingTerms.meeting(row.getObject("id", UUID.class), row.getInt("n"))).list());
        return ids;
    }
}
