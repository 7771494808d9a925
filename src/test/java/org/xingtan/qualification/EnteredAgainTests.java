package org.xingtan.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.qualification.Qualification.State;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** One certificate entered again: with other data, after a refusal, at the same moment, with a picture that comes later. */
@XingtanTest
class EnteredAgainTests {

    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired EnterQualification enter;
    @Autowired DecideQualifications decide;
    @Autowired Qualifications qualifications;
    @Autowired KeepFigures figures;
    @Autowired TransactionTemplate transaction;

    private final String number = "N" + UUID.randomUUID().toString().substring(0, 13).toUpperCase(Locale.ROOT);
    private Cast.Place school;
    private Actor administrator;
    private TeacherId teacher;
    private Actor himself;

    @BeforeEach
    void plant() {
        school = cast.school();
        administrator = cast.administrator(school);
        teacher = cast.teacher(school);
        himself = cast.actor(teacher);
    }

    @Test
    void theUnitDoesNotConfirmTheLastDayOfTheTeacherInPlaceOfItsOwn() throws Exception {
        enter.own(himself, form("2015-07-01", "教育局", ""), null);

        var answer = send("/console/qualifications/people/" + teacher, administrator, form("2015-07-01", "人事局", "2020-06-30"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("“教育局”", "“人事局”", "2020年6月30日", "value=\"" + number + "\"");
        assertThatThrownBy(() -> decide.enter(administrator, teacher, form("2015-07-01", "教育局", "2020-06-30"), null)).isInstanceOf(Refused.class);
        assertThat(states()).containsExactly(State.RECORDED);
    }

    @Test
    void whatIsConfirmedIsNotEnteredAgainOtherwise() throws Exception {
        decide.enter(administrator, teacher, form("2015-07-01", "教育局", "2020-06-30"), null);

        assertThat(send("/me/qualifications", himself, form("2015-07-01", "教育局", "")).getStatus()).isEqualTo(422);
        assertThatThrownBy(() -> enter.own(himself, form("2015-07-01", "教育局", ""), null)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> decide.enter(administrator, teacher, form("2015-07-01", "人事局", "2020-06-30"), null)).isInstanceOf(Refused.class);
        assertThat(decide.enter(administrator, teacher, form("2015-07-01", "教育局", "2020-06-30"), null)).isFalse();
        assertThat(states()).containsExactly(State.CONFIRMED);
    }

    @Test
    void whatWasRefusedIsNotConfirmedBesideTheSameEnteredAgain() {
        enter.own(himself, form("2015-07-01", "教育局", ""), null);
        var first = claim("2015-07-01");
        decide.refuse(administrator, List.of(first), "编号不清");
        enter.own(himself, form("2015-07-01", "教育局", ""), null);

        assertThatThrownBy(() -> decide.confirm(administrator, List.of(first))).isInstanceOf(Refused.class).hasMessageContaining("entered-again");

        var again = qualifications.of(teacher).getFirst();
        assertThat(again.state()).isEqualTo(State.RECORDED);
        decide.refuse(administrator, List.of(again.claim()), "不是本人");
        assertThat(decide.confirm(administrator, List.of(first))).isEqualTo(1);
    }

    @Test
    void aNumberStaysRegisteredWhenOneIsRefusedWhileAnotherWithItIsConfirmed() throws Exception {
        decide.enter(administrator, teacher, form("2015-07-01", "教育局", ""), null);
        enter.own(himself, form("2016-07-01", "教育局", ""), null);
        var confirmed = claim("2015-07-01");
        var waiting = claim("2016-07-01");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var refusal = transaction.execute(_ -> {
                decide.confirm(administrator, List.of(waiting));
                var other = threads.submit(() -> decide.refuse(administrator, List.of(confirmed), "编号不清"));
                assertThatThrownBy(() -> other.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                return other;
            });
            assertThat(refusal.get()).isEqualTo(1);
        }
        assertThat(registered()).isEqualTo(1);
        assertThat(figures.findings(false)).isEmpty();
        decide.refuse(administrator, List.of(waiting), "编号不清");
        assertThat(registered()).isZero();
    }

    @Test
    void theDatabaseKeepsTheNumberOfWhatIsConfirmed() {
        decide.enter(administrator, teacher, form("2015-07-01", "教育局", ""), null);
        enter.own(himself, form("2016-07-01", "教育局", ""), null);
        assertThatThrownBy(() -> db.sql("delete from qualification.number where teacher_id = :teacher").param("teacher", teacher.value()).update())
            .isInstanceOf(DataAccessException.class).hasMessageContaining("registered");
        decide.refuse(administrator, List.of(claim("2015-07-01")), "编号不清");
        assertThatThrownBy(() -> db.sql("""
                update qualification.qualification set state = 'CONFIRMED', decided_at = now(), decided_by = :admin
                 where teacher_id = :teacher and state = 'RECORDED'
                """).param("admin", administrator.teacher().value()).param("teacher", teacher.value()).update())
            .isInstanceOf(DataAccessException.class).hasMessageContaining("registered");
    }

    @Test
    void aPictureThatComesLaterIsTakenUntilTheUnitHasDecided() {
        var form = form("2015-07-01", "教育局", "");
        enter.own(himself, form, null);
        enter.own(himself, form, picture(1));
        enter.own(himself, form, picture(1));
        var kept = qualifications.of(teacher).getFirst().evidence();
        assertThat(kept).isNotNull();
        assertThatThrownBy(() -> enter.own(himself, form, picture(2))).isInstanceOf(Refused.class);
        assertThat(acts("%")).containsExactly("qualification.enter", "qualification.picture");

        assertThat(decide.enter(administrator, teacher, form, picture(1))).isTrue();
        assertThat(decide.enter(administrator, teacher, form, picture(1))).isFalse();
        assertThatThrownBy(() -> decide.enter(administrator, teacher, form, picture(2))).isInstanceOf(Refused.class);
        assertThat(qualifications.of(teacher)).singleElement().satisfies(it -> assertThat(it.evidence()).isEqualTo(kept));
    }

    @Test
    void whoeverOpensSomebodysPictureStandsInTheTrail() {
        enter.own(himself, form("2015-07-01", "教育局", ""), picture(3));
        var id = qualifications.of(teacher).getFirst().id();
        assertThat(mvc.get().uri("/me/qualifications/" + id + "/evidence").with(as(himself))).hasStatusOk();
        assertThat(acts("qualification.evidence")).isEmpty();
        assertThat(mvc.get().uri("/console/qualifications/people/" + teacher + "/" + id + "/evidence").with(as(administrator))).hasStatusOk();
        assertThat(acts("qualification.evidence")).hasSize(1);

        var page = "/console/qualifications/people/" + teacher;
        assertThat(mvc.get().uri(page).with(as(administrator))).hasStatusOk().bodyText().contains(id + "/evidence");
        assertThat(mvc.get().uri(page).with(as(cast.actor(cast.staff(school, Role.AUDITOR))))).hasStatusOk().bodyText().doesNotContain("/evidence");
    }

    @Test
    void aListThatIsNotThereIsSaidBeforeAnythingIsDecided() {
        enter.own(himself, form("2015-07-01", "教育局", ""), null);
        for (var act : List.of("confirmation", "refusal")) {
            var post = mvc.post().uri("/console/qualifications/claims/" + act).with(as(administrator)).with(csrf()).param("claim", claim("2015-07-01"))
                .param("reason", "编号不清");
            assertThat(post.param("organization", "{x}")).as(act).hasStatus(404);
            var other = mvc.post().uri("/console/qualifications/claims/" + act).with(as(administrator)).with(csrf()).param("claim", claim("2015-07-01"))
                .param("reason", "编号不清").param("organization", school.id().toString());
            assertThat(other.param("state", "{x}")).as(act).hasStatus(400);
        }
        assertThat(states()).containsExactly(State.RECORDED);
    }

    private QualificationForm form(String issued, String authority, String until) {
        return new QualificationForm("TEACHER", number, authority, issued, until);
    }

    private static MockMultipartFile picture(int content) {
        return new MockMultipartFile("file", "证书.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, (byte) content});
    }

    private MockHttpServletResponse send(String path, Actor actor, QualificationForm form) {
        return mvc.post().uri(path).locale(Locale.SIMPLIFIED_CHINESE).with(as(actor)).with(csrf()).param("kind", text(form.kind()))
            .param("number", text(form.number())).param("authority", text(form.authority())).param("issued", text(form.issued()))
            .param("until", text(form.until())).exchange().getResponse();
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    private List<State> states() {
        return qualifications.of(teacher).stream().map(Qualification::state).toList();
    }

    private String claim(String issued) {
        return qualifications.of(teacher).stream().filter(it -> it.issuedOn().toString().equals(issued)).findFirst().orElseThrow().claim();
    }

    private int registered() {
        return db.sql("select count(*) from qualification.number where teacher_id = :teacher").param("teacher", teacher.value()).query(Integer.class).single();
    }

    private List<String> acts(String act) {
        return db.sql("select act from audit.entry where target = :target and act like :act order by at, id").param("target", "teacher:" + teacher)
            .param("act", act).query(String.class).list();
    }
}
