package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Dossier.Result;
import org.xingtan.validation.Dossier.State;

/** Who has let his time go by is validated as his unit has confirmed him. */
@XingtanTest
class ConfirmedForTheSilentTests {

    @Autowired Called called;
    @Autowired Calls calls;
    @Autowired ValidateAll validate;
    @Autowired ConfirmMine mine;
    @Autowired ConfirmUnit unit;
    @Autowired JudgePerson judge;
    @Autowired Batches batches;
    @Autowired Dossiers dossiers;
    @Autowired ValidationAudit audit;
    @Autowired ReverseEntry reversal;
    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;
    private TeacherId teacher;
    private UUID entry;

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
    void aBatchLeavesOutWhoseHoursWereTakenBackAndHisUnitConfirmsAgain() {
        var call = called.call(authority, city, -2, 10, 20);
        judge.confirm(keeper, teacher, Called.YEAR);
        reversal.reverse(authority, teacher, entry, "证明不实");

        assertThat(dossiers.find(teacher, Called.YEAR)).satisfies(it -> {
            assertThat(it.state()).isEqualTo(State.OPEN);
            assertThat(it.isUnitChanged()).isTrue();
            assertThat(it.isChanged()).isFalse();
            assertThat(it.isConfirmedElsewhere()).isFalse();
        });
        run(call, false);

        assertThat(dossiers.frozen(teacher, Called.YEAR)).isEmpty();
        assertThat(left(call)).extracting(Batches.LeftOut::teacher, Batches.LeftOut::why).containsExactly(tuple(teacher, "CHANGED"));
        assertThat(page(authority, "/console/validation/calls/" + call.id() + "/batches")).contains("有 1 人没有验证", "需要重新确认").doesNotContain("本人确认后有变化");
        assertThat(page(keeper, "/console/validation/people?which=UNIT_CONFIRMED&organization=" + school.id() + "&year=" + Called.YEAR)).contains("确认后有变化");
        assertThat(page(keeper, "/console/validation/people/" + teacher + "/" + Called.YEAR)).contains("单位确认的内容后来减少了或改变了");
        assertThat(page(cast.actor(teacher), "/validation?year=" + Called.YEAR)).contains("单位确认的内容后来减少了或改变了");

        judge.confirm(keeper, teacher, Called.YEAR);
        run(call, false);
        assertThat(dossiers.frozen(teacher, Called.YEAR)).singleElement().satisfies(it -> {
            assertThat(it.result()).isEqualTo(Result.NOT_COMPLIANT);
            assertThat(it.unitConfirmedAt()).isNotNull();
        });
        assertThat(findings()).isEmpty();
    }

    @Test
    void aUnitThatConfirmsAllAtOnceConfirmsWhatEachHasThen() {
        var more = called.teacher(school);
        called.complete(school, more);
        var call = called.call(authority, city, -2, 10, 20);
        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "2")).isEqualTo(2);
        reversal.reverse(authority, teacher, entry, "证明不实");
        called.earn(school, more, "OTHER", "3");

        run(call, false);

        assertThat(left(call)).extracting(Batches.LeftOut::teacher).containsExactly(teacher);
        assertThat(dossiers.frozen(more, Called.YEAR)).singleElement().satisfies(it -> assertThat(it.facts().total().have().toString()).isEqualTo("33.00"));
        var preview = unit.preview(keeper, school.id().toString(), Called.YEAR);
        assertThat(List.of(preview.silent(), preview.changed(), preview.confirmed(), preview.meeting())).containsExactly(1L, 0L, 0L, 0L);
        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "1")).isEqualTo(1);
        run(call, false);
        assertThat(dossiers.frozen(teacher, Called.YEAR)).singleElement().satisfies(it -> assertThat(it.facts().total().have().toString()).isEqualTo("10.00"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoGetsMoreTimeMeanwhileIsWaitedFor() {
        var call = called.call(authority, city, -2, 10, 20);
        judge.confirm(keeper, teacher, Called.YEAR);
        reversal.reverse(authority, teacher, entry, "证明不实");
        calls.set(call.id(), Call.Stage.CONFIRM, new Window(Window.Kind.APPLY, Instant.now().minus(9, ChronoUnit.DAYS), Instant.now().plus(1, ChronoUnit.DAYS)), "延期",
            Map.entry(Instant.now(), authority.teacher()));

        var preview = unit.preview(keeper, school.id().toString(), Called.YEAR);
        assertThat(List.of(preview.ready(), preview.changed(), preview.waiting())).containsExactly(0L, 0L, 1L);
        assertThat(unit.confirm(keeper, school.id().toString(), Called.YEAR, "0")).isZero();
        mine.confirm(cast.actor(teacher), Called.YEAR, dossiers.live(teacher, Called.YEAR).orElseThrow().print(), false);
        assertThat(dossiers.find(teacher, Called.YEAR).state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void whoeverValidatesEverybodySaysOfNobodyThatHisUnitConfirmedIt() {
        var call = called.call(authority, city, -2, 10, 20);
        judge.confirm(keeper, teacher, Called.YEAR);
        reversal.reverse(authority, teacher, entry, "证明不实");
        calls.set(call.id(), Call.Stage.UNIT, new Window(Window.Kind.APPLY, Instant.now().minus(9, ChronoUnit.DAYS), Instant.now().minus(1, ChronoUnit.DAYS)), "test",
            Map.entry(Instant.now(), authority.teacher()));

        run(call, true);

        assertThat(dossiers.frozen(teacher, Called.YEAR)).singleElement().satisfies(it -> assertThat(it.unitConfirmedAt()).isNull());
        assertThat(findings()).isEmpty();
    }

    @Test
    void theAuditFindsOfWhomTheUnitConfirmedMoreThanIsFrozen() {
        var call = called.call(authority, city, -2, 10, 20);
        judge.confirm(keeper, teacher, Called.YEAR);
        run(call, false);

        db.sql("""
                insert into validation.step (teacher_id, id, year, act, at, facts)
                select d.teacher_id, gen_random_uuid(), d.year, 'UNIT_CONFIRMED', d.unit_confirmed_at, jsonb_set(f.facts, '{total,have}', '"99.00"')
                  from validation.dossier d
                  join validation.frozen f on f.teacher_id = d.teacher_id and f.year = d.year
                 where d.teacher_id = :teacher
                """).param("teacher", teacher.value()).update();

        assertThat(findings()).singleElement().satisfies(it -> assertThat(it).contains("his unit confirmed 99.00"));
    }

    private List<Batches.LeftOut> left(Call call) {
        return batches.leftOut(call).values().stream().flatMap(List::stream).toList();
    }

    private List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains(teacher.toString())).toList();
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
