package org.xingtan.study;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.enrollment.Whereabouts;
import org.xingtan.platform.TeacherId;

/** Events as where people are: whoever was there, whoever leads it, and whom a unit has invited. */
@Repository
class AtEvents implements Whereabouts {

    /** An event {@code v} as where somebody is. */
    private static final String AT = """
        'study:' || v.id as cause, v.topic as title, v.day as first, v.day as last, v.starts as begins, v.ends, '/console/study/events/' || v.id as href
        """;

    private static final String LEADING = "select v.leader_id as teacher_id, " + AT + """
          from study.event v
         where v.leader_id = any (:people) and v.state <> 'CANCELED' and v.day between :from and :to
           and not exists (select from study.attendance a where a.teacher_id = v.leader_id and a.event_id = v.id and a.state = 'ABSENT')
        """;

    /** Whoever was there, and whoever leads it. */
    private static final String THERE = "select a.teacher_id, " + AT + """
          from study.attendance a
          join study.event v on v.id = a.event_id and v.state <> 'CANCELED' and v.day between :from and :to
         where a.teacher_id = any (:people) and a.state <> 'ABSENT'
         union
        """ + LEADING + " order by teacher_id, first, begins, cause";

    private final JdbcClient db;

    AtEvents(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String kind() {
        return "study";
    }

    @Override
    public Optional<String> statement() {
        return Optional.of(LEADING);
    }

    @Override
    public Map<TeacherId, List<At>> between(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return Whereabouts.ask(db, THERE, people, from, to);
    }

    @Override
    public Map<TeacherId, List<At>> bound(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return Whereabouts.ask(db, LEADING, people, from, to);
    }

    /** The events of its own plan and of those above it that are confirmed: everybody is invited to these. */
    @Override
    public List<At> ofEverybody(String path, LocalDate from, LocalDate to) {
        return ofEverybody(Set.of(path), from, to).getOrDefault(path, List.of());
    }

    @Override
    public Map<String, List<At>> ofEverybody(Set<String> paths, LocalDate from, LocalDate to) {
        return db.sql("select w.path, " + AT + """
                  from unnest(cast(:paths as text[])) as w (path)
                  join directory.organization_card o on o.path operator(public.@>) w.path::public.ltree
                  join study.plan p on p.unit_id = o.id and p.state = 'CONFIRMED'
                  join study.event v on v.plan_id = p.id and v.state <> 'CANCELED' and v.day between :from and :to
                 order by v.day, v.starts, v.id
                """)
            .param("paths", paths.toArray(String[]::new)).param("from", from).param("to", to)
            .query((row, _) -> Map.entry(row.getString("path"), Whereabouts.read(row))).list().stream()
            .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
