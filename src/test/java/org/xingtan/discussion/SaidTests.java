package org.xingtan.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class SaidTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired OpenTopic open;
    @Autowired WritePost write;
    @Autowired ModeratePost moderate;
    @Autowired LookAtTopics look;
    @Autowired LookAfterPrograms figures;
    @Autowired DiscussionFigures audit;
    @Autowired PlatformTransactionManager transactions;
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
    void figuresAddUpFromLevelToLevel() {
        var first = said(teacher, "第一句", null);
        said(teacher, "第二句", null);
        said(reader, "第三句", first);
        moderate.hide(keeper, teacher.teacher(), said(teacher, "第四句", null).id(), "与话题无关");

        var rows = figures.program(keeper, program.id(), null, null, null).figures();
        assertThat(rows.getFirst()).satisfies(it -> assertThat(it.organization()).isEqualTo(county.id()))
            .satisfies(it -> assertThat(List.of(it.topics(), it.posts(), it.people())).containsExactly(1L, 3L, 2L));
        assertThat(rows.stream().skip(1).mapToLong(ProgramTalk.Figures::posts).sum()).isEqualTo(3);
        assertThat(figures.programs(keeper)).filteredOn(it -> it.program().id().equals(program.id())).singleElement()
            .satisfies(it -> assertThat(List.of(it.topics(), it.posts(), it.people())).containsExactly(1L, 3L, 2L));
        assertThat(body("/console/discussions/programs/" + program.id(), principal)).contains(school.name()).doesNotContain(other.name());
        assertThat(mvc.get().uri("/console/discussions/programs/" + program.id() + "?organization=" + other.id()).with(as(principal))).hasStatus(404);
    }

    /** And not the unit that talks. */
    @Test
    void theTopBarNamesTheUnitForWhichSomebodyActs() {
        var city = cast.administrator(county.parent());
        assertThat(body("/console/discussions/topics/" + opened(keeper, school), keeper)).contains("<p class=\"acting\">" + county.name() + "</p>");
        for (var page : List.of("topics/" + topic, "programs/" + program.id() + "?organization=" + school.id())) {
            assertThat(body("/console/discussions/" + page, city)).as(page).contains("<p class=\"acting\">" + county.parent().name() + "</p>");
        }
    }

    @Test
    void figuresStayRightWhateverHappensAtOnceAndTheAuditProvesThem() throws Exception {
        var first = said(teacher, "先说一句", null);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var acts = Stream.concat(IntStream.range(0, 8).mapToObj(n -> threads.submit(() -> said(n % 2 == 0 ? teacher : reader, "同时说" + n, null))),
                Stream.of(threads.submit(() -> moderate.hide(keeper, first.author(), first.id(), "同时隐藏")))).toList();
            for (var act : acts) {
                act.get();
            }
        }
        assertThat(look.topic(teacher, topic, null).said()).isEqualTo(new Topic.Said(8, 2));
        write.withdraw(teacher, topic, first.id());
        assertThat(look.topic(teacher, topic, null).said()).isEqualTo(new Topic.Said(8, 2));
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(topic.toString()));

        db.sql("update discussion.said set posts = posts + 1 where topic_id = :topic and organization_id = :unit").param("topic", topic)
            .param("unit", school.id().value()).update();
        assertThat(audit.findings(false)).filteredOn(it -> it.contains(topic.toString())).singleElement().asString().contains("has 4 posts of 1 people", "say 5 of 1");
        db.sql("update discussion.said set posts = posts - 1 where topic_id = :topic and organization_id = :unit").param("topic", topic)
            .param("unit", school.id().value()).update();
    }

    @Test
    void whatIsSaidWhileTheTopicClosesIsRefusedPolitely() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = new TransactionTemplate(transactions).execute(_ -> {
                open.close(keeper, topic);
                var said = threads.submit(() -> said(teacher, "正在关闭时说的", null));
                LockSupport.parkNanos(500_000_000);
                return said;
            });
            assertThatThrownBy(late::get).hasCauseInstanceOf(Refused.class);
        }
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

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    private String body(String address, Actor actor) {
        var answer = mvc.get().uri(address).with(as(actor)).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
