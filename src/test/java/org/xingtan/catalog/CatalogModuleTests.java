package org.xingtan.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class CatalogModuleTests {

    @Autowired DefineCourse define;
    @Autowired Courses courses;
    @Autowired Questions questions;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private OrganizationId owner;
    private final String code = "c-" + UUID.randomUUID();
    private final DocumentId media = DocumentId.next();
    private final DocumentId captions = DocumentId.next();

    @BeforeEach
    void makeOwner() {
        owner = cast.city().id();
    }

    @Test
    void readsACourseAsItWasDefined() {
        var course = define.define(definition("Title"));

        assertThat(courses.find(course)).contains(new CourseCard(course, code, "Title", "About", List.of("PRIMARY")));
        var lessons = courses.lessons(List.of(course));
        assertThat(lessons).extracting(LessonCard::title).containsExactly("Film", "Text");
        assertThat(lessons.getFirst().quiz()).isEqualTo(new LessonCard.Quiz(2, 70, 600, 3));
        assertThat(courses.lesson(lessons.getFirst().id())).contains(lessons.getFirst());
        var content = courses.content(lessons.getFirst().id());
        assertThat(content.media()).isEqualTo(media);
        assertThat(content.captions()).isEqualTo(Map.of("zh-CN", captions));
        assertThat(courses.content(lessons.get(1).id()).body()).isEqualTo("Read.");
        assertThat(questions.ofLesson(lessons.getFirst().id())).extracting(Question::kind)
            .containsExactly(QuestionKind.SINGLE, QuestionKind.TRUE_FALSE, QuestionKind.MULTIPLE);
        assertThat(questions.ofLesson(lessons.get(1).id())).isEmpty();
    }

    @Test
    void aCodeThatIsThereStaysAsItIs() {
        var first = define.define(definition("First"));
        var second = define.define(definition("Second"));

        assertThat(second).isEqualTo(first);
        assertThat(courses.find(code).orElseThrow().title()).isEqualTo("First");
        assertThat(courses.lessons(List.of(first))).hasSize(2);
    }

    @Test
    void findsCoursesByWordsAndStage() {
        define.define(definition("Needle " + code));

        assertThat(courses.search("needle " + code, null, 10)).hasSize(1);
        assertThat(courses.search("needle " + code, "PRIMARY", 10)).hasSize(1);
        assertThat(courses.search("needle " + code, "JUNIOR", 10)).isEmpty();
        assertThat(courses.search("100% needle", null, 10)).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(courses.lesson(LessonId.next())).isEmpty();
        assertThatThrownBy(() -> courses.content(LessonId.next())).isInstanceOf(NotFound.class);
    }

    @Test
    void theDatabaseRefusesALessonWithoutContent() {
        var course = define.define(definition("Title"));

        assertThatThrownBy(() -> db.sql("""
                insert into catalog.lesson (id, course_id, position, title, kind, duration) values (:id, :course, 9, 'x', 'VIDEO', 40)
                """).param("id", UUID.randomUUID()).param("course", course.value()).update())
            .isInstanceOf(DataAccessException.class);
    }

    private CourseDefinition definition(String title) {
        return new CourseDefinition(code, title, "About", owner, List.of("PRIMARY"), List.of(
            CourseDefinition.Lesson.video("Film", "", 40, media, null, Map.of("zh-CN", captions),
                new CourseDefinition.Quiz(2, 70, 600, 3, Curriculum.bank())),
            CourseDefinition.Lesson.text("Text", "", 60, "Read.", null)));
    }
}
