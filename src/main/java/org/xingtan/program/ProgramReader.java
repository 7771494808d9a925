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

    /** Programs of one read: enough to share its cost, few enough for one statement. */
    private static final int AT_ONCE = 1_000;

    private record PlacedWindow(@Nullable UUID phase, @Nullable UUID course, Window window) {}

    private record PlacedSection(UUID id, String title) {}

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

    /** @return the new one */
    long raiseRevision(ProgramId program) {
        return db.sql("update program.program set revision = revision + 1 where id = :id returning revision").param("id", program.value()).query(Long.class).single();
    }

    /** In the order of their ids. What refers to them, or is about to, is not waited for. */
    void lock(Collection<ProgramId> programs) {
        db.sql("select id from program.program where id = any (?) order by id for no key update").params(array(programs)).query(_ -> {});
    }

    /** Locks them in the order of their ids. @return their new revisions */
    Map<ProgramId, Long> admit(Collection<ProgramId> programs, ProgramDetail.Admission admission) {
        return db.sql("""
                with admitted as materialized (select id from program.program where id = any (?) order by id for update)
                update program.program p set admission = ?, revision = revision + 1 from admitted where p.id = admitted.id
                returning p.id, p.revision
                """)
            .params(array(programs).getFirst(), admission.name()).query(READ_REVISIONS);
    }

    /** The same of those alone into which people come so far as {@code from} says. */
    Map<ProgramId, Long> admit(Collection<ProgramId> programs, ProgramDetail.Admission from, ProgramDetail.Admission to) {
        return db.sql("""
                with admitted as materialized (select id from program.program where id = any (?) and admission = ? order by id for update)
                update program.program p set admission = ?, revision = revision + 1 from admitted where p.id = admitted.id
                returning p.id, p.revision
                """)
            .params(array(programs).getFirst(), from.name(), to.name()).query(READ_REVISIONS);
    }

    Optional<ProgramDetail> read(ProgramId program) {
        return revision(program).map(revision -> read(Map.of(program, revision)).get(program));
    }

    /**
     * Those of them that are published, with a few statements for many. What is revised meanwhile is read again: the parts of one belong together.
     *
     * @param revisions as they were just now
     */
    Map<ProgramId, ProgramDetail> read(Map<ProgramId, Long> revisions) {
        var whole = new HashMap<ProgramId, ProgramDetail>();
        var left = revisions;
        while (!left.isEmpty()) {
            var again = new HashMap<ProgramId, Long>();
            var ids = List.copyOf(left.keySet());
            for (var start = 0; start < ids.size(); start += AT_ONCE) {
                for (var read : together(ids.subList(start, Math.min(ids.size(), start + AT_ONCE)))) {
                    if (Objects.equals(left.get(read.id()), read.revision())) {
                        whole.put(read.id(), read);
                    } else {
                        again.put(read.id(), read.revision());
                    }
                }
            }
            left = again;
        }
        return whole;
    }

    /** The row with the revision comes last: when it is the one known before, nothing has changed in between. */
    private List<ProgramDetail> together(List<ProgramId> ids) {
        var programs = ids.stream().map(ProgramId::value).toArray(UUID[]::new);
        var windows = windows(programs);
        var phases = phases(programs, windows);
        var tracks = tracks(programs);
        var rules = rules(programs);
        return db.sql("""
                select p.id, p.code, p.title, p.summary, p.level, p.term, p.owner_id, n.number, p.notice_id, p.parent_id, p.parent_cap,
                       p.max_rate, p.revision, p.admission
                  from program.program p
                  left join notice.notice_card n on n.id = p.notice_id
                 where p.id = any (:programs)
                   and p.published_at is not null
                """)
            .param("programs", programs)
            .query((row, _) -> {
                var id = row.getObject("id", UUID.class);
                var version = rules.get(id);
                return version == null ? Optional.<ProgramDetail>empty() : Optional.of(detail(row, windows.getOrDefault(id, List.of()),
                    phases.getOrDefault(id, List.of()), tracks.getOrDefault(id, List.of()), version));
            }).list().stream().flatMap(Optional::stream).toList();
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
        return at(windows(program.value()).getOrDefault(program.value(), List.of()), phase, course).stream().filter(it -> it.kind() == kind).findFirst();
    }

    /** Of each window the newest version. */
    private Map<UUID, List<PlacedWindow>> windows(UUID... programs) {
        return grouped(db.sql("""
                select distinct on (program_id, phase_id, course_id, kind) program_id, phase_id, course_id, kind, opens_at, closes_at
                  from program.window
                 where program_id = any (:programs)
                 order by program_id, phase_id, course_id, kind, version desc
                """)
            .param("programs", programs)
            .query((row, _) -> Map.entry(row.getObject("program_id", UUID.class),
                new PlacedWindow(row.getObject("phase_id", UUID.class), row.getObject("course_id", UUID.class),
                    new Window(Window.Kind.valueOf(row.getString("kind")), row.getObject("opens_at", OffsetDateTime.class).toInstant(),
                        row.getObject("closes_at", OffsetDateTime.class).toInstant()))))
            .list());
    }

    private Map<UUID, List<ProgramDetail.Phase>> phases(UUID[] programs, Map<UUID, List<PlacedWindow>> windows) {
        var sections = sections(programs);
        var placed = courses(programs);
        var ids = placed.values().stream().flatMap(List::stream).distinct().toList();
        var cards = courses.findAll(ids).stream().collect(Collectors.toMap(CourseCard::id, Function.identity()));
        var lessons = courses.lessons(ids).stream().collect(Collectors.groupingBy(LessonCard::courseId));
        return grouped(db.sql("select id, program_id, title from program.phase where program_id = any (:programs) order by program_id, position")
            .param("programs", programs)
            .query((row, _) -> {
                var program = row.getObject("program_id", UUID.class);
                var phase = row.getObject("id", UUID.class);
                var own = windows.getOrDefault(program, List.of());
                return Map.entry(program, new ProgramDetail.Phase(phase, row.getString("title"), at(own, phase, null),
                    sections.getOrDefault(phase, List.of()).stream().map(section ->
                        new ProgramDetail.Section(section.id(), section.title(), placed.getOrDefault(section.id(), List.of()).stream()
                            .map(course -> new ProgramDetail.Course(Objects.requireNonNull(cards.get(course)),
                                at(own, null, course.value()), List.copyOf(lessons.getOrDefault(course, List.of()))))
                            .toList())).toList()));
            }).list());
    }

    /** By their phases. */
    private Map<UUID, List<PlacedSection>> sections(UUID... programs) {
        return grouped(db.sql("""
                select s.phase_id, s.id, s.title
                  from program.section s
                  join program.phase ph on ph.id = s.phase_id
                 where ph.program_id = any (:programs)
                 order by s.phase_id, s.position
                """)
            .param("programs", programs)
            .query((row, _) -> Map.entry(row.getObject("phase_id", UUID.class), new PlacedSection(row.getObject("id", UUID.class), row.getString("title"))))
            .list());
    }

    /** By their sections. */
    private Map<UUID, List<CourseId>> courses(UUID... programs) {
        return grouped(db.sql("""
                select sc.section_id, sc.course_id
                  from program.section_course sc
                  join program.section s on s.id = sc.section_id
                  join program.phase ph on ph.id = s.phase_id
                 where ph.program_id = any (:programs)
                 order by sc.section_id, sc.position
                """)
            .param("programs", programs)
            .query((row, _) -> Map.entry(row.getObject("section_id", UUID.class), new CourseId(row.getObject("course_id", UUID.class))))
            .list());
    }

    private Map<UUID, List<ProgramDetail.Track>> tracks(UUID... programs) {
        return grouped(db.sql("select program_id, code, title, title_en, audience from program.track where program_id = any (:programs) order by program_id, position")
            .param("programs", programs)
            .query((row, _) -> Map.entry(row.getObject("program_id", UUID.class), new ProgramDetail.Track(row.getString("code"), row.getString("title"),
                row.getString("title_en"), Json.read(row.getString("audience"), Audience.class))))
            .list());
    }

    private Map<UUID, Version> rules(UUID... programs) {
        return db.sql("""
                select distinct on (program_id) program_id, version, rules from program.rules
                 where program_id = any (:programs) order by program_id, version desc
                """)
            .param("programs", programs)
            .query((row, _) -> Map.entry(row.getObject("program_id", UUID.class), new Version(row.getInt("version"), Json.read(row.getString("rules"), Rules.class))))
            .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of each key in their order. */
    private static <T> Map<UUID, List<T>> grouped(List<Map.Entry<UUID, T>> rows) {
        return rows.stream().collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static List<Window> at(List<PlacedWindow> windows, @Nullable UUID phase, @Nullable UUID course) {
        return windows.stream().filter(it -> Objects.equals(it.phase(), phase) && Objects.equals(it.course(), course))
            .map(PlacedWindow::window).toList();
    }

    private static ProgramId id(ResultSet row, String column) throws SQLException {
        return new ProgramId(row.getObject(column, UUID.class));
    }
}
