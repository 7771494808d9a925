package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.census.Claim;
import org.xingtan.census.DecideClaims;
import org.xingtan.census.DeclareCensus;
import org.xingtan.census.Holding;
import org.xingtan.certificate.CertificateCard;
import org.xingtan.certificate.Certificates;
import org.xingtan.directory.Role;
import org.xingtan.enrollment.IdentityCheck;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.Completions;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.program.PublishRules;
import org.xingtan.program.Rules;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Laws;
import org.xingtan.testing.Together;
import org.xingtan.testing.XingtanTest;

/** What follows when a unit refuses the identity somebody takes part on, and when it takes that back. */
@XingtanTest
class IdentityModuleTests {

    private static final String HOMEROOM = "HOMEROOM";
    private static final Audience EVERYBODY = new Audience.All(List.of());

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired Participations participations;
    @Autowired CompleteLesson complete;
    @Autowired Standing standing;
    @Autowired Certificates certificates;
    @Autowired Completions completions;
    @Autowired Programs programs;
    @Autowired PublishRules publishRules;
    @Autowired DecideClaims decide;
    @Autowired DeclareCensus declare;
    @Autowired Laws laws;

    private Cast.Place school;
    private ProgramDetail program;
    private Actor teacher;
    private Actor administrator;

    @BeforeEach
    void plant() {
        school = cast.school();
        administrator = cast.administrator(school);
        program = curriculum.aProgram(school.id()).phase(curriculum.course(school.id(), 3, null))
            .track(HOMEROOM, new Audience.Post(List.of("HOMEROOM_TEACHER")), new CompletionRule.LessonsAtLeast(2, null))
            .trackWithoutCertificate("OTHER", EVERYBODY, new CompletionRule.Never()).publish();
        teacher = joined();
    }

    @Test
    void aRefusalTakesCompletionAndCertificateWithItAndSaysWhy() {
        learn(0, 1);
        var held = certificate();
        assertThat(figures()).containsExactly(1, 1, 100);

        refuse("本学期不担任班主任");

        assertThat(certificate().number()).isEqualTo(held.number());
        assertThat(certificate().state()).isEqualTo(CertificateCard.State.REVOKED);
        assertThat(standing().completion().met()).isFalse();
        assertThat(standing().identity()).isEqualTo(new IdentityCheck(IdentityCheck.State.REFUSED, "本学期不担任班主任"));
        assertThat(figures()).containsExactly(0, 0, 100);
        assertThat(page("/programs/" + program.id() + "/lessons", teacher)).contains("本学期不担任班主任");
        assertThat(page("/programs/" + program.id(), teacher)).contains("本学期不担任班主任");
        assertThat(page("/certificates", teacher)).contains("本学期不担任班主任", held.number());
        assertThat(page("/home", teacher)).contains("单位不认可您在", "本学期不担任班主任");
        assertThat(page("/api/v1/me/todo", teacher)).contains("\"kind\":\"DUTY\"");
        assertThat(page("/api/v1/programs/" + program.id() + "/progress", teacher)).contains("\"identity\":{\"state\":\"REFUSED\",\"reason\":\"本学期不担任班主任\"}");
        assertThat(mvc.get().uri("/api/v1/verification/" + held.code()).exchange()).bodyText().contains("REVOKED");
        assertThat(trail()).containsExactly("census.refuse UNCHECKED > REFUSED 本学期不担任班主任");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theListOfMissingIdentitiesKnowsTheCensus() {
        var list = "/console/monitoring/identity-missing?organization=" + school.id() + "&program=" + program.id();
        var who = teacher.teacher().toString();
        assertThat(page(list, administrator)).as("nothing is declared, everybody is believed").doesNotContain(who);
        declare.declare(administrator, school.id().toString(), null, java.util.Set.of(teacher.teacher()), java.util.Set.of());
        assertThat(page(list, administrator)).as("declared, and not listed").contains(who);
        decide.confirm(administrator, program.id(), List.of(claim()));
        assertThat(page(list, administrator)).doesNotContain(who);
        refuse("本学期不担任班主任");
        assertThat(page(list, administrator)).contains(who);
    }

    @Test
    void takenBackEverythingComesAgainOnTheDayItWasCompleted() {
        learn(0, 1);
        var held = certificate();
        var before = completions.find(teacher.teacher(), program.id());
        refuse("弄错人了");

        assertThat(decide.undo(administrator, program.id(), List.of(claim()))).isEqualTo(1);
        assertThat(decide.undo(administrator, program.id(), List.of(claim()))).isZero();

        assertThat(completions.find(teacher.teacher(), program.id())).isEqualTo(before);
        assertThat(certificate().isValid()).isTrue();
        assertThat(certificate().number()).isNotEqualTo(held.number());
        assertThat(certificate().facts().completedOn()).isEqualTo(held.facts().completedOn());
        assertThat(figures()).containsExactly(1, 1, 100);
        assertThat(standing().identity().state()).isEqualTo(IdentityCheck.State.UNCHECKED);
        assertThat(trail()).containsExactly("census.refuse UNCHECKED > REFUSED 弄错人了", "census.undo REFUSED > UNCHECKED null");
        assertThat(findings()).isEmpty();
    }

    @Test
    void rulesThatGrewStricterMeanwhileDoNotRewriteWhatWasCompleted() {
        learn(0, 1);
        refuse("待查");
        var rules = program.rules();
        publishRules.publish(program.id(), new Rules(Map.of(HOMEROOM, new CompletionRule.AllLessons(null), "OTHER", new CompletionRule.Never()),
            rules.credit(), rules.certificate()), administrator);

        decide.confirm(administrator, program.id(), List.of(claim()));

        assertThat(completions.find(teacher.teacher(), program.id()).orElseThrow().version()).isEqualTo(1);
        assertThat(certificate().isValid()).isTrue();
        assertThat(standing().identity().state()).isEqualTo(IdentityCheck.State.CONFIRMED);
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoWasRefusedLearnsOnAndCompletesOnceItIsTakenBack() {
        learn(0);
        refuse("待查");
        learn(1, 2);
        assertThat(figures()).containsExactly(0, 0, 150);

        decide.undo(administrator, program.id(), List.of(claim()));

        assertThat(figures()).containsExactly(1, 1, 150);
        assertThat(findings()).isEmpty();
    }

    @Test
    void theDeclarationConfirmsWhoItHasAndNeverOverrulesADecision() {
        assertThat(standing().identity().state()).isEqualTo(IdentityCheck.State.UNCHECKED);
        declare.declare(administrator, school.id().toString(), null, Set.of(teacher.teacher()), Set.of(new Holding(teacher.teacher(), "HOMEROOM_TEACHER")));
        assertThat(standing().identity().state()).isEqualTo(IdentityCheck.State.CONFIRMED);
        assertThat(page(claims("CONFIRMED"), administrator)).contains(teacher.teacher().toString());
        assertThat(page(claims("UNCHECKED"), administrator)).doesNotContain(teacher.teacher().toString());

        refuse("待查");
        assertThat(standing().identity().state()).isEqualTo(IdentityCheck.State.REFUSED);
        decide.undo(administrator, program.id(), List.of(claim()));
        assertThat(standing().identity().state()).isEqualTo(IdentityCheck.State.CONFIRMED);

        declare.declare(administrator, school.id().toString(), null, Set.of(teacher.teacher()), Set.of());
        assertThat(standing().identity().state()).isEqualTo(IdentityCheck.State.UNCHECKED);
    }

    @Test
    void anotherTrackIsFreeAndTheRefusedOneIsShut() {
        learn(0, 1);
        refuse("不是班主任");

        join.join(teacher, program.id(), "OTHER");
        assertThat(standing().identity().state()).isEqualTo(IdentityCheck.State.NOT_NEEDED);
        assertThatThrownBy(() -> join.join(teacher, program.id(), HOMEROOM)).isInstanceOf(Refused.class).hasMessageContaining("enrollment.identity-not-refused");
        assertThat(page(claims("REFUSED"), administrator)).contains(teacher.teacher().toString(), "OTHER");

        decide.undo(administrator, program.id(), List.of(claim()));
        assertThat(figures()).containsExactly(0, 0, 100);
        join.join(teacher, program.id(), HOMEROOM);
        assertThat(figures()).containsExactly(1, 1, 100);
        assertThat(findings()).isEmpty();
    }

    @Test
    void onlyTheUnitsInChargeDecideAndNobodyAboutHimself() {
        var stranger = cast.administrator(cast.school());
        var principal = cast.actor(cast.staff(school, Role.PRINCIPAL));
        cast.appoint(teacher.teacher(), Role.TRAINING_ADMINISTRATOR, school);

        for (var actor : List.of(stranger, principal)) {
            assertThatThrownBy(() -> decide.refuse(actor, program.id(), List.of(claim()), "x")).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> decide.confirm(actor, program.id(), List.of(claim()))).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> decide.undo(actor, program.id(), List.of(claim()))).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> decide.confirm(teacher, program.id(), List.of(claim()))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> decide.refuse(administrator, program.id(), List.of(claim()), " ")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> decide.refuse(administrator, program.id(), List.of(), "x")).isInstanceOf(Refused.class);
        assertThat(trail()).isEmpty();
        assertThat(decide.confirm(cast.administrator(school.parent()), program.id(), List.of(claim()))).isEqualTo(1);
    }

    @Test
    void manyAreDecidedTogetherOrNotAtAll() {
        var second = joined();
        var changed = joined();
        var seen = List.of(claim(), claim(second), claim(changed));
        join.join(changed, program.id(), "OTHER");

        assertThatThrownBy(() -> decide.refuse(administrator, program.id(), seen, "x")).isInstanceOf(Refused.class).hasMessageContaining("census.claim-changed");
        assertThat(standing().identity().refused()).isFalse();

        assertThat(decide.refuse(administrator, program.id(), seen.subList(0, 2), "x")).isEqualTo(2);
        assertThat(decide.refuse(administrator, program.id(), seen.subList(0, 2), "y")).isZero();
        assertThat(standing().identity().reason()).isEqualTo("x");
    }

    @Test
    void theDatabaseCompletesNothingOnARefusedIdentityAndKeepsDecisions() {
        refuse("x");
        var one = teacher.teacher();

        assertThatThrownBy(() -> completions.record(one, program.id(), HOMEROOM, Instant.now(), 1)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update census.decision set reason = 'y' where teacher_id = :t").param("t", one.value()).update())
            .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("delete from census.decision where teacher_id = :t").param("t", one.value()).update())
            .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update census.decision set ended_at = now(), ended_by = teacher_id where teacher_id = :t").param("t", one.value()).update())
            .isInstanceOf(DataAccessException.class);
    }

    @Test
    void decidedFromTheBrowserAfterASecondLook() {
        learn(0, 1);
        assertThat(page(claims("UNCHECKED"), administrator)).contains(claim().toString(), "单位未申报");

        assertThat(text(form("refusal/preview").param("claim", claim().toString()))).contains("已完成：完成和证书将一并取消", cast.name(teacher.teacher()));
        assertThat(standing().identity().refused()).isFalse();
        assertThat(form("refusal").param("claim", claim().toString()).param("reason", "不是班主任")).hasStatus3xxRedirection();
        assertThat(page(claims("REFUSED"), administrator)).contains("不是班主任");
        assertThat(form("undo").param("claim", claim().toString())).hasStatus3xxRedirection();
        assertThat(form("confirmation").param("claim", claim().toString())).hasStatus3xxRedirection();
        assertThat(standing().identity().state()).isEqualTo(IdentityCheck.State.CONFIRMED);

        assertThat(form("confirmation").param("claim", "nonsense")).hasStatus(404);
        assertThat(form("confirmation")).hasStatus(422);
        assertThat(mvc.get().uri(claims("NONSENSE")).with(Cast.as(administrator))).hasStatus(400);
    }

    @Test
    void whateverIsRefusedGivenBackAndLearnedAtOnceTheAuditStaysGreen() throws Exception {
        for (var round = 0; round < 4; round++) {
            teacher = joined();
            learn(0);
            var tasks = new ArrayList<Callable<Object>>();
            for (var i = 0; i < 4; i++) {
                tasks.add(() -> decide.refuse(administrator, program.id(), List.of(claim()), "待查"));
                tasks.add(() -> decide.undo(administrator, program.id(), List.of(claim())));
            }
            tasks.add(() -> decide.confirm(administrator, program.id(), List.of(claim())));
            tasks.add(() -> learned(1));
            tasks.add(() -> learned(2));
            Collections.shuffle(tasks, new Random(round));

            Together.all(tasks);

            assertThat(certificates.of(teacher.teacher(), program.id()).filter(CertificateCard::isValid).isPresent())
                .isEqualTo(!standing().identity().refused());
            assertThat(findings()).isEmpty();
            decide.undo(administrator, program.id(), List.of(claim()));
            assertThat(certificate().isValid()).isTrue();
            assertThat(findings()).isEmpty();
        }
    }

    // The steps.

    private Actor joined() {
        var someone = cast.actor(cast.teacher(school, "CLASSROOM_TEACHER", "HOMEROOM_TEACHER"));
        join.join(someone, program.id(), HOMEROOM);
        return someone;
    }

    private Claim claim() {
        return claim(teacher);
    }

    private static Claim claim(Actor of) {
        return new Claim(of.teacher(), HOMEROOM);
    }

    private void refuse(String reason) {
        assertThat(decide.refuse(administrator, program.id(), List.of(claim()), reason)).isEqualTo(1);
    }

    private void learn(int... lessons) {
        for (var lesson : lessons) {
            learned(lesson);
        }
    }

    /** Played whole an hour ago. */
    private UUID learned(int n) {
        LessonId lesson = program.lessons().get(n).lesson().id();
        db.sql("""
                insert into learning.session (teacher_id, id, program_id, lesson_id, opened_at, last_beat_at, ended_at, device, max_rate, covered)
                values (:t, :id, :p, :l, now() - interval '2 hours', now() - interval '1 hour', now() - interval '1 hour', 'Firefox', 1, '{[0,40)}')
                """)
            .param("t", teacher.teacher().value()).param("id", UUID.randomUUID()).param("p", program.id().value()).param("l", lesson.value()).update();
        var placed = program.lesson(lesson).orElseThrow();
        assertThat(complete.run(participations.require(teacher.teacher(), program.id()), new LessonPlaces.Place(programs.current(program.id()), placed)).complete()).isTrue();
        return lesson.value();
    }

    private Standing.InProgram standing() {
        return standing.of(teacher.teacher(), program.id());
    }

    private CertificateCard certificate() {
        return certificates.of(teacher.teacher(), program.id()).orElseThrow();
    }

    /** Completed, certified, hundredths of hours: as the school's figures say. */
    private List<Integer> figures() {
        return List.of("COMPLETED", "CERTIFIED", "HOURS").stream().map(measure -> db.sql("""
                select coalesce(sum(n), 0)::int from tally.figure_card where program_id = :p and organization_id = :o and measure = :m
                """)
            .param("p", program.id().value()).param("o", school.id().value()).param("m", measure).query(Integer.class).single()).toList();
    }

    private List<String> trail() {
        return db.sql("""
                select act || ' ' || (before ->> 'state') || ' > ' || (after ->> 'state') || ' ' || coalesce(after ->> 'reason', 'null')
                  from audit.entry where target = :target and act like 'census.%' order by at, id
                """).param("target", "teacher:" + teacher.teacher()).query(String.class).list();
    }

    private String claims(String state) {
        return "/console/census/claims?organization=" + school.id() + "&program=" + program.id() + "&state=" + state;
    }

    private MockMvcTester.MockMvcRequestBuilder form(String act) {
        return mvc.post().uri("/console/census/claims/" + act).locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(administrator)).with(Cast.csrf())
            .param("organization", school.id().toString()).param("program", program.id().toString()).param("state", "UNCHECKED");
    }

    private String page(String address, Actor actor) {
        return text(mvc.get().uri(address).locale(Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)));
    }

    private static String text(MockMvcTester.MockMvcRequestBuilder request) {
        var result = request.exchange();
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private List<String> findings() {
        return laws.findings(teacher.teacher(), program.id());
    }
}
