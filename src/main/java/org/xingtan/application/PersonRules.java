package org.xingtan.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.directory.People;
import org.xingtan.enrollment.BusyDays;
import org.xingtan.enrollment.Whereabouts;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.Candidate;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.Programs;

/** What a call asks of a person, whoever looks at it and whenever: the same for applying, for each review and for the reserve. */
@Repository
class PersonRules implements BusyDays, Whereabouts {

    /** Days of trainings that touch those that are asked for. */
    private static final String TRAINED = """
        select a.teacher_id, 'application:' || a.program_id as cause, p.title, lower(d.days) as first, upper(d.days) - 1 as last, cast(null as time) as begins,
               cast(null as time) as ends, '/programs/' || a.program_id as href
          from application.application a
         cross join lateral unnest(a.training) d (days)
          join program.program_card p on p.id = a.program_id
         where a.teacher_id = any (:people) and a.state = 'ADMITTED' and a.training <> '{}'
           and a.training && datemultirange(daterange(cast(:from as date), greatest(cast(:from as date), cast(:to as date)), '[]'))
           and lower(d.days) <= cast(:to as date) and upper(d.days) > cast(:from as date)
         order by a.teacher_id, d.days, a.program_id
        """;

    private final JdbcClient db;
    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Programs programs;
    private final AbsenceRules absences;
    private final People people;

    PersonRules(JdbcClient db, Candidates candidates, Eligibility eligibility, Programs programs, AbsenceRules absences, People people) {
        this.db = db;
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.programs = programs;
        this.absences = absences;
        this.people = people;
    }

    Candidate candidate(TeacherId teacher) {
        return candidates.of(teacher);
    }

    /** Of the audience, in the caller's units, free on the days, not barred, and not there again too early. */
    List<Condition> conditions(Call call, TeacherId teacher, Instant now) {
        return conditions(call, teacher, candidate(teacher), now);
    }

    List<Condition> conditions(Call call, TeacherId teacher, Candidate candidate, Instant now) {
        var conditions = new ArrayList<Condition>();
        var path = candidate.organizationPath();
        conditions.add(Condition.of("application.in-range", path != null && call.isAbove(path), call.owner().name()).from(call.notice()));
        conditions.addAll(Objects.requireNonNull(eligibility.of(programs.find(call.program()), candidate).get(call.track())).conditions());
        conditions.add(free(call, teacher));
        apart(call, teacher, now).ifPresent(conditions::add);
        absences.condition(teacher, call.owner().path(), now).ifPresent(conditions::add);
        return conditions;
    }

    /** Whether nothing else of his is on the days of the training. */
    private Condition free(Call call, TeacherId teacher) {
        var training = call.terms().training();
        if (!training.isSet()) {
            return Condition.of("application.days-later", true);
        }
        var others = db.sql("""
                select p.title
                  from application.application a
                  join program.program_card p on p.id = a.program_id
                 where a.teacher_id = :teacher and a.program_id <> :program and a.state = 'ADMITTED' and a.training && cast(:days as datemultirange)
                 union
                select coalesce(o.title, p.title)
                  from selection.meeting_card m
                  join selection.offering_card o on o.offering_id = m.offering_id
                  join program.program_card p on p.id = m.program_id
                 where m.teacher_id = :teacher and m.meets && cast(:hours as tstzmultirange)
                 order by 1
                """)
            .param("teacher", teacher.value()).param("program", call.program().value()).param("days", training.toString()).param("hours", training.hours())
            .query(String.class).list();
        return others.isEmpty() ? Condition.of("application.free", true, training.named()) : Condition.of("application.taken", false, training.named(), others);
    }

    @Override
    public String kind() {
        return "application";
    }

    @Override
    public Optional<String> statement() {
        return Optional.of(TRAINED);
    }

    @Override
    public Map<TeacherId, List<At>> between(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return Whereabouts.ask(db, TRAINED, people, from, to);
    }

    @Override
    public Map<TeacherId, List<Busy>> of(Collection<TeacherId> people) {
        var busy = new HashMap<TeacherId, List<Busy>>();
        db.sql("""
                select a.teacher_id, a.program_id, p.title, lower(d.days)::timestamp at time zone 'Asia/Shanghai', upper(d.days)::timestamp at time zone 'Asia/Shanghai'
                  from application.application a
                 cross join lateral unnest(a.training) d (days)
                  join program.program_card p on p.id = a.program_id
                 where a.teacher_id = any (:people) and a.state = 'ADMITTED' and a.training <> '{}'
                 order by a.teacher_id, d.days
                """)
            .param("people", TeacherId.array(people))
            .query(row -> {
                busy.computeIfAbsent(new TeacherId(row.getObject(1, UUID.class)), _ -> new ArrayList<>())
                    .add(new Busy(new ProgramId(row.getObject(2, UUID.class)), row.getString(3), row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getObject(5, OffsetDateTime.class).toInstant()));
            });
        return busy;
    }

    /** Whether he was not at the same training within the years that it asks for. */
    private Optional<Condition> apart(Call call, TeacherId teacher, Instant now) {
        var years = call.terms().apartYears();
        if (years == 0) {
            return Optional.empty();
        }
        var since = now.atZone(Window.ZONE).minusYears(years).toInstant();
        var last = db.sql("""
                select max(coalesce(upper(c.training)::timestamp at time zone 'Asia/Shanghai', a.settled_at))
                  from application.application a
                  join application.call c on c.program_id = a.program_id
                 where a.teacher_id = :teacher and a.program_id <> :program and a.state = 'ADMITTED' and c.series = :series
                """)
            .param("teacher", teacher.value()).param("program", call.program().value()).param("series", call.series())
            .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))).single().map(OffsetDateTime::toInstant);
        return Optional.of((last.filter(since::isBefore).isPresent() ? Condition.of("application.too-early", false, years, last.get())
            : Condition.of("application.apart", true, years)).from(call.notice()));
    }

    /** Who of these has completed the training, and what it has brought him. */
    Map<TeacherId, CreditHours> completed(ProgramId program, Collection<TeacherId> people) {
        var completed = new HashMap<TeacherId, CreditHours>();
        db.sql("""
                select c.teacher_id, coalesce(sum(e.credited), 0) as hours
                  from program.completion_card c
                  left join ledger.entry_card e on e.teacher_id = c.teacher_id and e.program_id = c.program_id
                 where c.teacher_id = any (:people) and c.program_id = :program
                 group by c.teacher_id
                """)
            .param("people", TeacherId.array(people)).param("program", program.value())
            .query(row -> {
                completed.put(new TeacherId(row.getObject(1, UUID.class)), new CreditHours(row.getBigDecimal(2)));
            });
        return completed;
    }

    /** Until the transaction ends nobody else decides about anybody who is admitted. */
    void lockAdmitted(Call call) {
        db.sql("""
                -- all teachers: whoever was admitted to a call
                select a.teacher_id from application.application a where a.program_id = :program and a.state = 'ADMITTED' order by a.teacher_id
                """)
            .param("program", call.program().value()).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list().forEach(people::lock);
    }

    /** Who is admitted or in reserve. */
    List<TeacherId> listed(Call call) {
        return db.sql("""
                -- all teachers: whoever is admitted to a call, or in its reserve
                select a.teacher_id from application.application a where a.program_id = :program and a.state in ('ADMITTED', 'RESERVE')
                """)
            .param("program", call.program().value()).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    /** Who is admitted and has something else on these days. */
    List<String> notFree(Call call, TrainingDays days) {
        return db.sql("""
                -- all teachers: whoever was admitted to a call
                select distinct t.name
                  from application.application a
                  join directory.teacher_card t on t.teacher_id = a.teacher_id
                 where a.program_id = :program and a.state = 'ADMITTED'
                   and (exists (select from application.application b
                                 where b.teacher_id = a.teacher_id and b.program_id <> a.program_id and b.state = 'ADMITTED'
                                   and b.training && cast(:days as datemultirange))
                        or exists (select from selection.meeting_card m where m.teacher_id = a.teacher_id and m.meets && cast(:hours as tstzmultirange)))
                 order by 1
                """)
            .param("program", call.program().value()).param("days", days.toString()).param("hours", days.hours()).query(String.class).list();
    }
}
