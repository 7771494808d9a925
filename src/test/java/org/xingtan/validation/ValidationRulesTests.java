package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.validation.Call.Stage;
import org.xingtan.validation.Dossier.Result;
import org.xingtan.validation.Dossier.State;

class ValidationRulesTests {

    private static final Instant OPENS = Instant.parse("2026-11-30T16:00:00Z");

    @Test
    void thePersonActsToTheEndOfHisLastSecond() {
        assertThat(ValidationRules.byPerson(call(), dossier(State.OPEN), Instant.parse("2026-12-10T15:59:59.900Z")).met()).isTrue();
        assertThat(unmet(ValidationRules.byPerson(call(), dossier(State.OPEN), Instant.parse("2026-12-10T16:00:00Z")))).containsExactly("validation.mine.open");
        assertThat(unmet(ValidationRules.byPerson(call(), dossier(State.OPEN), OPENS.minusSeconds(1)))).containsExactly("validation.mine.open");
    }

    @Test
    void aValidatedYearIsClosedToEverybody() {
        assertThat(unmet(ValidationRules.byPerson(call(), validated(), OPENS))).containsExactly("validation.not-validated");
        assertThat(unmet(ValidationRules.byUnit(call(), validated(), OPENS, false))).containsExactly("validation.not-validated");
        assertThat(unmet(ValidationRules.answers(validated(), false, "x"))).containsExactly("validation.not-validated", "validation.answer.objected");
    }

    @Test
    void whatIsConfirmedIsWhatWasSeenAndWhatTheUnitHasNotConfirmed() {
        assertThat(unmet(ValidationRules.confirms(call(), dossier(State.UNIT_CONFIRMED), OPENS.minusSeconds(1), false, false)))
            .containsExactly("validation.mine.open", "validation.mine.unit", "validation.mine.seen");
        assertThat(unmet(ValidationRules.objects(call(), dossier(State.OPEN), OPENS, ""))).containsExactly("validation.mine.objection");
        assertThat(ValidationRules.objects(call(), dossier(State.CONFIRMED), OPENS, "单位不对").met()).isTrue();
        assertThat(unmet(ValidationRules.objects(call(), dossier(State.OPEN), OPENS, "x".repeat(501)))).containsExactly("validation.mine.objection");
    }

    @Test
    void theUnitConfirmsTheSilentWhenTheirTimeIsOver() {
        var during = OPENS.plusSeconds(60);
        var after = Instant.parse("2026-12-10T16:00:00Z");
        assertThat(unmet(ValidationRules.unitConfirms(call(), dossier(State.OPEN), during, false))).containsExactly("validation.unit.confirmed");
        assertThat(ValidationRules.unitConfirms(call(), dossier(State.OPEN), after, false).met()).isTrue();
        assertThat(unmet(ValidationRules.unitConfirms(call(), dossier(State.CONFIRMED).again(), during, false))).containsExactly("validation.unit.changed");
        assertThat(ValidationRules.unitConfirms(call(), dossier(State.CONFIRMED).again(), after, false).met()).isTrue();
        assertThat(ValidationRules.unitConfirms(call(), dossier(State.CONFIRMED), during, false).met()).isTrue();
        assertThat(unmet(ValidationRules.unitConfirms(call(), dossier(State.OBJECTED), after, true))).containsExactly("validation.unit.other", "validation.unit.objection");
    }

    @Test
    void theAuthorityPassesTheUnitsOnlyAfterTheirTimeAndWithAReason() {
        var before = Instant.parse("2026-12-20T15:59:59Z");
        assertThat(ValidationRules.validates(call(), before, false, "").met()).isTrue();
        assertThat(unmet(ValidationRules.validates(call(), before, true, ""))).containsExactly("validation.batch.units", "validation.batch.reason");
        assertThat(ValidationRules.validates(call(), Instant.parse("2026-12-20T16:00:00Z"), true, "学校停办").met()).isTrue();
        assertThat(unmet(ValidationRules.validates(call(), Instant.parse("2027-01-31T16:00:00Z"), false, ""))).containsExactly("validation.batch.open");
    }

    @Test
    void nobodyActsBeforeItIsPublished() {
        var draft = new Call(call().id(), call().owner(), 2026, "x", "x", null, call().windows());
        assertThat(ValidationRules.byPerson(draft, dossier(State.OPEN), OPENS).met()).isFalse();
        assertThat(ValidationRules.validates(draft, OPENS, false, "").met()).isFalse();
    }

    @Test
    void validatingAgainNeedsACorrectionAndAReason() {
        assertThat(unmet(ValidationRules.validatesAgain(dossier(State.UNIT_CONFIRMED), false, true, " ".strip())))
            .containsExactly("validation.again.validated", "validation.again.corrected", "validation.again.other", "validation.again.reason");
        assertThat(ValidationRules.validatesAgain(validated(), true, false, "更正").met()).isTrue();
    }

    @Test
    void factsAreJudgedLineByLine() {
        assertThat(facts("10", "20", 12).result()).isEqualTo(Result.COMPLIANT);
        assertThat(facts("9.99", "30", 12).result()).isEqualTo(Result.NOT_COMPLIANT);
        assertThat(facts("9.99", "30", 12).verdict(2026).unmet()).extracting(Condition::code).containsExactly("standing.category");
        assertThat(facts("0", "0", 0).result()).isEqualTo(Result.EXEMPT);
        assertThat(facts("0", "0", 0).verdict(2026).met()).isTrue();
    }

    @Test
    void aPrintTellsAnyChange() {
        assertThat(facts("10", "20", 12).print()).isEqualTo(facts("10", "20", 12).print()).isNotEqualTo(facts("10", "20.5", 12).print());
    }

    @Test
    void whatCameSinceIsSaidWithItsSign() {
        var frozen = facts("10", "20", 12);
        assertThat(frozen.categories().getFirst().since(facts("12", "20", 12))).isEqualTo("+2.00");
        assertThat(frozen.categories().getFirst().since(facts("4", "20", 12))).isEqualTo("-6.00");
        assertThat(frozen.categories().getLast().since(facts("4", "20", 12))).isEqualTo("\u2013");
    }

    @Test
    void aCallSaysEverythingThatIsWrongAtOnce() {
        var owner = call().owner();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new CallForm(null, "26", "", " ", "x", "2026-12-10", "2026-12-20", "2026-12-31").call(owner, false))
            .isInstanceOfSatisfying(org.xingtan.platform.Refused.class, it -> assertThat(unmet(it.verdict()))
                .containsExactly("validation.call.year", "validation.call.title", "validation.call.basis", "validation.call.days"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new CallForm(null, "2026", "t", "b", "2026-12-01", "2026-12-21", "2026-12-20", "2026-12-31").call(owner, false))
            .isInstanceOfSatisfying(org.xingtan.platform.Refused.class, it -> assertThat(unmet(it.verdict())).containsExactly("validation.call.asked", "validation.call.order"));
    }

    @Test
    void aYearOfTheCycleCountsWhenItIsMetExemptOrBeforeService() {
        var met = new Registrations.Registration.Year(2024, Result.COMPLIANT, CreditHours.of("90"), false);
        var missing = new Registrations.Registration.Year(2025, null, CreditHours.of("12"), false);
        var before = new Registrations.Registration.Year(2023, null, CreditHours.ZERO, true);
        assertThat(met.counts()).isTrue();
        assertThat(before.counts()).isTrue();
        assertThat(missing.isMissing()).isTrue();
        assertThat(missing.name()).isEqualTo("MISSING");
    }

    private static Facts facts(String common, String professional, int months) {
        var total = CreditHours.of(common).plus(CreditHours.of(professional));
        return new Facts("李", "43**", "S-1", "学校", null, LocalDate.of(2015, 9, 1), List.of(), months, new Facts.Line("TOTAL", null, null, CreditHours.of("30"), total),
            List.of(new Facts.Line("COMMON", "公需", "Common", CreditHours.of("10"), CreditHours.of(common)),
                new Facts.Line("PROFESSIONAL", "专业", "Professional", CreditHours.of("20"), CreditHours.of(professional))), List.of(), null);
    }

    private static List<String> unmet(Verdict verdict) {
        return verdict.unmet().stream().map(Condition::code).toList();
    }

    private static Dossier dossier(State state) {
        return new Dossier(TeacherId.next(), 2026, state, state == State.OPEN ? null : OPENS, null, null, null, null, null, null);
    }

    private static Dossier validated() {
        return new Dossier(TeacherId.next(), 2026, State.VALIDATED, OPENS, null, null, OPENS, Result.COMPLIANT, 1, null);
    }

    private static Call call() {
        return new Call(new UUID(1, 1), new Call.Owner(new OrganizationId(new UUID(2, 2)), "n.c", new Localized("市", null)), 2026, "年度验证", "文", OPENS, Map.of(
            Stage.CONFIRM, until(10), Stage.UNIT, until(20), Stage.VALIDATE, Window.ofDays(Window.Kind.APPLY, LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 31))));
    }

    private static Window until(int day) {
        return Window.ofDays(Window.Kind.APPLY, LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, day));
    }
}
