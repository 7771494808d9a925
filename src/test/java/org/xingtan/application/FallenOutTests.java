package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.web.Dates;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Somebody falls out of a published list: whoever keeps the list finds it on his list of things to do, as long as somebody in reserve could have the place. */
@XingtanTest
class FallenOutTests {

    @Autowired MockMvcTester mvc;
    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Apply apply;
    @Autowired ReviewApplication review;
    @Autowired KeepList lists;
    @Autowired ReportAbsence absences;
    @Autowired DefineCall define;
    @Autowired ApplicationDuties duties;
    @Autowired Calls calls;
    @Autowired OneRead read;

    private Called.Town town;
    private Actor teacher;
    private Actor waiting;
    private ProgramId program;
    private UUID admitted;
    private UUID reserve;

    @BeforeEach
    void buildATown() {
        town = called.town();
        teacher = called.teacher(town.school());
        waiting = called.teacher(town.school());
    }

    @Test
    void whoeverKeepsTheListIsToldThatSomebodyHasGivenUpAndIsLedToTheReserve() {
        var first = called.today().plusDays(3);
        list(TrainingDays.of(first, first.plusDays(1)), town.cityOffice());
        assertThat(replacements(town.cityOffice())).as("nobody has fallen out").isEmpty();

        apply.withdraw(teacher, admitted, "ill");

        var duty = replacements(town.cityOffice()).getFirst();
        assertThat(duty.arguments()).containsExactly(calls.current(program).title(), 1, 1, 1, 0);
        assertThat(duty.href()).isEqualTo("/console/applications/calls/" + program + "/list");
        assertThat(duty.due()).as("before the training begins").isEqualTo(first.atStartOfDay(Window.ZONE).toInstant().minusSeconds(1));
        assertThat(get(town.cityOffice(), "/home", Locale.SIMPLIFIED_CHINESE)).hasStatusOk().bodyText()
            .contains("请递补：" + calls.current(program).title() + "（空 1 个，候补 1 人）", "放弃或有正当理由 1 人，无故不参训 0 人", "href=\"" + duty.href() + "\"");
        assertThat(get(town.cityOffice(), "/console", Locale.ENGLISH)).hasStatusOk().bodyText()
            .contains("(1 place is free, 1 in reserve)", "1 gave up or had a reason not to come, 0 did not come", "href=\"" + duty.href() + "\"");
        assertThat(List.of(replacements(town.countyOffice()), replacements(town.principal()))).as("others").containsOnly(List.of());

        lists.replace(town.cityOffice(), program, 0);

        assertThat(called.state(reserve)).isEqualTo("ADMITTED");
        assertThat(replacements(town.cityOffice())).isEmpty();
    }

    @Test
    void whoDidNotComeLeavesAPlaceUntilTheTrainingIsOver() {
        list(TrainingDays.of(called.today().minusDays(1), called.today()), town.cityOffice());

        absences.absent(town.cityOffice(), admitted, "not there");

        var duty = replacements(town.cityOffice()).getFirst();
        assertThat(duty.arguments()).endsWith(1, 1, 0, 1);
        assertThat(duty.due()).as("it has begun").isNull();
        define.setTraining(program, TrainingDays.of(called.today().minusDays(2), called.today().minusDays(1)), "");
        assertThat(replacements(town.cityOffice())).isEmpty();
        assertThat(catchThrowableOfType(Refused.class, () -> lists.replace(town.cityOffice(), program, 0)).verdict().unmet()).extracting(Condition::code)
            .containsExactly("application.not-over-before");
        assertThat(get(town.cityOffice(), "/console/applications/calls/" + program + "/list", Locale.CHINESE)).bodyText()
            .contains("最后一天是 " + Dates.day(called.today().minusDays(1), Locale.CHINESE)).doesNotContain("递补下一位");
        assertThat(called.state(reserve)).isEqualTo("RESERVE");
    }

    /** Nothing can be done then. */
    @Test
    void nobodyIsAskedForWhileNobodyInReserveWorksThere() {
        list(TrainingDays.NONE, town.cityOffice());
        apply.withdraw(teacher, admitted, "ill");
        assertThat(replacements(town.cityOffice())).hasSize(1);

        called.move(waiting.teacher(), cast.school(cast.county()));
        assertThat(replacements(town.cityOffice())).isEmpty();
        called.move(waiting.teacher(), town.school());
        assertThat(replacements(town.cityOffice())).hasSize(1);
        apply.withdraw(waiting, reserve, null);
        assertThat(replacements(town.cityOffice())).isEmpty();
    }

    @Test
    void aCenterThatKeepsTheListIsToldInPlaceOfTheCity() {
        var center = cast.under(town.city(), "DEVELOPMENT_CENTER");
        var office = cast.administrator(center);
        publish(TrainingDays.NONE);
        define.setCenter(calls.current(program), center.id());
        decide(office);

        apply.withdraw(teacher, admitted, "ill");

        assertThat(replacements(office)).hasSize(1);
        assertThat(replacements(town.cityOffice())).isEmpty();
    }

    /** One place and one in reserve, on a published list. */
    private void list(TrainingDays days, Actor last) {
        publish(days);
        decide(last);
    }

    private void publish(TrainingDays days) {
        var plain = called.definition(town.city(), 1, 2);
        program = called.publish(new DefineCall.Definition(plain.program(), null, plain.series(), null, 1, 2, days, 0, true, plain.applyFrom(), plain.applyTo(), plain.deadlines()));
    }

    private void decide(Actor last) {
        admitted = called.atTheCity(town, program, teacher);
        called.approve(last, admitted);
        reserve = called.atTheCity(town, program, waiting);
        review.review(last, reserve, Decision.RESERVE, "");
        called.end(program);
        lists.publish(last, program);
    }

    private List<Duty> replacements(Actor actor) {
        return read.of(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of()).stream()
            .filter(it -> it.text().equals("application.duty.replace")).toList();
    }

    private MvcTestResult get(Actor actor, String path, Locale locale) {
        return mvc.get().uri(path).locale(locale).header("Accept-Language", locale.toLanguageTag()).with(Cast.as(actor)).exchange();
    }
}
