package org.xingtan.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.identity.OpenAccounts;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class PrivacyModuleTests {

    private static final String PASSWORD = "kept-by-nobody-else-7";

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired OpenAccounts accounts;
    @Autowired Closures closures;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private DocumentNumber document;
    private TeacherId person;
    private Actor actor;
    private String username;
    private ProgramId program;

    @BeforeEach
    void plant() {
        var school = cast.school();
        document = Cast.documentNumber();
        person = cast.aPerson().name("周明").document(document).phone("13900007788").at(school).save();
        actor = cast.actor(person);
        username = "p" + person.toString().replace("-", "");
        accounts.open(List.of(new OpenAccounts.Row(person, username, null, accounts.hash(PASSWORD), null)));
        program = curriculum.aProgram(school.id()).publish().id();
        join.join(actor, program, null);
    }

    @Test
    void aCopyHoldsWhatIsKeptOfOneselfAndOfNobodyElse() {
        var other = cast.aPerson().name("吴亮").at(cast.school()).save();
        join.join(cast.actor(other), program, null);

        var answer = post("/privacy/copy", PASSWORD);

        assertThat(answer).hasStatusOk();
        assertThat(answer).hasHeader("Cache-Control", "no-store");
        assertThat(answer).bodyJson().extractingPath("$.person.document").isEqualTo(document.value());
        assertThat(answer).bodyJson().extractingPath("$.person.phone").isEqualTo("13900007788");
        assertThat(answer).bodyJson().extractingPath("$.kept.directory[0].name").isEqualTo("周明");
        assertThat(answer).bodyJson().extractingPath("$.kept.participations[0].program_id").isEqualTo(program.toString());
        assertThat(answer).bodyText().doesNotContain(other.toString(), "吴亮", "password_hash");
        assertThat(entries("privacy.copy")).isEqualTo(1);
    }

    /** The unit that confirmed him, what he saw when he confirmed, and which validations have come by him and why. */
    @Test
    void aCopyHoldsWhatTheValidationOfAYearKeepsOfHim() {
        var call = UUID.randomUUID();
        var batch = UUID.randomUUID();
        var unit = cast.school().id();
        var kept = Map.of("person", person.value(), "call", call, "batch", batch, "unit", unit.value());
        for (var sql : List.of(
            "insert into validation.call (id, owner_id, year, title, basis, made_at, made_by) values (:call, :unit, 2019, '验证', '文件', now(), :call)",
            """
            insert into validation.batch (id, call_id, number, organization_id, covers, asked_at, asked_by, moved_at, finished_at)
            values (:batch, :call, 7, :unit, 'CONFIRMED', now(), :call, now(), now())
            """,
            """
            insert into validation.dossier (teacher_id, year, call_id, state, changed_at, unit_confirmed_at, unit_confirmed_by, unit_confirmed_in)
            values (:person, 2019, :call, 'UNIT_CONFIRMED', now(), now(), :call, :unit)
            """,
            "insert into validation.step (teacher_id, id, year, act, at, facts) values (:person, :batch, 2019, 'CONFIRMED', now(), '{\"months\": 12}')",
            "insert into validation.left_out (teacher_id, batch_id, why) values (:person, :batch, 'CHANGED')")) {
            db.sql(sql).params(kept).update();
        }

        var answer = post("/privacy/copy", PASSWORD);

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().extractingPath("$.kept.validationsLeftOut[0].why").isEqualTo("CHANGED");
        assertThat(answer).bodyJson().extractingPath("$.kept.validationsLeftOut[0].year").isEqualTo(2019);
        assertThat(answer).bodyJson().extractingPath("$.kept.validationsLeftOut[0].number").isEqualTo(7);
        assertThat(answer).bodyJson().extractingPath("$.kept.validations[0].unit_confirmed_in").isEqualTo(unit.toString());
        assertThat(answer).bodyJson().extractingPath("$.kept.validationSteps[0].facts.months").isEqualTo(12);
    }

    /** What was said of his lessons, and what he takes over for others, without whose it is and why. */
    @Test
    void aCopyHoldsWhatWasArrangedOfHisLessonsAndWhatHeTakesOver() {
        var someone = UUID.randomUUID();
        var kept = Map.of("unit", cast.school().id().value(), "person", person.value(), "someone", someone);
        for (var row : List.of(":someone, '2020-03-02', 'selection:x', :unit, '别人的培训', 1, 'ARRANGED', 'COVERED', :person, '第三节'",
            ":person, '2020-03-03', 'selection:y', :unit, '自己的课', 1, 'ARRANGED', 'MOVED', null, '调到周五'")) {
            db.sql("insert into cover.arrangement (teacher_id, day, cause, unit_id, title, version, state, kind, covered_by, note, set_by, set_at) values (" + row + ", :unit, '2020-03-01T08:00:00Z')")
                .params(kept).update();
            db.sql("insert into cover.act (teacher_id, day, cause, unit_id, title, version, act, kind, covered_by, note, by, at) values (" + row + ", :unit, '2020-03-01T08:00:00Z')").params(kept).update();
        }

        var answer = post("/privacy/copy", PASSWORD);

        assertThat(answer).bodyJson().extractingPath("$.kept.coverSteps[0].note").isEqualTo("调到周五");
        assertThat(answer).bodyJson().extractingPath("$.kept.coverTaken[0].note").isEqualTo("第三节");
        assertThat(answer).bodyJson().extractingPath("$.kept.coverTaken[0].holds").isEqualTo(true);
        assertThat(answer).bodyText().doesNotContain("别人的培训", someone.toString());
    }

    @Test
    void whoDoesNotKnowThePasswordGetsNothing() {
        for (var path : List.of("/privacy/copy", "/privacy/closure")) {
            assertThat(post(path, "guessed-wrong-99")).as(path).hasStatus(422);
            assertThat(post(path, "")).as(path).hasStatus(422);
        }
        assertThat(entries("privacy.copy")).isZero();
        assertThat(closures.requested(person)).isEmpty();
    }

    @Test
    void whoIsInServiceKeepsHisAccountAndMayThinkBetterOfIt() {
        assertThat(post("/privacy/closure", PASSWORD)).hasStatus(302);
        assertThat(post("/privacy/closure", PASSWORD)).hasStatus(302);
        closures.closeDue();
        assertThat(mvc.get().uri("/privacy").with(as(actor))).hasStatusOk().bodyText().contains("已于", "撤回申请");

        assertThat(mvc.post().uri("/privacy/closure/withdrawal").with(csrf()).with(as(actor))).hasStatus(302);
        leave();
        closures.closeDue();

        assertThat(name()).isEqualTo("周明");
        assertThat(entries("privacy.closure.request")).isEqualTo(1);
    }

    @Test
    void aClosedAccountLeavesTheRecordsAndNoPerson() {
        post("/privacy/closure", PASSWORD);
        leave();

        closures.closeDue();
        closures.closeDue();

        assertThat(name()).isEqualTo("***");
        assertThat(db.sql("select count(*) from directory.teacher where teacher_id = :id and (document_encrypted is not null or phone_encrypted is not null"
            + " or document_masked is not null or born_encrypted is not null)").param("id", person.value()).query(Integer.class).single()).isZero();
        assertThat(db.sql("select count(*) from identity.sign_in_name where name = :name").param("name", username).query(Integer.class).single()).isZero();
        assertThat(db.sql("select count(*) from enrollment.participation_card where teacher_id = :id").param("id", person.value())
            .query(Integer.class).single()).isEqualTo(1);
        assertThat(entries("privacy.close")).isEqualTo(1);
        assertThat(cast.aPerson().document(document).at(cast.school()).save()).isNotEqualTo(person);
    }

    private MvcTestResult post(String path, String password) {
        return mvc.post().uri(path).param("current", password).with(csrf()).with(as(actor)).exchange();
    }

    private void leave() {
        db.sql("update directory.employment set during = daterange(lower(during), current_date - 1), state = 'LEFT' where teacher_id = :id")
            .param("id", person.value()).update();
    }

    private String name() {
        return db.sql("select name from directory.teacher_card where teacher_id = :id").param("id", person.value()).query(String.class).single();
    }

    private int entries(String act) {
        return db.sql("select count(*) from audit.entry where act = :act and target = :target").param("act", act)
            .param("target", "teacher:" + person).query(Integer.class).single();
    }
}
