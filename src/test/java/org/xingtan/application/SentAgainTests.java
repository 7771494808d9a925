package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Two reviewers of a school, one of them with a page that stood open: he decides about what he has read, and about nothing else. */
@XingtanTest
class SentAgainTests {

    private static final String CONSOLE = "/console/applications/";
    private static final String LOOK_AGAIN = "请看过新的内容再审核";

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Apply apply;
    @Autowired Attachments attachments;
    @Autowired ReviewApplication review;
    @Autowired JdbcClient db;

    private Called.Town town;
    private Actor other;
    private Actor teacher;
    private ProgramId program;
    private UUID id;

    @BeforeEach
    void isShown() {
        town = called.town();
        other = cast.actor(cast.staff(town.school(), Role.PRINCIPAL));
        program = called.call(town.city(), 5, 0);
        teacher = called.teacher(town.school());
        id = called.apply(teacher, program);
    }

    @Test
    void aPageThatStoodOpenDecidesNothingAboutAnotherText() {
        var shown = shown(town.principal());
        correct(teacher, id, " 补充了内容。");

        for (var decision : List.of("APPROVE", "RESERVE", "RETURN")) {
            assertThat(decide(town.principal(), shown, decision)).as(decision).hasStatus(409).bodyText().contains(LOOK_AGAIN);
        }
        assertThat(forms.post(town.principal(), CONSOLE + id + "/review", "level", "SCHOOL", "shown", "x", "decision", "APPROVE")).hasStatus(400);
        assertThat(acts(id)).containsExactly("SUBMITTED", "RETURNED", "CORRECTED");
        assertThat(count("application.review")).as("the return alone").isEqualTo(1);

        var again = shown(town.principal());
        assertThat(again).isNotEqualTo(shown);
        assertThat(decide(town.principal(), again, "APPROVE")).hasStatus3xxRedirection();
        assertThat(decide(town.principal(), again, "APPROVE")).as("pressed twice").hasStatus3xxRedirection();
        assertThat(acts(id)).containsExactly("SUBMITTED", "RETURNED", "CORRECTED", "APPROVED");
    }

    @Test
    void noMoreAboutOtherPapersUnderTheSameText() {
        var shown = shown(town.principal());
        var paper = attachments.keep(teacher.teacher(), List.of(new MockMultipartFile("files", "plan.pdf", "application/pdf",
            ("%PDF-1.7\n" + id + "\n%%EOF").getBytes(StandardCharsets.UTF_8)))).getFirst();
        apply.apply(teacher, program, new Apply.Submission(id, Called.STATEMENT, List.of(paper)));

        assertThat(decide(town.principal(), shown, "APPROVE")).hasStatus(409).bodyText().contains(LOOK_AGAIN);
        assertThat(decide(town.principal(), shown(town.principal()), "APPROVE")).hasStatus3xxRedirection();
    }

    @Test
    void whatALevelDidMeanwhileIsAnsweredAsEver() {
        var shown = shown(town.principal());
        var first = called.approve(other, id);
        assertThat(decide(town.principal(), shown, "APPROVE")).hasStatus(409).bodyText().contains("已有决定");
        review.undo(other, first);
        assertThat(decide(town.principal(), shown, "APPROVE")).as("nothing in it has changed").hasStatus3xxRedirection();
        assertThat(shown(town.countyOffice())).isEqualTo(shown);
    }

    @Test
    void aReturnThatWasAnsweredIsNotTakenBack() {
        var returned = review.review(other, id, Decision.RETURN, "写清楚").id();
        apply.correct(teacher, id, new Apply.Submission(null, Called.STATEMENT + " 补充。", null));

        assertThatThrownBy(() -> review.undo(other, returned)).isInstanceOf(Problem.class).hasMessage("application.acted-after");
    }

    @Test
    void ofManyTheOneThatWasSentAgainIsNamedAndTheOthersAreDecided() {
        var people = IntStream.range(0, 2).mapToObj(_ -> called.teacher(town.school())).toList();
        var ids = people.stream().map(it -> called.apply(it, program)).toList();
        var at = CONSOLE + "calls/" + program;
        var listed = values(forms.get(town.principal(), at + "/queue"));
        assertThat(listed).hasSize(3);
        var previewed = values(many(town.principal(), at + "/bulk", listed));
        assertThat(previewed).containsExactlyInAnyOrderElementsOf(listed);
        correct(people.getFirst(), ids.getFirst(), " 补充了内容。");

        assertThat(values(many(town.principal(), at + "/bulk", listed))).as("shown in the list").hasSize(2).noneMatch(it -> it.startsWith(ids.getFirst().toString()));
        assertThat(many(town.principal(), at + "/bulk", listed)).bodyText().contains("2 / 3 份可以", LOOK_AGAIN);
        assertThat(many(town.principal(), at + "/bulk/decision", previewed)).hasStatusOk().bodyText().contains("已办理 2 / 3 份", LOOK_AGAIN);
        assertThat(acts(ids.getFirst())).containsExactly("SUBMITTED", "RETURNED", "CORRECTED");
        assertThat(acts(ids.getLast())).containsExactly("SUBMITTED", "APPROVED");

        assertThat(many(town.principal(), at + "/bulk/decision", previewed)).as("pressed twice").hasStatusOk().bodyText().contains("已办理 0 / 3 份");
        assertThat(many(town.principal(), at + "/bulk/decision", values(forms.get(town.principal(), at + "/queue")))).bodyText().contains("已办理 1 / 1 份");
        assertThat(many(town.principal(), at + "/bulk", List.of(id + ".x"))).hasStatus(404);
        assertThat(many(town.principal(), at + "/bulk/decision", List.of(id + "."))).hasStatus(404);
    }

    @Test
    void otherSystemsMaySayWhatTheyHaveRead() {
        var path = "/api/v1/applications/" + id;
        assertThat(mvc.get().uri(path).with(Cast.as(town.principal())).exchange()).hasStatusOk().bodyJson().extractingPath("$.sent").isEqualTo(1);
        correct(teacher, id, " 补充了内容。");

        assertThat(send(path, ",\"shown\":1")).hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("application.changed");
        assertThat(send(path, ",\"shown\":\"all\"")).hasStatus(400);
        assertThat(mvc.get().uri(path).with(Cast.as(town.principal())).exchange()).bodyJson().extractingPath("$.sent").isEqualTo(2);
        assertThat(send(path, ",\"shown\":2")).hasStatus(201);
        assertThat(send(path, ",\"shown\":1")).as("decided is decided").hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("application.decided");
    }

    @Test
    void whoSaysNothingOfItDecidesAsEver() {
        correct(teacher, id, " 补充了内容。");

        assertThat(send("/api/v1/applications/" + id, "")).hasStatus(201);
    }

    /** Returned by the other one, and sent again. */
    private void correct(Actor whose, UUID application, String more) {
        review.review(other, application, Decision.RETURN, "写清楚");
        apply.correct(whose, application, new Apply.Submission(null, Called.STATEMENT + more, null));
    }

    private String shown(Actor reviewer) {
        var field = Pattern.compile("name=\"shown\" value=\"(\\d+)\"").matcher(text(forms.get(reviewer, CONSOLE + id)));
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private MvcTestResult decide(Actor reviewer, String shown, String decision) {
        return forms.post(reviewer, CONSOLE + id + "/review", "level", "SCHOOL", "shown", shown, "decision", decision, "reason", "看过");
    }

    private MvcTestResult many(Actor reviewer, String at, List<String> chosen) {
        var request = mvc.post().uri(at).locale(java.util.Locale.SIMPLIFIED_CHINESE).with(Cast.as(reviewer)).with(Cast.csrf()).param("decision", "APPROVE");
        chosen.forEach(it -> request.param("application", it).param("level", "SCHOOL"));
        return request.exchange();
    }

    private MvcTestResult send(String path, String more) {
        return mvc.post().uri(path + "/reviews").with(Cast.as(town.principal())).with(Cast.csrf()).contentType("application/json")
            .content("{\"decision\":\"APPROVE\"" + more + "}").exchange();
    }

    private static List<String> values(MvcTestResult page) {
        return Pattern.compile("name=\"application\" value=\"([^\"]+)\"").matcher(text(page)).results().map(it -> it.group(1)).toList();
    }

    private static String text(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private List<String> acts(UUID application) {
        return db.sql("select act from application.step where application_id = :id order by n").param("id", application).query(String.class).list();
    }

    private int count(String act) {
        return db.sql("select count(*) from audit.entry where act = :act and target = :t").param("act", act).param("t", "teacher:" + teacher.teacher()).query(Integer.class).single();
    }
}
