package org.xingtan.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;
import org.xingtan.program.Candidate;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** What applications ask for: to apply, to correct what was returned, to review, to give a free place again; and how it came out. */
@Repository
class ApplicationDuties implements Duties {

    /** How long a result is announced. */
    private static final Duration NEWS = Duration.ofDays(14);

    private static final String TEXT = "application.duty.";

    private static final String[] REVIEWERS = whoMay(Task.REVIEW_APPLICATIONS);
    private static final String[] KEEPERS = whoMay(Task.MANAGE_PROGRAMS);

    private final Calls calls;
    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Programs programs;
    private final Clock clock;

    ApplicationDuties(Calls calls, Candidates candidates, Eligibility eligibility, Programs programs, Clock clock) {
        this.calls = calls;
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.programs = programs;
        this.clock = clock;
    }

    /**
     * An application of somebody.
     *
     * @param closes null for until the list is published
     * @param news   whether the list is
     */
    private record Applied(ProgramId program, UUID id, String state, @Nullable Instant closes, boolean over, boolean news) {}

    private record Open(Call call, ProgramDetail program) {}

    /** A place on a published list that somebody in reserve could have. */
    private record Vacancy(ProgramId program, Duty duty) {}

    private static String[] whoMay(Task task) {
        return Arrays.stream(Role.values()).filter(role -> role.allows(task)).map(Role::name).toArray(String[]::new);
    }

    /** While no call is open, nobody is looked at who has not applied. */
    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        var now = clock.instant();
        var known = calls.all();
        var applying = known.values().stream().filter(call -> call.isApplying(now)).toList();
        Reading<Map<TeacherId, Candidate>> people = applying.isEmpty() ? Reading.known(Map.of()) : candidates.reading(teachers);
        return applied(teachers, now).and(people, (applied, candidate) -> {
            var duties = new HashMap<TeacherId, List<Duty>>();
            applied.forEach((teacher, all) -> duties.computeIfAbsent(teacher, _ -> new ArrayList<>()).addAll(own(all, known)));
            var open = published(applying);
            candidate.forEach((teacher, person) -> duties.computeIfAbsent(teacher, _ -> new ArrayList<>())
                .addAll(open(person, applied.getOrDefault(teacher, List.of()), open)));
            return duties;
        });
    }

    private static Reading<Map<TeacherId, List<Applied>>> applied(Set<TeacherId> teachers, Instant now) {
        return Query.of("""
                select t.teacher_id, t.id, t.program_id, t.state, t.closes_at, t.closes_at + interval '1 second' <= :now as over, c.listed_at >= :news as news
                  from application.standing t
                  join application.call c on c.program_id = t.program_id
                 where t.teacher_id = any (:teachers) and t.state <> 'WITHDRAWN'
                """)
            .param("teachers", TeacherId.array(teachers)).param("news", now.minus(NEWS).atOffset(ZoneOffset.UTC)).param("now", now.atOffset(ZoneOffset.UTC))
            .ofTeachers(row -> new Applied(new ProgramId(row.getObject("program_id", UUID.class)), row.getObject("id", UUID.class), row.getString("state"),
                instant(row, "closes_at"), row.getBoolean("over"), row.getBoolean("news")));
    }

    private static List<Duty> own(List<Applied> applied, Map<ProgramId, Call> calls) {
        return applied.stream().map(it -> own(it, calls.get(it.program))).filter(Objects::nonNull).toList();
    }

    private static @Nullable Duty own(Applied applied, @Nullable Call call) {
        if (call == null) {
            return null;
        }
        var href = "/applications/" + applied.id;
        if (applied.state.equals("RETURNED") && !call.isListed() && !applied.over) {
            return new Duty(TEXT + "returned", List.of(call.title()), TEXT + "about", "pen", applied.closes, href);
        }
        return applied.news && (applied.state.equals("ADMITTED") || applied.state.equals("RESERVE"))
            ? new Duty(TEXT + applied.state.toLowerCase(Locale.ROOT), List.of(call.title()), TEXT + "about", "certificate", null, href) : null;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private List<Open> published(List<Call> applying) {
        return applying.isEmpty() ? List.of() : programs.published().stream()
            .flatMap(program -> applying.stream().filter(call -> call.program().equals(program.id())).map(call -> new Open(call, program))).toList();
    }

    /** That take him, and to which he has not applied. */
    private List<Duty> open(Candidate person, List<Applied> applied, List<Open> all) {
        return all.stream().filter(it -> it.call.isOfferedTo(person.organizationPath()) && applied.stream().noneMatch(his -> his.program.equals(it.call.program())))
            .filter(it -> eligibility.takes(it.program, person))
            .map(it -> new Duty(TEXT + "open", List.of(it.call.title()), TEXT + "about", "notice", it.call.applying().closes(),
                "/applications/programs/" + it.call.program())).toList();
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Duties.together(List.of(reviews(appointed), replacements(appointed)));
    }

    private Reading<Map<TeacherId, List<Duty>>> reviews(Set<TeacherId> appointed) {
        return Query.of("""
                with office as (
                    select r.teacher_id, r.organization_id, o.parent_id
                      from directory.appointment_card r
                      join directory.organization_card o on o.id = r.organization_id
                     where r.teacher_id = any (:teachers) and r.role = any (:roles)),
                near as (
                    select f.teacher_id as reviewer, f.organization_id, a.teacher_id, a.id
                      from office f
                      join application.call c on c.owner_id in (f.organization_id, f.parent_id) and c.listed_at is null
                      join application.application a on a.program_id = c.program_id and a.state = 'SUBMITTED'
                     union
                    select f.teacher_id, f.organization_id, a.teacher_id, a.id
                      from office f
                      join application.application a on a.unit_id = f.organization_id and a.state = 'SUBMITTED'),
                lies as (
                    select n.reviewer, n.organization_id, t.teacher_id, t.program_id, t.step_school_id, t.step_county_id, t.last_id,
                           case when t.level = 'SCHOOL' and t.silent_from <= :now then t.next_level else t.level end as level,
                           case when t.level = 'SCHOOL' and t.silent_from <= :now then t.next_closes_at else t.closes_at end as closes_at
                      from near n
                      join application.standing t on t.teacher_id = n.teacher_id and t.id = n.id
                      join application.call c on c.program_id = t.program_id and c.listed_at is null)
                select s.reviewer as teacher_id, s.program_id, p.title, min(s.closes_at) as due, count(*)::int as n
                  from lies s
                  join program.program_card p on p.id = s.program_id
                 where s.reviewer <> s.teacher_id and (s.closes_at is null or s.closes_at + interval '1 second' > :now)
                   and s.organization_id = case s.level when 'SCHOOL' then s.step_school_id when 'COUNTY' then s.step_county_id else s.last_id end
                 group by s.reviewer, s.program_id, p.title
                """)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("teachers", TeacherId.array(appointed)).param("roles", REVIEWERS)
            .ofTeachers(row -> new Duty(TEXT + "review", List.of(row.getString("title"), row.getInt("n")), TEXT + "about", "people", instant(row, "due"),
                "/console/applications/calls/" + row.getObject("program_id", UUID.class) + "/queue"));
    }

    /**
     * Whoever falls out of a published list tells nobody: it is said to who keeps the list, until the training is over, while somebody in reserve still works where
     * it was called. Whether he meets everything else too is asked when the place is given.
     */
    private Reading<Map<TeacherId, List<Duty>>> replacements(Set<TeacherId> appointed) {
        return Query.of("""
                select k.teacher_id, c.program_id, p.title, c.places - n.admitted as free, n.reserve, n.resigned, n.absent,
                       case when lower(c.training) > d.today then lower(c.training)::timestamp at time zone 'Asia/Shanghai' - interval '1 second' end as due
                  from (select distinct r.teacher_id, r.organization_id
                          from directory.appointment_card r
                         where r.teacher_id = any (:teachers) and r.role = any (:roles)) k
                 cross join (select (cast(:now as timestamptz) at time zone 'Asia/Shanghai')::date as today) d
                  join application.last_card z on z.id = k.organization_id
                  join application.call c on c.program_id = z.program_id and c.listed_at is not null and coalesce(upper(c.training) > d.today, true)
                  join directory.organization_card o on o.id = c.owner_id
                  join program.program_card p on p.id = c.program_id
                 cross join lateral (
                       select count(*) filter (where a.state = 'ADMITTED')::int as admitted, count(*) filter (where a.state = 'RESIGNED')::int as resigned,
                              count(*) filter (where a.state = 'ABSENT')::int as absent,
                              count(*) filter (where a.teacher_id <> k.teacher_id and w.organization_path operator(public.<@) o.path)::int as reserve
                         from application.application a
                         left join directory.person_card w on w.teacher_id = a.teacher_id and a.state = 'RESERVE'
                        where a.program_id = c.program_id and a.state in ('ADMITTED', 'RESERVE', 'RESIGNED', 'ABSENT')) n
                 where n.admitted < c.places and n.reserve > 0
                """)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("teachers", TeacherId.array(appointed)).param("roles", KEEPERS)
            .ofTeachers(ApplicationDuties::vacancy).as(this::learnable);
    }

    private static Vacancy vacancy(ResultSet row) throws SQLException {
        var program = new ProgramId(row.getObject("program_id", UUID.class));
        return new Vacancy(program, new Duty(TEXT + "replace", List.of(row.getString("title"), row.getInt("free"), row.getInt("reserve"), row.getInt("resigned"), row.getInt("absent")),
            TEXT + "replace.about", "people", instant(row, "due"), "/console/applications/calls/" + program + "/list"));
    }

    /** Nobody is asked for who would find nothing left to learn. */
    private Map<TeacherId, List<Duty>> learnable(Map<TeacherId, List<Vacancy>> free) {
        var now = clock.instant();
        return free.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
            his -> his.getValue().stream().filter(it -> !programs.find(it.program).isFrozen(now)).map(Vacancy::duty).toList()));
    }
}
