package org.xingtan.enrollment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;

/** The windows of programs: of those somebody takes part in or may join, and for an office of all that reach its units. */
@Repository
class ProgramClocks implements Clocks {

    private static final String SELECT = """
        select w.program_id, w.phase_id, w.course_id, w.kind, w.opens_at, w.closes_at, w.version, w.set_at
          from program.window_card w
         where w.closes_at >= :since and w.program_id = any (:programs)
         order by w.closes_at, w.program_id, w.kind
         limit 500
        """;

    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.MANAGE_PROGRAMS)).map(Role::name).toArray(String[]::new);

    private final JdbcClient db;
    private final Programs programs;
    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Participations participations;

    ProgramClocks(JdbcClient db, Programs programs, Candidates candidates, Eligibility eligibility, Participations participations) {
        this.db = db;
        this.programs = programs;
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.participations = participations;
    }

    @Override
    public List<Clock> of(TeacherId person, Instant since) {
        var joined = participations.ofTeacher(person).stream().map(Participation::program);
        var candidate = candidates.of(person);
        var open = programs.joinable().stream().filter(program -> eligibility.takes(program, candidate)).map(ProgramDetail::id);
        return clocks(Stream.concat(joined, open).map(ProgramId::value).distinct().toArray(UUID[]::new), since, "/programs/");
    }

    /** Courses of a term have its windows: sixty times the same would say less. Whoever does not keep a program is led to the page of those who learn in it. */
    @Override
    public List<Clock> ofOffices(TeacherId appointed, Instant since) {
        var reaching = new LinkedHashMap<UUID, Boolean>();
        db.sql("""
                select p.id, bool_or(a.path @> o.path and a.role = any (:keepers)) as kept
                  from directory.appointment_card a
                  join directory.organization_card o on o.path @> a.path
                  join program.program_card p on p.owner_id = o.id and p.published_at is not null
                 where a.teacher_id = :person
                 group by p.id
                """)
            .param("person", appointed.value()).param("keepers", KEEPERS).query(row -> {
                reaching.put(row.getObject("id", UUID.class), row.getBoolean("kept"));
            });
        reaching.keySet().removeIf(id -> programs.find(new ProgramId(id)).admission() == ProgramDetail.Admission.SELECTION);
        return Stream.of(true, false).flatMap(kept -> clocks(reaching.keySet().stream().filter(id -> kept.equals(reaching.get(id))).toArray(UUID[]::new), since,
            kept ? "/console/programs/" : "/programs/").stream()).toList();
    }

    private List<Clock> clocks(UUID[] ids, Instant since, String page) {
        if (ids.length == 0) {
            return List.of();
        }
        return db.sql(SELECT).param("since", since.atOffset(ZoneOffset.UTC)).param("programs", ids).query((row, _) -> clock(row, page)).list();
    }

    private Clock clock(ResultSet row, String page) throws SQLException {
        var program = programs.find(new ProgramId(row.getObject("program_id", UUID.class)));
        var phase = row.getObject("phase_id", UUID.class);
        var course = row.getObject("course_id", UUID.class);
        return new Clock("program:" + program.id() + ":" + (phase == null ? "" : phase) + ":" + (course == null ? "" : course) + ":" + row.getString("kind"),
            "platform.window." + row.getString("kind"), title(program, phase, course), row.getObject("opens_at", OffsetDateTime.class).toInstant(),
            row.getObject("closes_at", OffsetDateTime.class).toInstant(), page + program.id(), program.notice(), row.getInt("version"),
            row.getObject("set_at", OffsetDateTime.class).toInstant());
    }

    private static Localized title(ProgramDetail program, @Nullable UUID phase, @Nullable UUID course) {
        var part = course == null
            ? program.phases().stream().filter(it -> it.id().equals(phase)).map(ProgramDetail.Phase::title).findFirst()
            : program.phases().stream().flatMap(it -> it.sections().stream()).flatMap(it -> it.courses().stream())
                .filter(it -> it.card().id().value().equals(course)).map(it -> it.card().title()).findFirst();
        return new Localized(part.map(it -> program.title() + " · " + it).orElse(program.title()), null);
    }
}
