package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.standing.LinesMet;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Dossier.Result;
import org.xingtan.validation.Dossier.State;

/** What is validated as confirmed was confirmed by the person as it is, and by the unit in which he is validated. */
@XingtanTest
class ConfirmedAsItIsTests {

    @Autowired Called called;
    @Autowired Calls calls;
    @Autowired ValidateAll validate;
    @Autowired ConfirmMine mine;
    @Autowired ConfirmUnit unit;
    @Autowired JudgePerson judge;
    @Autowired Batches batches;
    @Autowired Dossiers dossiers;
    @Autowired ValidationDuties duties;
    @Autowired ValidationAudit audit;
    @Autowired ReverseEntry reversal;
    @Autowired LookAtUnit look;
    @Autowired LinesMet met;
    @Autowired OneRead read;
    @Autowired MockMvcTester mvc;
    @Autowired TransactionTemplate transaction;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;
    private TeacherId teacher;
    private java.util.UUID entry;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        authority = cast.administrator(city);
        keeper = cast.administrator(school);
        called.require(city);
        teacher = called.teacher(school);
        entry = called.complete(school, teacher);
    }

    @Test
    void whoseHoursAreTakenBackConfirmsAgainBeforeHisUnitDoes() {
        called.call(authority, city, 5, 10, 20);
        confirmMine();
        reversal.reverse(authority, teacher, entry, "证明不实");

        assertThat(dossier()).satisfies(it -> {
            assertThat(it.state()).isEqualTo(State.OPEN);
            assertThat(it.isChanged()).isTrue();
        });
        assertThat(read.of(duties.of(Set.of(teacher))).get(teacher)).singleElement().satisfies(it -> assertThat(it.text()).isEqualTo("validation.duty.changed"));
        assertThatThrownBy(() -> judge.confirm(keeper, teacher, Called.YEAR)).isInstanceOfSatisfying(Refused.class,
            it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("validation.unit.changed"));
        var preview = unit.preview(keeper, school.id().toString(), Called.YEAR);
        assertThat(List.of(preview.ready(), preview.changed())).containsExactly(0L, 1L);
        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "0")).isZero();
        assertThat(page(cast.actor(teacher), "/validation?year=" + Called.YEAR)).contains("请重新核对并确认");
        assertThat(page(keeper, "/console/validation/people/" + teacher + "/" + Called.YEAR)).contains("需要本人重新确认");
        assertThat(page(keeper, "/console/validation/people?which=CONFIRMED&organization=" + school.id() + "&year=" + Called.YEAR)).contains("确认后有变化");

        confirmMine();
        assertThat(read.of(duties.of(Set.of(teacher)))).isEmpty();
        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "1")).isEqualTo(1);
        assertThat(dossier().state()).isEqualTo(State.UNIT_CONFIRMED);
    }

    @Test
    void whatComesBesideWhatHeConfirmedNeedsNoOtherConfirmation() {
        var call = called.call(authority, city, 5, 10, 20);
        confirmMine();
        called.earn(school, teacher, "OTHER", "3");

        judge.confirm(keeper, teacher, Called.YEAR);
        run(call, false);

        assertThat(dossiers.frozen(teacher, Called.YEAR)).singleElement().satisfies(it -> assertThat(it.facts().total().have().toString()).isEqualTo("33.00"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void aBatchLeavesOutWhoseHoursWereTakenBackAndSaysWho() {
        var call = called.call(authority, city, 5, 10, 20);
        confirmMine();
        judge.confirm(keeper, teacher, Called.YEAR);
        reversal.reverse(authority, teacher, entry, "证明不实");

        run(call, false);

        assertThat(dossier().isValidated()).isFalse();
        assertThat(left(call)).extracting(Batches.LeftOut::teacher, Batches.LeftOut::why).containsExactly(org.assertj.core.groups.Tuple.tuple(teacher, "CHANGED"));
        assertThat(page(authority, "/console/validation/calls/" + call.id() + "/batches")).contains("有 1 人没有验证", "需要重新确认");
        confirmMine();
        assertThat(dossier().state()).isEqualTo(State.CONFIRMED);
        judge.confirm(keeper, teacher, Called.YEAR);
        run(call, false);
        assertThat(dossiers.frozen(teacher, Called.YEAR)).singleElement().satisfies(it -> assertThat(it.result()).isEqualTo(Result.NOT_COMPLIANT));
        assertThat(findings()).isEmpty();
    }

    @Test
    void pastHisTimeWhatHasChangedIsConfirmedByTheUnitAlone() {
        var call = called.call(authority, city, 5, 10, 20);
        confirmMine();
        reversal.reverse(authority, teacher, entry, "证明不实");
        close(call, Call.Stage.CONFIRM);

        assertThat(unit.preview(keeper, school.id().toString(), Called.YEAR).silent()).isEqualTo(1);
        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "1")).isEqualTo(1);
        run(call, false);

        assertThat(dossier()).satisfies(it -> {
            assertThat(it.isValidated()).isTrue();
            assertThat(it.confirmedAt()).isNull();
        });
    }

    @Test
    void whoMovesIsConfirmedByTheUnitInWhichHeIsValidated() {
        var next = cast.school(cast.under(city, "COUNTY"));
        var head = cast.administrator(next);
        var call = called.call(authority, city, 5, 10, 20);
        confirmMine();
        judge.confirm(keeper, teacher, Called.YEAR);
        move(next);

        run(call, false);

        assertThat(dossier()).satisfies(it -> {
            assertThat(it.state()).isEqualTo(State.CONFIRMED);
            assertThat(it.isConfirmedElsewhere()).isTrue();
        });
        assertThat(left(call)).extracting(Batches.LeftOut::why).containsExactly("MOVED");
        assertThat(look.people(head, next.id().toString(), Called.YEAR, "CONFIRMED", null).page().items()).extracting(UnitQueries.Row::teacher).containsExactly(teacher);
        assertThat(look.at(head, next.id().toString(), Called.YEAR).all().confirmed()).isEqualTo(1);
        assertThat(read.of(duties.ofOffices(Set.of(head.teacher())))).containsKey(head.teacher());
        assertThat(page(head, "/console/validation/people/" + teacher + "/" + Called.YEAR)).contains("还需要现单位确认");
        assertThat(unit.confirm(head, next.id().toString(), Called.YEAR, "1")).isEqualTo(1);
        run(call, false);
        assertThat(dossiers.frozen(teacher, Called.YEAR)).singleElement().satisfies(it -> assertThat(it.unitConfirmedAt()).isNotNull());
        assertThat(dossier().confirmedAt()).isNotNull();
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoeverValidatesEverybodySaysOfNobodyThatHeConfirmed() {
        var next = cast.school(cast.under(city, "COUNTY"));
        var other = called.teacher(school);
        var call = called.call(authority, city, 5, 10, 20);
        List.of(teacher, other).forEach(it -> mine.confirm(cast.actor(it), Called.YEAR, print(it), false));
        List.of(teacher, other).forEach(it -> judge.confirm(keeper, it, Called.YEAR));
        reversal.reverse(authority, teacher, entry, "证明不实");
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", next.id().value()).param("teacher", other.value()).update();
        transaction.executeWithoutResult(_ -> met.of(List.of(other), Called.YEAR));
        close(call, Call.Stage.UNIT);

        run(call, true);

        assertThat(dossier().confirmedAt()).isNull();
        assertThat(dossiers.find(other, Called.YEAR).confirmedAt()).isNotNull();
        assertThat(List.of(teacher, other)).allSatisfy(it -> assertThat(dossiers.frozen(it, Called.YEAR)).singleElement()
            .satisfies(frozen -> assertThat(frozen.unitConfirmedAt()).isNull()));
        assertThat(left(call)).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    void theAuditFindsWhoConfirmedMoreThanIsFrozen() {
        var call = called.call(authority, city, 5, 10, 20);
        confirmMine();
        judge.confirm(keeper, teacher, Called.YEAR);
        run(call, false);

        db.sql("""
                insert into validation.step (teacher_id, id, year, act, at, facts)
                select d.teacher_id, gen_random_uuid(), d.year, 'CONFIRMED', d.confirmed_at, jsonb_set(f.facts, '{total,have}', '"99.00"')
                  from validation.dossier d
                  join validation.frozen f on f.teacher_id = d.teacher_id and f.year = d.year
                 where d.teacher_id = :teacher
                """).param("teacher", teacher.value()).update();

        assertThat(findings()).singleElement().satisfies(it -> assertThat(it).contains("he confirmed 99.00"));
    }

    private void confirmMine() {
        mine.confirm(cast.actor(teacher), Called.YEAR, print(teacher), false);
    }

    private String print(TeacherId person) {
        return dossiers.live(person, Called.YEAR).orElseThrow().print();
    }

    private Dossier dossier() {
        return dossiers.find(teacher, Called.YEAR);
    }

    private List<Batches.LeftOut> left(Call call) {
        return batches.leftOut(call).values().stream().flatMap(List::stream).toList();
    }

    private List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains(teacher.toString())).toList();
    }

    private void move(Cast.Place to) {
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", to.id().value()).param("teacher", teacher.value()).update();
        transaction.executeWithoutResult(_ -> met.of(List.of(teacher), Called.YEAR));
    }

    private void close(Call call, Call.Stage stage) {
        calls.set(call.id(), stage, new Window(Window.Kind.APPLY, Instant.now().minus(9, ChronoUnit.DAYS), Instant.now().minus(1, ChronoUnit.DAYS)), "test",
            Map.entry(Instant.now(), authority.teacher()));
    }

    private String page(Actor actor, String path) {
        var page = mvc.get().uri(java.net.URI.create(path)).locale(java.util.Locale.SIMPLIFIED_CHINESE).with(Cast.as(actor)).exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private void run(Call call, boolean everybody) {
        validate.ask(authority, call.id(), null, everybody, everybody ? "单位逾期" : null);
        for (var i = 0; i < 2_000 && batches.of(call).stream().anyMatch(it -> it.finishedAt() == null); i++) {
            validate.step(ValidateAll.AT_ONCE);
        }
    }
}
