package org.xingtan.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;

/** The courses and lessons of the catalog. What is defined stays as it is, so what was read once is kept. */
@Repository
public class Courses {

    private static final String COURSE = "select id, code, title, summary, stages from catalog.course_card ";
    private static final String LESSON = """
        select l.id, l.course_id, l.position, l.title, l.kind, l.duration, l.required, q.draw, q.pass_mark, q.time_limit, q.max_attempts
          from catalog.lesson l
          left join catalog.quiz q on q.lesson_id = l.id
        """;

    private final JdbcClient db;
    private final Cache<LessonId, LessonCard> lessons = Caffeine.newBuilder().maximumSize(20_000).build();
    private final Cache<LessonId, LessonContent> contents = Caffeine.newBuilder().maximumSize(2_000).build();

    Courses(JdbcClient db) {
        this.db = db;
    }

    public Optional<CourseCard> find(CourseId course) {
        return db.sql(COURSE + "where id = :id").param("id", course.value()).query((row, _) -> course(row)).optional();
    }

    public Optional<CourseCard> find(String code) {
        return db.sql(COURSE + "where code = :code").param("code", code).query((row, _) -> course(row)).optional();
    }

    public List<CourseCard> findAll(Collection<CourseId> courses) {
        return db.sql(COURSE + "where id = any (:ids::uuid[]) order by code, id").param("ids", uuids(courses))
            .query((row, _) -> course(row)).list();
    }

    /** Whether it stands in the catalog; a withdrawn one is found only by those who know it. */
    public boolean isOffered(CourseId course) {
        return db.sql("select exists (select from catalog.course where id = :id and withdrawn_at is null)").param("id", course.value())
            .query(Boolean.class).single();
    }

    /** Courses that are offered for a stage and those for every stage, with the words in title or summary. */
    public List<CourseCard> search(@Nullable String words, @Nullable String stage, int limit) {
        return db.sql(COURSE + """
                 where withdrawn_at is null
                   and (:stage::text is null or stages = '{}' or :stage = any (stages))
                   and (:words::text is null or position(lower(:words) in lower(title || ' ' || summary)) > 0)
                 order by code, id
                 limit :limit
                """)
            .param("stage", stage)
            .param("words", words)
            .param("limit", limit)
            .query((row, _) -> course(row)).list();
    }

    public Optional<LessonCard> lesson(LessonId lesson) {
        return Optional.ofNullable(lessons.get(lesson, id -> db.sql(LESSON + "where l.id = :id").param("id", id.value())
            .query((row, _) -> lesson(row)).optional().orElse(null)));
    }

    /** The lessons of these courses, each course's in its order. */
    public List<LessonCard> lessons(Collection<CourseId> courses) {
        return db.sql(LESSON + "where l.course_id = any (:ids::uuid[]) order by l.course_id, l.position").param("ids", uuids(courses))
            .query((row, _) -> lesson(row)).list();
    }

    /** @throws NotFound when there is no such lesson */
    public LessonContent content(LessonId lesson) {
        var content = contents.get(lesson, id -> db.sql("""
                select summary, media_id, playlist_id, poster_id, captions, body from catalog.lesson where id = :id
                """)
            .param("id", id.value())
            .query((row, _) -> new LessonContent(id, row.getString("summary"), document(row, "media_id"), document(row, "playlist_id"),
                document(row, "poster_id"), Captions.fromJson(row.getString("captions")), row.getString("body")))
            .optional().orElse(null));
        if (content == null) {
            throw new NotFound(lesson);
        }
        return content;
    }

    private static UUID[] uuids(Collection<CourseId> courses) {
        return courses.stream().map(CourseId::value).toArray(UUID[]::new);
    }

    private static @Nullable DocumentId document(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new DocumentId(id);
    }

    private static CourseCard course(ResultSet row) throws SQLException {
        return new CourseCard(new CourseId(row.getObject("id", UUID.class)), row.getString("code"), row.getString("title"),
            row.getString("summary"), List.of((String[]) row.getArray("stages").getArray()));
    }

    private static LessonCard lesson(ResultSet row) throws SQLException {
        return new LessonCard(new LessonId(row.getObject("id", UUID.class)), new CourseId(row.getObject("course_id", UUID.class)),
            row.getInt("position"), row.getString("title"), LessonCard.Kind.valueOf(row.getString("kind")), row.getInt("duration"),
            row.getBigDecimal("required").doubleValue(), quiz(row));
    }

    private static LessonCard.@Nullable Quiz quiz(ResultSet row) throws SQLException {
        var draw = row.getObject("draw", Integer.class);
        return draw == null ? null
            : new LessonCard.Quiz(draw, row.getInt("pass_mark"), row.getObject("time_limit", Integer.class), row.getObject("max_attempts", Integer.class));
    }
}
