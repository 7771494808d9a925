package org.xingtan.study;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.Clocks;

/** When somebody has to be at an event of his school's study: at those his unit and the ones above it invite him to, and at those he leads. */
@Repository
class StudyClocks implements Clocks {

    /** No event was before. */
    private static final Instant FIRST = LocalDate.of(2000, 1, 1).atStartOfDay(Window.ZONE).toInstant();

    private final JdbcClient db;

    StudyClocks(JdbcClient db) {
        this.db = db;
    }

    /** What is called off is no clock any more. An event is never held at another time than was said: that would be another event. */
    @Override
    public List<Clock> of(TeacherId person, Instant since) {
        return db.sql("""
                with mine as materialized (
                    select p.id
                      from directory.person_card c
                      join directory.organization_card o on o.path @> c.organization_path
                      join study.plan p on p.unit_id = o.id and p.state = 'CONFIRMED'
                     where c.teacher_id = :person)
                select e.id, e.topic, e.place, e.day, e.starts, e.ends, e.plan_id in (select id from mine) as invited
                  from study.event e
                 where e.id in (select i.id from mine join study.event i on i.plan_id = mine.id and i.day >= :since
                                 union all
                                select l.id from study.event l where l.leader_id = :person and l.day >= :since)
                   and e.state <> 'CANCELED'
                 order by e.day, e.starts, e.id
                 limit 500
                """)
            .param("person", person.value()).param("since", LocalDate.ofInstant(since.isBefore(FIRST) ? FIRST : since, Window.ZONE))
            .query((row, _) -> {
                var id = row.getObject("id", UUID.class);
                var day = row.getObject("day", LocalDate.class);
                return new Clock("study:" + id, "study.clock.event", new Localized(row.getString("topic") + " · " + row.getString("place"), null),
                    at(day, row.getObject("starts", LocalTime.class)), at(day, row.getObject("ends", LocalTime.class)),
                    (row.getBoolean("invited") ? "/study/events/" : "/console/study/events/") + id, null, 1, null);
            }).list();
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(Window.ZONE).toInstant();
    }
}
