package org.xingtan.program;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.catalog.CourseCard;
import org.xingtan.catalog.Courses;
import org.xingtan.catalog.LessonCard;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.persistence.Pipeline;

/** Puts a program together from its rows. */
@Repository
class ProgramReader {

    private record PlacedWindow(@Nullable UUID phase, @Nullable UUID course, Window window) {}

    private record PlacedCourse(UUID section, CourseId course) {}

    private record PlacedSection(UUID phase, UUID id, String title) {}

    private record Version(int number, Rules rules) {}

    private static final String REVISIONS = "select id, revision from program.program where id = any (?) and published_at is not null";
    private static final ResultSetExtractor<Map<ProgramId, Long>> READ_REVISIONS = rows -> {
        var revisions = new HashMap<ProgramId, Long>();
        while (rows.next()) {
            revisions.put(id(rows, "id"), rows.getLong("revision"));
        }
        return revisions;
    };

    private final JdbcClient db;
    private final Courses courses;

    ProgramReader(JdbcClient db, Courses courses) {
        this.db = db;
        this.courses = courses;
    }

    /** Revision of each published program. */
    Map<ProgramId, Long> revisions() {
        return db.sql("select id, revision from program.program where published_at is not null")
            .query((row, _) -> Map.entry(id(row, "id"), row.getLong("revision"))).list().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<ProgramId, Long> revisions(Collection<ProgramId> programs) {
        return db.sql(REVISIONS).params(array(programs)).query(READ_REVISIONS);
    }

    /** The same, with other statements. */
    Supplier<Map<ProgramId, Long>> revisions(Collection<ProgramId> programs, Pipeline with) {
        return with.ask(REVISIONS, array(programs), READ_REVISIONS);
    }

    private static List<?> array(Collection<ProgramId> programs) {
        return Collections.singletonList(programs.stream().map(ProgramId::value).distinct().toArray(UUID[]::new));
    }

    Optional<Long> revision(ProgramId program) {
        return db.sql("select revision from program.program where id = :id and published_at is not null")
            .param("id", program.value()).query(Long.class).optional();
    }

    void raiseRevision(ProgramId program) {
        db.sql("update program.program set revision = revision + 1 where id = :id").param("id", program.value()).update();
    }

    void admit(ProgramId program, ProgramDetail.Admission admission) {
        db.sql("update program.program set admission = :admission where id = :id").param("admission", admission.name())
            .param("id", program.value()).update();
    }

    Optional<ProgramDetail> read(ProgramId program) {
        var windows = windows(program);
        var phases = phases(program, windows);
        var tracks = tracks(program);
        return rules(program).flatMap(version -> db.sql("""
                select p.id, p.code, p.title, p.summary, p.level, p.term, p.owner_id, n.number, p.notice_id, p.parent_id, p.parent_cap,
                       p.max_rate, p.revision, p.admission
                  from program.program p
                  left join notice.notice_card n on n.id = p.notice_id
                 where p.id = :id
                   and p.published_at is not null
                """)
            .param("id", program.value())
            .query((row, _) -> detail(row, windows, phases, tracks, version)).optional());
    }

    private static ProgramDetail detail(ResultSet row, List<PlacedWindow> windows, List<ProgramDetail.Phase> phases,
                                        List<ProgramDetail.Track> tracks, Version version) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new ProgramDetail(id(row, "id"), row.getString("code"), row.getString("title"), row.getString("summary"),
            row.getString("level"), row.getString("term"), new OrganizationId(row.getObject("owner_id", UUID.class)), row.getString("number"),
            row.getObject("notice_id", UUID.class), parent == null ? null : new ProgramId(parent),
            row.getString("parent_cap").equals("INSIDE"), row.getBigDecimal("max_rate").doubleValue(), row.getLong("revision"),
            at(windows, null, null), phases, tracks, version.number(), version.rules(), ProgramDetail.placed(phases, at(windows, null, null)),
            ProgramDetail.learnWindows(at(windows, null, null), phases),
            ProgramDetail.Admission.valueOf(row.getString("admission")));
    }

    Optional<Window> window(ProgramId program, @Nullable UUID phase, @Nullable UUID course, Window.Kind kind) {
        return at(windows(program), phase, course).stream().filter(it -> it.kind() == kind).findFirst();
    }

    /** Of each window the newest version. */
    private List<PlacedWindow> windows(ProgramId program) {
        return db.sql("""
                select distinct on (phase_id, course_id, kind) phase_id, course_id, kind, opens_at, closes_at
                  from program.window
                 where program_id = :program
                 order by phase_id, course_id, kind, version desc
                """)
            .param("program", program.value())
            .query((row, _) -> new PlacedWindow(row.getObject("phase_id", UUID.class), row.getObject("course_id", UUID.class),
                new Window(Window.Kind.valueOf(row.getString("kind")), row.getObject("opens_at", OffsetDateTime.class).toInstant(),
                    row.getObject("closes_at", OffsetDateTime.class).toInstant())))
            .list();
    }

    private List<ProgramDetail.Phase> phases(ProgramId program, List<PlacedWindow> windows) {
        var sections = sections(program);
        var placed = courses(program);
        var ids = placed.stream().map(PlacedCourse::course).distinct().toList();
        var cards = courses.findAll(ids).stream().collect(Collectors.toMap(CourseCard::id, Function.identity()));
        var lessons = courses.lessons(ids).stream().collect(Collectors.groupingBy(LessonCard::courseId));
        return db.sql("select id, title from program.phase where program_id = :program order by position")
            .param("program", program.value())
            .query((row, _) -> {
                var phase = row.getObject("id", UUID.class);
                return new ProgramDetail.Phase(phase, row.getString("title"), at(windows, phase, null),
                    sections.stream().filter(section -> section.phase().equals(phase)).map(section ->
                        new ProgramDetail.Section(section.id(), section.title(), placed.stream()
                            .filter(it -> it.section().equals(section.id()))
                            .map(it -> new ProgramDetail.Course(Objects.requireNonNull(cards.get(it.course())),
                                at(windows, null, it.course().value()), List.copyOf(lessons.getOrDefault(it.course(), List.of()))))
                            .toList())).toList());
            }).list();
    }

    private List<PlacedSection> sections(ProgramId program) {
        return db.sql("""
                select s.phase_id, s.id, s.title
                  from program.section s
                  join program.phase ph on ph.id = s.phase_id
                 where ph.program_id = :program
                 order by s.phase_id, s.position
                """)
            .param("program", program.value())
            .query((row, _) -> new PlacedSection(row.getObject("phase_id", UUID.class), row.getObject("id", UUID.class), row.getString("title")))
            .list();
    }

    private List<PlacedCourse> courses(ProgramId program) {
        return db.sql("""
                select sc.section_id, sc.course_id
                  from program.section_course sc
                  join program.section s on s.id = sc.section_id
                  join program.phase ph on ph.id = s.phase_id
                 where ph.program_id = :program
                 order by sc.section_id, sc.position
                """)
            .param("program", program.value())
            .query((row, _) -> new PlacedCourse(row.getObject("section_id", UUID.class), new CourseId(row.getObject("course_id", UUID.class))))
            .list();
    }

    private List<ProgramDetail.Track> tracks(ProgramId program) {
        return db.sql("select code, title, title_en, audience from program.track where program_id = :program order by position")
            .param("program", program.value())
            .query((row, _) -> new ProgramDetail.Track(row.getString("code"), row.getString("title"), row.getString("title_en"),
                Json.read(row.getString("audience"), Audience.class)))
            .list();
    }

    private Optional<Version> rules(ProgramId program) {
        return db.sql("select version, rules from program.rules where program_id = :program order by version desc limit 1")
            .param("program", program.value())
            .query((row, _) -> new Version(row.getInt("version"), Json.read(row.getString("rules"), Rules.class))).optional();
    }

    private static List<Window> at(List<PlacedWindow> windows, @Nullable UUID phase, @Nullable UUID course) {
        return windows.stream().filter(it -> Objects.equals(it.phase(), phase) && Objects.equals(it.course(), course))
            .map(PlacedWindow::window).toList();
    }

    private static ProgramId id(ResultSet row, String column) throws SQLException {
        return new ProgramId(row.getObject(column, UUID.class));
    }
}
