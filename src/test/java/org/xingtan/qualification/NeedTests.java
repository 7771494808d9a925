package org.xingtan.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.qualification.Need.Standing;
import org.xingtan.qualification.Qualification.State;

/** What posts need, and how somebody stands to it. */
class NeedTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Kind TEACHER = kind("TEACHER", List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER"), List.of(), List.of(), null);
    private static final Kind PRINCIPAL = kind("PRINCIPAL", List.of("PRINCIPAL"), List.of(), List.of("PRESCHOOL"), null);
    private static final Kind DIRECTOR = kind("DIRECTOR", List.of("PRINCIPAL"), List.of("PRESCHOOL"), List.of(), 60);
    private static final List<Kind> KINDS = List.of(TEACHER, PRINCIPAL, DIRECTOR);

    @Test
    void postsAndTheStagesOfTheUnitDecideWhatIsNeeded() {
        assertThat(needed(List.of("CLASSROOM_TEACHER", "HOMEROOM_TEACHER"), "JUNIOR")).containsExactly(TEACHER);
        assertThat(needed(List.of("CLASSROOM_TEACHER", "PRINCIPAL"), "JUNIOR")).containsExactly(TEACHER, PRINCIPAL);
        assertThat(needed(List.of("PRINCIPAL"), "PRESCHOOL")).containsExactly(DIRECTOR);
        assertThat(needed(List.of("PRINCIPAL"), "PRESCHOOL", "PRIMARY")).containsExactly(PRINCIPAL);
        assertThat(needed(List.of("PRINCIPAL"))).containsExactly(PRINCIPAL);
        assertThat(needed(List.of("TRAINING_STAFF"), "JUNIOR")).isEmpty();
    }

    @Test
    void theLastDayIsStillValidAndNinetyDaysBeforeItIsSaid() {
        assertThat(standing(entered(State.CONFIRMED, null))).isEqualTo(Standing.HELD);
        assertThat(standing(entered(State.CONFIRMED, TODAY.plusDays(91)))).isEqualTo(Standing.HELD);
        assertThat(standing(entered(State.CONFIRMED, TODAY.plusDays(90)))).isEqualTo(Standing.EXPIRING);
        assertThat(standing(entered(State.CONFIRMED, TODAY))).isEqualTo(Standing.EXPIRING);
        assertThat(standing(entered(State.CONFIRMED, TODAY.minusDays(1)))).isEqualTo(Standing.EXPIRED);
    }

    @Test
    void onlyWhatIsConfirmedIsHeld() {
        assertThat(standing()).isEqualTo(Standing.MISSING);
        assertThat(standing(entered(State.RECORDED, null))).isEqualTo(Standing.WAITING);
        assertThat(standing(entered(State.RECORDED, TODAY.minusDays(1)))).isEqualTo(Standing.MISSING);
        assertThat(standing(entered(State.REFUSED, null))).isEqualTo(Standing.MISSING);
        assertThat(standing(entered(State.WITHDRAWN, null))).isEqualTo(Standing.MISSING);
        assertThat(standing(entered(State.CONFIRMED, TODAY.minusDays(1)), entered(State.RECORDED, null))).isEqualTo(Standing.WAITING);
    }

    @Test
    void ofSeveralTheOneThatLastsLongestCounts() {
        assertThat(standing(entered(State.CONFIRMED, TODAY.minusDays(9)), entered(State.CONFIRMED, TODAY.plusYears(2)))).isEqualTo(Standing.HELD);
        assertThat(standing(entered(State.CONFIRMED, TODAY.plusDays(9)), entered(State.CONFIRMED, null))).isEqualTo(Standing.HELD);
    }

    @Test
    void theVerdictNamesEveryNeedWithItsBasis() {
        var verdict = Need.verdict(Need.of(KINDS, List.of("CLASSROOM_TEACHER", "PRINCIPAL"), List.of("JUNIOR"),
            List.of(entered(State.CONFIRMED, TODAY.plusDays(30))), TODAY));

        assertThat(verdict.met()).isFalse();
        assertThat(verdict.conditions()).extracting(Condition::code).containsExactly("qualification.need.expiring", "qualification.need.missing");
        assertThat(verdict.conditions()).extracting(Condition::source).containsOnly("basis");
        assertThat(Need.verdict(List.of()).met()).isTrue();
    }

    @Test
    void aFormSaysEveryMistakeAtOnce() {
        var bad = new QualificationForm("NONE", "=1", "A", "2026-03-02", "2020-01-01");
        assertThat(bad.verdict(KINDS, TODAY).unmet()).extracting(Condition::code).containsExactly("qualification.form.kind",
            "qualification.form.number", "qualification.form.authority", "qualification.form.issued", "qualification.form.until");
        assertThat(new QualificationForm("TEACHER", "20114301", "13900001111222", "2026-02-30", "").verdict(KINDS, TODAY).unmet())
            .extracting(Condition::code).containsExactly("qualification.form.authority", "qualification.form.issued");
    }

    @Test
    void anEndIsReckonedFromTheDayOfIssueAndNeverLater() {
        var form = new QualificationForm("DIRECTOR", " ｙ-20 24001 ", "县教育局", "2024年1月31日", "");
        assertThat(form.typed(KINDS, TODAY)).isEqualTo(new QualificationForm.Typed(DIRECTOR, "Y-2024001", "县教育局", LocalDate.of(2024, 1, 31),
            LocalDate.of(2029, 1, 30)));
        assertThat(new QualificationForm("DIRECTOR", "Y-2024001", "县教育局", "2024-01-31", "2029-01-31").verdict(KINDS, TODAY).met()).isFalse();
        assertThat(new QualificationForm("TEACHER", "Y-2024001", "县教育局", "2024-01-31", "").typed(KINDS, TODAY).validUntil()).isNull();
    }

    private static List<Kind> needed(List<String> posts, String... stages) {
        return Need.of(KINDS, posts, List.of(stages), List.of(), TODAY).stream().map(Need::kind).toList();
    }

    private static Standing standing(Qualification... entered) {
        return Need.of(KINDS, List.of("CLASSROOM_TEACHER"), List.of("PRIMARY"), List.of(entered), TODAY).getFirst().standing();
    }

    private static Qualification entered(State state, @Nullable LocalDate until) {
        return new Qualification(new TeacherId(new UUID(0, 1)), UUID.randomUUID(), "TEACHER", "20**01", "教育局", TODAY.minusYears(1), until, state, "",
            null, Instant.EPOCH);
    }

    private static Kind kind(String code, List<String> posts, List<String> onlyIn, List<String> notIn, @Nullable Integer months) {
        return new Kind(code, new Localized(code, code), posts, onlyIn, notIn, months, "basis", null);
    }
}
