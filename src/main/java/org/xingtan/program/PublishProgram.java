package org.xingtan.program;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.Courses;
import org.xingtan.notice.Notices;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Json;

/** Use case: a program is published, whole, with version 1 of its rules. A code that is there already stays as it is. */
@Service
public class PublishProgram {

    private final JdbcClient db;
    private final Notices notices;
    private final PublishRules rules;
    private final Windows windows;
    private final Courses courses;
    private final Clock clock;

    PublishProgram(JdbcClient db, Notices notices, PublishRules rules, Windows windows, Courses courses, Clock clock) {
        this.db = db;
        this.notices = notices;
        this.rules = rules;
        this.windows = windows;
        this.courses = courses;
        this.clock = clock;
    }

    /**
     * @throws NotFound when its notice or a course is not there
     * @throws Refused when its rules name tracks, phases or lessons that it has not, or a course was withdrawn
     */
    @Transactional
    public ProgramId publish(ProgramDefinition program) {
        var id = ProgramId.next();
        if (insert(id, program) == 0) {
            return find(program.code()).orElseThrow();
        }
        program.windows().forEach(window -> windows.set(new Windows.Place(id, null, null), window, 1, "", null));
        insertTracks(id, program.tracks());
        var position = 0;
        for (var phase : program.phases()) {
            insert(id, ++position, phase);
        }
        rules.first(id, program.rules());
        return id;
    }

    /** The program of a code, published or not. */
    public Optional<ProgramId> find(String code) {
        return db.sql("select id from program.program where code = :code").param("code", code)
            .query((row, _) -> new ProgramId(row.getObject(1, UUID.class))).optional();
    }

    private int insert(ProgramId id, ProgramDefinition program) {
        return db.sql("""
                insert into program.program
                    (id, code, title, summary, level, term, owner_id, notice_id, parent_id, parent_cap, max_rate, published_at)
                values (:id, :code, :title, :summary, :level, :term, :owner, :notice::uuid, :parent::uuid, :parentCap, :maxRate, :at)
                on conflict (code) do nothing
                """)
            .param("id", id.value())
            .param("code", program.code())
            .param("title", program.title())
            .param("summary", program.summary()).param("term", program.term())
            .param("level", program.level())
            .param("owner", program.owner().value())
            .param("notice", program.notice() == null ? null : notices.id(program.notice()))
            .param("parent", program.parent() == null ? null : program.parent().value())
            .param("parentCap", program.insideParentCap() ? "INSIDE" : "OUTSIDE")
            .param("maxRate", java.math.BigDecimal.valueOf(program.maxRate()))
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    }

    private void insertTracks(ProgramId program, List<ProgramDetail.Track> tracks) {
        var position = 0;
        for (var track : tracks) {
            db.sql("""
                    insert into program.track (program_id, code, position, title, title_en, audience)
                    values (:program, :code, :position, :title, :titleEn, :audience)
                    """)
                .param("program", program.value())
                .param("code", track.code())
                .param("position", ++position)
                .param("title", track.title())
                .param("titleEn", track.titleEn())
                .param("audience", Json.jsonb(track.audience()))
                .update();
        }
    }

    private void insert(ProgramId program, int position, ProgramDefinition.Phase phase) {
        db.sql("insert into program.phase (id, program_id, position, title) values (:id, :program, :position, :title)")
            .param("id", phase.id()).param("program", program.value()).param("position", position).param("title", phase.title())
            .update();
        phase.windows().forEach(window -> windows.set(new Windows.Place(program, phase.id(), null), window, 1, "", null));
        var next = 0;
        for (var section : phase.sections()) {
            insert(program, phase.id(), ++next, section);
        }
    }

    /** What left the catalog comes into no new program. */
    private CourseId offered(String code) {
        var course = courses.find(code).orElseThrow(() -> new NotFound(code)).id();
        if (!courses.isOffered(course)) {
            throw new Refused("program.course-offered", code);
        }
        return course;
    }

    private void insert(ProgramId program, UUID phase, int position, ProgramDefinition.Section section) {
        var id = Uuids.next();
        db.sql("insert into program.section (id, phase_id, position, title) values (:id, :phase, :position, :title)")
            .param("id", id).param("phase", phase).param("position", position).param("title", section.title())
            .update();
        var next = 0;
        for (var place : section.courses()) {
            var course = offered(place.course());
            db.sql("insert into program.section_course (section_id, position, course_id) values (:section, :position, :course)")
                .param("section", id).param("position", ++next).param("course", course.value())
                .update();
            place.windows().forEach(window -> windows.set(new Windows.Place(program, null, course.value()), window, 1, "", null));
        }
    }
}
