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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.Programs;

/** What applications ask for: to apply, to correct what was returned, to review; and how it came out. */
@Repository
class ApplicationDuties implements Duties {

    /** How long a result is announced. */
    private static final Duration NEWS = Duration.ofDays(14);

    private static final String TEXT = "application.duty.";

    private static final String[] REVIEWERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.REVIEW_APPLICATIONS)).map(Role::name).toArray(String[]::new);

    private final JdbcClient db;
    private final Calls calls;
    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Programs programs;
    private final Clock clock;

    ApplicationDuties(JdbcClient db, Calls calls, Candidates candidates, Eligibility eligibility, Programs programs, Clock clock) {
        this.db = db;
        this.calls = calls;
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.programs = programs;
        this.clock = clock;
    }

    /** A call that can be applied to, and a person who has. */
    private record Applied(TeacherId teacher, ProgramId program) {}

    @Override
    public Map<TeacherId, List<Duty>> of(Set<TeacherId> teachers) {
        var now = clock.instant();
        var duties = new HashMap<TeacherId, List<Duty>>();
        var applied = new HashSet<Applied>();
        db.sql("""
                select t.teacher_id, t.id, t.program_id, t.state, t.closes_at, t.closes_at + interval '1 second' <= :now as over, c.listed_at >= :news as news
                  from application.standing t
                  join application.call c on c.program_id = t.program_id
                 where t.teacher_id = any (:teachers) and t.state <> 'WITHDRAWN'
                """)
            .param("teachers", TeacherId.array(teachers)).param("news", now.minus(NEWS).atOffset(ZoneOffset.UTC)).param("now", now.atOffset(ZoneOffset.UTC))
            .query(row -> {
                var teacher = new TeacherId(row.getObject("teacher_id", UUID.class));
                applied.add(new Applied(teacher, new ProgramId(row.getObject("program_id", UUID.class))));
                own(row).forEach(duty -> duties.computeIfAbsent(teacher, _ -> new ArrayList<>()).add(duty));
            });
        open(teachers, applied, now).forEach((teacher, open) -> duties.computeIfAbsent(teacher, _ -> new ArrayList<>()).addAll(open));
        return duties;
    }

    private List<Duty> own(ResultSet row) throws SQLException {
        var call = calls.all().get(new ProgramId(row.getObject("program_id", UUID.class)));
        var state = row.getString("state");
        if (call == null) {
            return List.of();
        }
        var href = "/applications/" + row.getObject("id", UUID.class);
        if (state.equals("RETURNED") && !call.isListed() && !row.getBoolean("over")) {
            return List.of(new Duty(TEXT + "returned", List.of(call.title()), TEXT + "about", "pen", instant(row, "closes_at"), href));
        }
        if (row.getBoolean("news") && (state.equals("ADMITTED") || state.equals("RESERVE"))) {
            return List.of(new Duty(TEXT + state.toLowerCase(Locale.ROOT), List.of(call.title()), TEXT + "about", "certificate", null, href));
        }
        return List.of();
    }

    /** Null for until the list is published. */
    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** To whom a call is open that takes him, and he has not applied. Nothing is read while no call is open. */
    private Map<TeacherId, List<Duty>> open(Set<TeacherId> teachers, Set<Applied> applied, Instant now) {
        var open = calls.all().values().stream().filter(call -> call.isApplying(now)).toList();
        var duties = new HashMap<TeacherId, List<Duty>>();
        if (open.isEmpty()) {
            return duties;
        }
        candidates.of(teachers).forEach((teacher, person) -> open.stream()
            .filter(call -> call.isOfferedTo(person.organizationPath()) && !applied.contains(new Applied(teacher, call.program())))
            .filter(call -> programs.isPublished(call.program()) && eligibility.takes(programs.find(call.program()), person))
            .forEach(call -> duties.computeIfAbsent(teacher, _ -> new ArrayList<>())
                .add(new Duty(TEXT + "open", List.of(call.title()), TEXT + "about", "notice", call.applying().closes(), "/applications/programs/" + call.program()))));
        return duties;
    }

    @Override
    public Map<TeacherId, List<Duty>> ofOffices(Set<TeacherId> appointed) {
        var duties = new HashMap<TeacherId, List<Duty>>();
        var now = clock.instant();
        db.sql("""
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
                select s.reviewer, s.program_id, p.title, min(s.closes_at) as due, count(*)::int as n
                  from lies s
                  join program.program_card p on p.id = s.program_id
                 where s.reviewer <> s.teacher_id and (s.closes_at is null or s.closes_at + interval '1 second' > :now)
                   and s.organization_id = case s.level when 'SCHOOL' then s.step_school_id when 'COUNTY' then s.step_county_id else s.last_id end
                 group by s.reviewer, s.program_id, p.title
                """)
            .param("now", now.atOffset(ZoneOffset.UTC)).param("teachers", TeacherId.array(appointed)).param("roles", REVIEWERS)
            .query(row -> {
                duties.computeIfAbsent(new TeacherId(row.getObject("reviewer", UUID.class)), _ -> new ArrayList<>()).add(
                    new Duty(TEXT + "review", List.of(row.getString("title"), row.getInt("n")), TEXT + "about", "people",
                        instant(row, "due"),
                        "/console/applications/calls/" + row.getObject("program_id", UUID.class) + "/queue"));
            });
        return duties;
    }
}
