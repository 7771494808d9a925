package org.xingtan.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;
import org.xingtan.catalog.CourseCard;
import org.xingtan.catalog.Courses;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.Questions;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** From an empty form to the catalog: by forms, and past a reviewer who has not worked on it. */
@XingtanTest
class CourseMakingTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Forms forms;
    @Autowired JdbcClient db;
    @Autowired Drafts drafts;
    @Autowired Lessons lessons;
    @Autowired Courses catalog;
    @Autowired Questions questions;
    @Autowired ReviewCourse review;
    @Autowired PublishCourse publish;
    @Autowired MakeCourse make;
    @Autowired EditLesson edit;

    private Cast.Place county;
    private Actor maker;
    private Actor expert;
    private DraftId draft;
    private String code = "";

    @BeforeEach
    void begin() {
        county = cast.county();
        maker = cast.administrator(county);
        expert = cast.actor(cast.staff(county, Role.EXPERT));
        code = "T-" + UUID.randomUUID().toString().substring(0, 12);
        draft = DraftId.next();
        assertThat(create(maker, draft, code)).hasStatus(302).hasRedirectedUrl("/console/courses/" + draft);
    }

    @Test
    void aCourseMadeByFormsComesIntoTheCatalogAsItWasMade() {
        makeReady();
        review.submit(maker, draft);
        review.approve(expert, draft, "");
        publish.publish(maker, draft);

        var course = catalog.find(code).orElseThrow();
        assertThat(course).isEqualTo(new CourseCard(course.id(), code, "班级心理", "写给班主任", List.of("PRIMARY")));
        var published = catalog.lessons(List.of(course.id())).getFirst();
        assertThat(published.duration()).isEqualTo(750);
        assertThat(published.required()).isEqualTo(1.0);
        assertThat(published.quiz()).isEqualTo(new LessonCard.Quiz(1, 80, 600, 3));
        assertThat(catalog.content(published.id()).body()).isEqualTo("第一段\n\n第二段");
        assertThat(questions.ofLesson(published.id())).extracting(Question::text).containsExactly("二加二得几？", "天是蓝的");
        assertThat(questions.ofLesson(published.id()).getFirst().key().stringValue()).isEqualTo("b");
    }

    @Test
    void theSameFormSentAgainMakesNothingTwice() {
        assertThat(create(maker, draft, code)).hasStatus(302);
        makeReady();
        var before = lessons.of(draft);
        makeReady();

        assertThat(lessons.of(draft)).isEqualTo(before);
        review.submit(maker, draft);
        review.submit(maker, draft);
        review.approve(expert, draft, "");
        review.approve(expert, draft, "");
        publish.publish(maker, draft);
        publish.publish(maker, draft);
        assertThat(drafts.steps(draft)).extracting(Step::act)
            .containsExactly(Step.Act.PUBLISH, Step.Act.APPROVE, Step.Act.SUBMIT, Step.Act.CREATE);
    }

    @Test
    void whatWaitsForSomebodyStandsOnHisListAndOnNobodyElses() {
        create(maker, draft, code);
        makeReady();
        review.submit(maker, draft);
        assertThat(text(forms.get(expert, "/home"))).contains("有 1 门课程待审核");
        assertThat(text(forms.get(maker, "/home"))).doesNotContain("门课程待审核");
        assertThat(text(forms.get(cast.actor(cast.staff(cast.county(), Role.EXPERT)), "/home"))).doesNotContain("门课程待审核");

        review.giveBack(expert, draft, "请补充第二课");
        assertThat(text(forms.get(maker, "/home"))).contains("课程被退回修改：");
        assertThat(text(forms.get(expert, "/home"))).doesNotContain("门课程待审核");
    }

    @Test
    void whatIsNotReadyAndNotReviewedIsNotPublished() {
        create(maker, draft, code);
        assertThat(text(forms.get(maker, "/console/courses/" + draft))).contains(code);
        assertThat(forms.post(maker, "/console/courses/" + draft + "/lessons", "id", LessonId.next().toString(), "kind", "VIDEO", "title", "没有片子")).hasStatus(302);

        assertThat(forms.post(maker, "/console/courses/" + draft + "/publication")).hasStatus(409);
        assertThat(catalog.find(code)).isEmpty();
    }

    @Test
    void aCodeThatIsTakenIsSaidAndWhatWasTypedStays() {
        var other = create(maker, DraftId.next(), code);

        assertThat(other).hasStatus(422);
        assertThat(text(other)).contains("课程编号没有被其他课程占用", "班级心理", code);
    }

    @Test
    void whatIsMissingIsSaidBeforeItIsHandedIn() {
        assertThatThrownBy(() -> review.submit(maker, draft)).isInstanceOf(Refused.class);
        assertThat(text(forms.get(maker, "/console/courses/" + draft))).contains("至少有一节内容").doesNotContain("/submission");

        addLesson("11111111-1111-7111-8111-" + tail(), "读一读");

        assertThat(text(forms.get(maker, "/console/courses/" + draft))).contains("第 1 节“读一读”有正文", "第 1 节“读一读”有时长");
        assertThatThrownBy(() -> review.submit(maker, draft)).isInstanceOfSatisfying(Refused.class, it -> assertThat(it.verdict().unmet()).hasSize(2));
    }

    @Test
    void nobodyReviewsWhatHeHasWorkedOn() {
        makeReady();
        cast.appoint(expert.teacher(), Role.TRAINING_ADMINISTRATOR, county);
        var both = cast.actor(expert.teacher());
        db.sql("update course.draft set authors = authors || :id where id = :draft").param("id", both.teacher().value()).param("draft", draft.value()).update();
        review.submit(maker, draft);

        assertThatThrownBy(() -> review.approve(both, draft, "")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> review.giveBack(both, draft, "要改一改")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> db.sql("update course.draft set reviewed_by = :id where id = :draft").param("id", both.teacher().value())
            .param("draft", draft.value()).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("course_reviewed_by_another");
        assertThat(text(forms.get(both, "/console/course-reviews/" + draft))).contains("您参与建设了这门课程").doesNotContain("/approval");
    }

    @Test
    void aReturnedCourseIsMendedAndHandedInAgain() {
        makeReady();
        review.submit(maker, draft);
        assertThatThrownBy(() -> review.giveBack(expert, draft, "改")).isInstanceOf(Refused.class);
        assertThat(forms.post(expert, "/console/course-reviews/" + draft + "/return", "reason", "第一题没有说清楚")).hasStatus(302)
            .hasRedirectedUrl("/console/course-reviews");

        assertThat(text(forms.get(maker, "/console/courses/" + draft))).contains("第一题没有说清楚", "已退回");
        makeReady();
        review.submit(maker, draft);
        assertThat(state()).isEqualTo(DraftState.SUBMITTED);
    }

    @Test
    void whatLiesWithTheReviewersDoesNotChange() {
        makeReady();
        var lesson = lessons.of(draft).getFirst();
        review.submit(maker, draft);

        assertThatThrownBy(() -> edit.remove(maker, draft, lesson.id())).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.status()).isEqualTo(409));
        for (var act : List.of("update course.lesson set title = 'x' where draft_id = :draft", "delete from course.lesson where draft_id = :draft",
            "update course.draft set title = 'x' where id = :draft", "update course.draft set state = 'PUBLISHED' where id = :draft",
            "delete from course.question q using course.lesson l where l.id = q.lesson_id and l.draft_id = :draft",
            "update course.step set note = 'x' where draft_id = :draft")) {
            assertThatThrownBy(() -> db.sql(act).param("draft", draft.value()).update()).as(act).isInstanceOf(DataAccessException.class);
        }
        review.recall(maker, draft);
        edit.remove(maker, draft, lesson.id());
        assertThat(lessons.of(draft)).isEmpty();
    }

    @Test
    void approveAndTakeBackAtTheSameMomentLeaveOneState() {
        makeReady();
        review.submit(maker, draft);
        review.recall(maker, draft);

        assertThatThrownBy(() -> review.approve(expert, draft, "")).isInstanceOfSatisfying(Problem.class, it -> assertThat(it.status()).isEqualTo(409));
        assertThat(state()).isEqualTo(DraftState.DRAFT);
    }

    @Test
    void whoChangesWhatSomebodyElseHasChangedIsTold() {
        make.change(maker, draft, new CourseForm(null, null, code, "另一个名称", "写给班主任", List.of("PRIMARY"), 1));

        assertThatThrownBy(() -> make.change(maker, draft, new CourseForm(null, null, code, "第三个名称", "", List.of(), 1)))
            .isInstanceOf(OptimisticLockingFailureException.class);
    }

    @Test
    void theNextVersionTakesThePlaceOfTheOneBefore() {
        makeReady();
        publishAll(draft);
        var first = catalog.find(code).orElseThrow().id();
        assertThat(forms.post(maker, "/console/courses/" + draft + "/versions")).hasStatus(302);
        var next = drafts.find(code, 2).orElseThrow();
        assertThat(forms.post(maker, "/console/courses/" + draft + "/versions")).hasRedirectedUrl("/console/courses/" + next);

        assertThat(lessons.of(next).getFirst().questions()).extracting(DraftLesson.Item::definition)
            .isEqualTo(lessons.of(draft).getFirst().questions().stream().map(DraftLesson.Item::definition).toList());
        publishAll(next);

        assertThat(catalog.isOffered(first)).isFalse();
        assertThat(catalog.search(null, "PRIMARY", 1000)).extracting(CourseCard::code).contains(code + "-v2").doesNotContain(code);
        assertThat(catalog.lessons(List.of(first))).hasSize(1);
        assertThat(state()).isEqualTo(DraftState.WITHDRAWN);
    }

    @Test
    void aWithdrawnCourseIsOfferedToNobodyUntilItIsOfferedAgain() {
        makeReady();
        publishAll(draft);
        var course = catalog.find(code).orElseThrow().id();
        assertThatThrownBy(() -> publish.withdraw(maker, draft, " ")).isInstanceOf(Refused.class);
        publish.withdraw(maker, draft, "内容过时，重新录制");

        assertThat(catalog.isOffered(course)).isFalse();
        assertThatThrownBy(() -> curriculum.aProgram(county.id()).phase(code).publish()).isInstanceOf(Refused.class);
        assertThat(text(forms.get(maker, "/courses/" + course))).contains("已下架");
        publish.restore(maker, draft, "已核对，继续使用");
        assertThat(catalog.isOffered(course)).isTrue();
    }

    @Test
    void whatIsNotYoursIsNotThere() {
        makeReady();
        var elsewhere = cast.administrator(cast.county());
        var stranger = cast.actor(cast.staff(cast.county(), Role.EXPERT));
        for (var address : List.of("", "/preview", "/lessons/" + lessons.of(draft).getFirst().id())) {
            assertThat(forms.get(elsewhere, "/console/courses/" + draft + address)).hasStatus(404);
        }
        assertThat(forms.post(elsewhere, "/console/courses/" + draft + "/submission")).hasStatus(404);
        assertThat(forms.get(expert, "/console/course-reviews/" + draft)).hasStatus(404);
        review.submit(maker, draft);
        assertThat(forms.get(expert, "/console/course-reviews/" + draft)).hasStatus(200);
        assertThat(forms.get(stranger, "/console/course-reviews/" + draft)).hasStatus(404);
        assertThat(forms.post(stranger, "/console/course-reviews/" + draft + "/approval")).hasStatus(404);
        assertThat(forms.get(expert, "/console/courses/" + draft)).hasStatus(404);
        assertThat(text(forms.get(elsewhere, "/console/courses"))).doesNotContain("班级心理");
        assertThat(forms.get(cast.actor(cast.teacher(cast.school(county))), "/console/courses")).hasStatus(404);
        assertThatThrownBy(() -> make.create(maker, new CourseForm(DraftId.next().toString(), cast.county().id().toString(), code + "-2", "x", "", null, 0)))
            .isInstanceOf(NotFound.class);
    }

    @Test
    void lessonsGoUpAndDown() {
        for (var title : List.of("一", "二", "三")) {
            addLesson(UUID.randomUUID().toString(), title);
        }
        var third = lessons.of(draft).getLast();
        for (var i = 0; i < 2; i++) {
            assertThat(forms.post(maker, "/console/courses/" + draft + "/lessons/" + third.id() + "/position", "to", "1")).hasStatus(302);
            assertThat(lessons.of(draft)).extracting(DraftLesson::title).containsExactly("三", "一", "二");
        }
        assertThat(forms.post(maker, "/console/courses/" + draft + "/lessons/" + third.id() + "/position", "to", "2")).hasStatus(302);
        assertThat(lessons.of(draft)).extracting(DraftLesson::title).containsExactly("一", "三", "二");
        edit.remove(maker, draft, third.id());
        edit.remove(maker, draft, third.id());
        assertThat(lessons.of(draft)).extracting(DraftLesson::position).containsExactly(1, 2);
    }

    /** Whatever is typed into whichever field, it is seen as what it is by makers, reviewers and the catalog. */
    @Test
    void markupStaysText() {
        var hostile = "\"'><hostile onfocus=x>&lt;";
        make.change(maker, draft, new CourseForm(null, null, code, "title" + hostile, "summary" + hostile, List.of(), 1));
        addLesson("55555555-5555-7555-8555-" + tail(), "lesson" + hostile);
        var lesson = lessons.of(draft).getFirst();
        edit.change(maker, draft, lesson.id(), new LessonForm("lesson" + hostile, "about" + hostile, "5", "100", "text" + hostile, "", "60", "", "", 1));
        var base = "/console/courses/" + draft + "/lessons/" + lesson.id();
        assertThat(forms.post(maker, base + "/questions/66666666-6666-7666-8666-" + tail(), "kind", "SINGLE", "text", "question" + hostile, "options", "one" + hostile,
            "options", "two" + hostile, "right", "0", "explanation", "why" + hostile)).hasStatus(302);
        review.submit(maker, draft);
        review.giveBack(expert, draft, "reason" + hostile);
        review.submit(maker, draft);

        var question = lessons.of(draft).getFirst().questions().getFirst().id();
        var pages = List.of(forms.get(maker, "/console/courses"), forms.get(maker, "/console/courses/" + draft), forms.get(maker, base), forms.get(maker, base + "/bank"),
            forms.get(maker, base + "/questions/" + question), forms.get(expert, "/console/course-reviews"), forms.get(expert, "/console/course-reviews/" + draft));
        assertThat(pages).allSatisfy(page -> assertThat(text(page)).contains("title").doesNotContain("<hostile"));
        assertThat(List.of("title", "summary", "lesson", "about", "text", "question", "one", "why", "reason"))
            .allSatisfy(field -> assertThat(HtmlUtils.htmlUnescape(text(pages.getLast()))).contains(field + hostile));
        publishAll(draft);
        var card = catalog.find(code).orElseThrow().id();
        assertThat(text(forms.get(maker, "/courses/" + card))).contains("title").doesNotContain("<hostile");
    }

    private void publishAll(DraftId id) {
        review.submit(maker, id);
        review.approve(expert, id, "");
        publish.publish(maker, id);
    }

    /** One text of twelve and a half minutes with two questions. */
    private void makeReady() {
        var lesson = "22222222-2222-7222-8222-" + tail();
        addLesson(lesson, "读一读");
        var revision = lessons.of(draft).getFirst().revision();
        assertThat(forms.post(maker, "/console/courses/" + draft + "/lessons/" + lesson, "revision", "" + revision, "title", "读一读", "length", "12:30",
            "body", "第一段\r\n\r\n第二段", "draw", "1", "passMark", "80", "timeLimit", "10", "maxAttempts", "3")).hasStatus(302);
        var base = "/console/courses/" + draft + "/lessons/" + lesson + "/questions/";
        assertThat(forms.post(maker, base + "33333333-3333-7333-8333-" + tail(), "kind", "SINGLE", "text", "二加二得几？", "options", "三", "options", "",
            "options", "四", "options", "五", "right", "2")).hasStatus(302);
        assertThat(forms.post(maker, base + "44444444-4444-7444-8444-" + tail(), "kind", "TRUE_FALSE", "text", "天是蓝的", "right", "0")).hasStatus(302);
    }

    private void addLesson(String id, String title) {
        assertThat(forms.post(maker, "/console/courses/" + draft + "/lessons", "id", id, "kind", "TEXT", "title", title)).hasStatus(302);
    }

    private String tail() {
        return draft.toString().substring(24);
    }

    private DraftState state() {
        return DraftState.valueOf(db.sql("select state from course.draft where id = :id").param("id", draft.value()).query(String.class).single());
    }

    private MvcTestResult create(Actor who, DraftId id, String called) {
        return forms.post(who, "/console/courses", "id", id.toString(), "owner", county.id().toString(), "code", called, "title", "班级心理",
            "summary", "写给班主任", "stages", "PRIMARY");
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
