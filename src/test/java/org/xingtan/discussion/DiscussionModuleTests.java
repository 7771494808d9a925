package org.xingtan.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class DiscussionModuleTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired OpenTopic open;
    @Autowired WritePost write;
    @Autowired ReportPost report;
    @Autowired ModeratePost moderate;
    @Autowired LookAtTopics look;
    @Autowired LookAfterTopics after;
    @Autowired DiscussionDuties duties;
    @Autowired OneRead read;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;
    @Autowired Clock clock;

    private Cast.Place county;
    private Cast.Place school;
    private Cast.Place other;
    private ProgramDetail program;
    private Actor keeper;
    private Actor principal;
    private Actor teacher;
    private Actor reader;
    private UUID topic;

    @BeforeEach
    void aTopicOfTheCounty() {
        county = cast.county();
        school = cast.school(county);
        other = cast.school(county);
        program = curriculum.aProgram(county.parent().id()).publish();
        keeper = cast.administrator(county);
        principal = cast.administrator(school);
        teacher = taking(school);
        reader = taking(other);
        topic = opened(keeper, county);
    }

    @Test
    void peopleOfTheUnitTalkInTwoLevelsTheNewestFirst() {
        var first = said(teacher, "我先说一点体会", null);
        said(reader, "我也说一点", null);
        said(reader, "同意这个看法", first);

        assertThat(look.topic(reader, topic, null).posts().items()).extracting(PostView::text).containsExactly("我也说一点", "我先说一点体会");
        assertThat(look.topic(reader, topic, null).posts().items().getLast().answers()).isEqualTo(1);
        var thread = look.thread(teacher, topic, teacher.teacher(), first.id(), null);
        assertThat(thread.posts().items()).extracting(PostView::text).containsExactly("同意这个看法");
        var answer = thread.posts().items().getFirst();
        assertThatThrownBy(() -> said(teacher, "第三层", new Post.Key(answer.author(), answer.id()))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> insert(teacher, answer.author().value(), answer.id(), Instant.now())).isInstanceOf(DataAccessException.class);
        assertThat(body("/discussions/" + topic, reader)).contains("我先说一点体会", "研讨本身不计学时").contains("3 条发言，2 人参与");
    }

    @Test
    void everyPageIsTheNextPartWithoutGapOrRepetition() {
        IntStream.range(0, 45).forEach(n -> said(n % 2 == 0 ? teacher : reader, "第" + n + "条", null));
        var seen = new java.util.ArrayList<String>();
        String cursor = null;
        do {
            var page = look.topic(teacher, topic, cursor).posts();
            page.items().forEach(post -> seen.add(post.text()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).containsExactlyElementsOf(IntStream.range(0, 45).mapToObj(n -> "第" + (44 - n) + "条").toList());
        assertThatThrownBy(() -> look.topic(teacher, topic, "!")).isInstanceOf(Problem.class);
    }

    @Test
    void markupStaysTextAndLengthsAreKept() {
        said(teacher, "<script>alert(1)</script> & <b>好</b>", null);

        assertThat(body("/discussions/" + topic, reader)).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        assertThatThrownBy(() -> said(teacher, "   ", null)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> said(teacher, "字".repeat(2_001), null)).isInstanceOf(Refused.class);
        said(teacher, "字".repeat(2_000), null);
        assertThat(mvc.post().uri("/discussions/" + topic + "/posts").with(csrf()).param("id", Uuids.next().toString()).with(as(teacher))).hasStatus(422);
    }

    @Test
    void sentTwiceItIsSaidOnce() throws Exception {
        var words = new WritePost.Words(Uuids.next(), topic, null, null, "只说一遍");
        atOnce(6, () -> {
            write.post(teacher, words);
            return "";
        });
        write.post(teacher, words);

        assertThat(look.topic(teacher, topic, null).posts().items()).hasSize(1);
        var again = Uuids.next();
        open.open(keeper, order(again, county));
        open.open(keeper, order(again, county));
        assertThat(look.program(teacher, program.id(), null, null).topics().items()).hasSize(2);
    }

    @Test
    void aPostIsChangedForAQuarterOfAnHourAndByItsAuthorAlone() {
        var post = said(teacher, "写错了字", null);
        write.edit(teacher, topic, post.id(), "写对了字");
        write.edit(teacher, topic, post.id(), "写对了字");
        assertThat(look.topic(reader, topic, null).posts().items().getFirst().editedAt()).isNotNull();
        assertThatThrownBy(() -> write.edit(reader, topic, post.id(), "改别人的")).isInstanceOf(NotFound.class);

        var old = new WritePost.Words(Uuids.next(), topic, null, null, "一刻钟以前说的");
        write.post(teacher, old, clock.instant().minus(Duration.ofMinutes(16)));
        assertThatThrownBy(() -> write.edit(teacher, topic, old.id(), "太晚了")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> db.sql("update discussion.post set text = 'x', edited_at = now() where teacher_id = :teacher and id = :id")
            .param("teacher", teacher.teacher().value()).param("id", old.id()).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update discussion.post set text = 'x' where teacher_id = :teacher and id = :id")
            .param("teacher", teacher.teacher().value()).param("id", post.id()).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void whatIsWithdrawnIsGoneForGood() {
        var post = said(teacher, "不想说了", null);
        assertThatThrownBy(() -> write.withdraw(reader, topic, post.id())).isInstanceOf(NotFound.class);
        write.withdraw(teacher, topic, post.id());
        write.withdraw(teacher, topic, post.id());

        assertThat(look.topic(teacher, topic, null).posts().items()).singleElement()
            .satisfies(it -> assertThat(it.state()).isEqualTo(PostView.State.WITHDRAWN)).satisfies(it -> assertThat(it.text()).isEmpty());
        assertThat(db.sql("select text from discussion.post where teacher_id = :teacher and id = :id").param("teacher", teacher.teacher().value())
            .param("id", post.id()).query(String.class).single()).isEmpty();
        assertThatThrownBy(() -> said(reader, "回复撤回的", post)).isInstanceOf(Refused.class);
    }

    @Test
    void whatIsHiddenIsReadByNobodyButItsAuthorAndItsAdministrators() {
        var post = said(teacher, "不该出现的话", null);
        moderate.hide(principal, post.author(), post.id(), "与话题无关");
        moderate.hide(keeper, post.author(), post.id(), "又一个理由");

        for (var address : List.of("/discussions/" + topic, "/discussions/" + topic + "/threads/" + post.author() + "/" + post.id())) {
            assertThat(body(address, reader)).contains("已被管理员隐藏").doesNotContain("不该出现的话", "与话题无关");
            assertThat(body(address, teacher)).contains("不该出现的话", "与话题无关");
        }
        assertThat(body("/console/discussions/topics/" + topic, principal)).contains("不该出现的话", "与话题无关");
        assertThat(body("/console/discussions/topics/" + topic, cast.administrator(other))).contains("已被管理员隐藏").doesNotContain("不该出现的话");
        assertThat(body("/me/messages", teacher)).contains("您的一条发言被隐藏", "与话题无关");
        assertThat(look.topic(reader, topic, null).said().posts()).isZero();
        assertThatThrownBy(() -> write.edit(teacher, topic, post.id(), "改一改")).isInstanceOf(Refused.class);

        moderate.show(keeper, post.author(), post.id());
        moderate.show(keeper, post.author(), post.id());
        assertThat(body("/discussions/" + topic, reader)).contains("不该出现的话");
        assertThat(trail("discussion.hide")).isEqualTo(1);
        assertThat(trail("discussion.show")).isEqualTo(1);
        assertThat(db.sql("select before ->> 'state' || ' ' || (after ->> 'state') from audit.entry where act = 'discussion.hide' and target = :target")
            .param("target", "teacher:" + teacher.teacher()).query(String.class).single()).isEqualTo("SHOWN HIDDEN");
    }

    @Test
    void nobodyHidesWhatIsNotOfHisPeopleOrHisOwn() {
        var post = said(teacher, "一条发言", null);
        assertThatThrownBy(() -> moderate.hide(cast.administrator(other), post.author(), post.id(), "不归我管")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> moderate.hide(reader, post.author(), post.id(), "我是读者")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> moderate.hide(principal, post.author(), post.id(), "短")).isInstanceOf(Refused.class);
        cast.appoint(teacher.teacher(), org.xingtan.directory.Role.TRAINING_ADMINISTRATOR, school);
        assertThatThrownBy(() -> moderate.hide(teacher, post.author(), post.id(), "自己的发言")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> db.sql("""
                update discussion.post set hidden_at = now(), hidden_by = teacher_id, hidden_by_name = '自己', hidden_reason = '自己的发言'
                 where teacher_id = :teacher and id = :id
                """).param("teacher", post.author().value()).param("id", post.id()).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void twoAdministratorsWhoHideAtOnceHideOnce() throws Exception {
        var post = said(teacher, "两个人同时看到", null);
        atOnce(6, () -> {
            moderate.hide(keeper, post.author(), post.id(), "同时隐藏");
            return "";
        });

        assertThat(trail("discussion.hide")).isEqualTo(1);
        assertThat(db.sql("select count(*) from messaging.message where teacher_id = :teacher and rule = 'discussion.hidden'")
            .param("teacher", teacher.teacher().value()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void aReportStandsOnTheListOfTheAuthorsUnitUntilItIsDecided() {
        var post = said(teacher, "被举报的话", null);
        report.report(reader, topic, post.author(), post.id(), "不文明用语");
        report.report(reader, topic, post.author(), post.id(), "不文明用语");
        assertThatThrownBy(() -> report.report(teacher, topic, post.author(), post.id(), "举报自己")).isInstanceOf(Refused.class);

        assertThat(duty(principal)).contains("discussion.duty.reported");
        assertThat(duty(keeper)).contains("discussion.duty.reported");
        var stranger = cast.administrator(other);
        assertThat(duty(stranger)).doesNotContain("discussion.duty.reported");
        assertThat(after.reported(stranger, null).items()).isEmpty();
        assertThat(body("/console/discussions/reports", principal)).contains("被举报的话", "不文明用语").doesNotContain(reader.teacher().toString());
        assertThatThrownBy(() -> moderate.leave(stranger, post.author(), post.id())).isInstanceOf(NotFound.class);

        moderate.leave(principal, post.author(), post.id());
        assertThat(duty(principal)).doesNotContain("discussion.duty.reported");
        assertThat(body("/discussions/" + topic, reader)).contains("被举报的话");
        assertThat(trail("discussion.leave")).isEqualTo(1);

        report.report(reader, topic, post.author(), post.id(), "改过以后更不文明");
        assertThat(duty(principal)).contains("discussion.duty.reported");
        assertThat(after.reported(principal, null).items()).singleElement().satisfies(it -> assertThat(it.reasons()).containsExactly("改过以后更不文明"));
    }

    @Test
    void aTopicClosesByItsWindowOrByHand() {
        var post = said(teacher, "结束前说的", null);
        assertThatThrownBy(() -> open.close(principal, topic)).isInstanceOf(NotFound.class);
        open.close(keeper, topic);
        open.close(keeper, topic);

        assertThat(trailOf(county, "discussion.close")).isEqualTo(1);
        assertThatThrownBy(() -> said(teacher, "结束后说的", null)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> said(teacher, "结束后回复", post)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> write.edit(teacher, topic, post.id(), "结束后改")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> insert(teacher, teacher.teacher().value(), null, Instant.now().plusSeconds(60))).isInstanceOf(DataAccessException.class);
        assertThat(body("/discussions/" + topic, teacher)).contains("结束前说的", "不能再发言").doesNotContain("name=\"text\" rows=\"4\" required maxlength=\"2000\" aria-describedby");
        write.withdraw(teacher, topic, post.id());

        var past = Uuids.next();
        open.open(keeper, new OpenTopic.Order(past, program.id(), null, county.id(), "上周的话题", "", today().minusDays(9), today().minusDays(2)));
        assertThatThrownBy(() -> write.post(teacher, new WritePost.Words(Uuids.next(), past, null, null, "晚了"))).isInstanceOf(Refused.class);
    }

    @Test
    void whoTakesNoPartOrWorksElsewhereFindsNothing() {
        var colleague = cast.actor(cast.teacher(school));
        var stranger = taking(cast.school(cast.under(county.parent(), "COUNTY")));
        for (var outsider : List.of(colleague, stranger)) {
            assertThat(mvc.get().uri("/discussions/" + topic).with(as(outsider))).hasStatus(404);
            assertThat(mvc.post().uri("/discussions/" + topic + "/posts").with(csrf()).param("id", Uuids.next().toString()).param("text", "x").with(as(outsider)))
                .hasStatus(404);
            assertThat(mvc.get().uri("/console/discussions/topics/" + topic).with(as(outsider))).hasStatus(404);
        }
        assertThat(mvc.get().uri("/programs/" + program.id() + "/discussions").with(as(colleague))).hasStatus(404);
        assertThat(look.program(stranger, program.id(), null, null).topics().items()).isEmpty();
        assertThatThrownBy(() -> open.open(principal, order(Uuids.next(), county))).isInstanceOf(NotFound.class);
        var elsewhere = cast.county();
        assertThatThrownBy(() -> open.open(cast.administrator(elsewhere), order(Uuids.next(), elsewhere))).isInstanceOf(Refused.class);
    }

    @Test
    void whoeverHasLeftTheUnitReadsAndSaysNothingMore() {
        var post = said(reader, "走之前说的", null);
        db.sql("update directory.employment set during = daterange(lower(during), :today) where teacher_id = :teacher")
            .param("today", today()).param("teacher", reader.teacher().value()).update();

        assertThatThrownBy(() -> said(reader, "走之后说的", null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> write.edit(reader, topic, post.id(), "走之后改的")).isInstanceOf(NotFound.class);
        assertThat(body("/discussions/" + topic, teacher)).contains("走之前说的", other.name());
        said(teacher, "别人说的", null);
        assertThat(body("/discussions/" + topic, reader)).contains("走之前说的", "/posts/" + post.id() + "/withdrawal")
            .doesNotContain("别人说的", "/posts/" + post.id() + "/text", "action=\"/discussions/" + topic + "/posts\"");
        assertThat(duty(reader)).doesNotContain("discussion.duty.topic");
        write.withdraw(reader, topic, post.id());
        assertThat(body("/discussions/" + topic, teacher)).doesNotContain("走之前说的");
        assertThat(body("/discussions/" + topic, reader)).doesNotContain("走之前说的", "别人说的");
    }

    @Test
    void aSchoolHasItsOwnTopicUnderTheSameProgram() {
        var own = opened(principal, school);

        assertThat(look.program(teacher, program.id(), null, null).topics().items()).extracting(Topic::id).containsExactly(own, topic);
        assertThat(look.program(reader, program.id(), null, null).topics().items()).extracting(Topic::id).containsExactly(topic);
        assertThatThrownBy(() -> look.topic(reader, own, null)).isInstanceOf(NotFound.class);
        assertThat(after.topic(keeper, own, null).keeps()).isTrue();
        assertThat(after.topic(principal, topic, null).keeps()).isFalse();
    }

    @Test
    void aNewTopicStandsOnTheListOfWhoTakesPartUntilHeSaysSomething() {
        assertThat(duty(teacher)).containsExactly("discussion.duty.topic");
        assertThat(body("/home", teacher)).contains("新话题：怎样上好第一课", "/discussions/" + topic);
        assertThat(body("/programs/" + program.id(), teacher)).contains("/programs/" + program.id() + "/discussions");
        said(teacher, "我来说两句", null);
        assertThat(duty(teacher)).isEmpty();
    }

    private Actor taking(Cast.Place at) {
        var actor = cast.actor(cast.teacher(at));
        learning.join(actor, program);
        return actor;
    }

    private OpenTopic.Order order(UUID id, Cast.Place unit) {
        return new OpenTopic.Order(id, program.id(), null, unit.id(), "怎样上好第一课", "请结合自己的课堂", today().minusDays(1), today().plusDays(7));
    }

    private UUID opened(Actor by, Cast.Place unit) {
        var id = Uuids.next();
        open.open(by, order(id, unit));
        return id;
    }

    private Post.Key said(Actor by, String text, Post.Key answered) {
        var id = Uuids.next();
        write.post(by, new WritePost.Words(id, topic, answered == null ? null : answered.author(), answered == null ? null : answered.id(), text));
        return new Post.Key(by.teacher(), id);
    }

    private void insert(Actor author, UUID threadAuthor, UUID thread, Instant at) {
        var id = Uuids.next();
        db.sql("""
                insert into discussion.post (teacher_id, id, topic_id, organization_id, thread_teacher_id, thread_id, text, posted_at)
                values (:teacher, :id, :topic, :unit, :threadAuthor, :thread, 'x', :at)
                """)
            .param("teacher", author.teacher().value()).param("id", id).param("topic", topic).param("unit", school.id().value())
            .param("threadAuthor", threadAuthor).param("thread", thread == null ? id : thread).param("at", at.atOffset(java.time.ZoneOffset.UTC)).update();
    }

    private static void atOnce(int times, Callable<String> act) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(java.util.Collections.nCopies(times, act))) {
                done.get();
            }
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    private int trail(String act) {
        return db.sql("select count(*) from audit.entry where act = :act and target = :target").param("act", act)
            .param("target", "teacher:" + teacher.teacher()).query(Integer.class).single();
    }

    private int trailOf(Cast.Place unit, String act) {
        return db.sql("select count(*) from audit.entry where act = :act and target = :target").param("act", act)
            .param("target", "organization:" + unit.id()).query(Integer.class).single();
    }

    private List<String> duty(Actor actor) {
        return Stream.of(read.of(duties.of(Set.of(actor.teacher()))), read.of(duties.ofOffices(Set.of(actor.teacher()))))
            .flatMap(it -> it.getOrDefault(actor.teacher(), List.of()).stream()).map(Duties.Duty::text).toList();
    }

    private String body(String address, Actor actor) {
        var answer = mvc.get().uri(address).with(as(actor)).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
