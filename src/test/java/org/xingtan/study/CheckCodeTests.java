package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xingtan.enrollment.CheckCode;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.safety.Checklist;

/** Codes that change, windows that open and close, and what a plan, an event and its end need. */
class CheckCodeTests {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.parse("2026-09-01T06:00:15Z");

    @Test
    void aCodeHoldsForItsHalfMinuteAndTheNext() {
        var code = CheckCode.at(SECRET, NOW);

        assertThat(code).matches("[0-9]{6}");
        assertThat(CheckCode.isValid(SECRET, code, NOW)).isTrue();
        assertThat(CheckCode.isValid(SECRET, code, NOW.plusSeconds(30))).isTrue();
        assertThat(CheckCode.isValid(SECRET, code, NOW.plusSeconds(60))).isFalse();
        assertThat(CheckCode.isValid(SECRET, code, NOW.minusSeconds(30))).isFalse();
        assertThat(CheckCode.isValid(SECRET, "", NOW)).isFalse();
        assertThat(CheckCode.until(NOW)).isEqualTo(Instant.parse("2026-09-01T06:00:30Z"));
    }

    @Test
    void codesOfTwoEventsAndOfTwoMomentsAreTwo() {
        var other = "fedcba9876543210fedcba9876543210".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var codes = IntStream.range(0, 200).mapToObj(step -> CheckCode.at(SECRET, NOW.plusSeconds(30L * step))).distinct().count();

        assertThat(codes).isGreaterThan(190);
        assertThat(IntStream.range(0, 200).filter(step -> CheckCode.at(SECRET, NOW.plusSeconds(30L * step)).equals(CheckCode.at(other, NOW.plusSeconds(30L * step)))).count()).isLessThan(3);
    }

    @ParameterizedTest
    @CsvSource({"05:29:59, false, false", "05:30:00, true, false", "06:10:00, true, false", "06:10:01, true, true", "08:00:00, true, true", "08:00:01, false, true"})
    void theServerSaysWhetherItIsTimeAndWhetherSomebodyIsLate(String utc, boolean open, boolean late) {
        var now = Instant.parse("2026-09-01T" + utc + "Z");
        var event = event(Event.State.PLANNED, 0);

        assertThat(event.isOpenForCheckIn(now)).isEqualTo(open);
        assertThat(event.isLate(now, 10)).isEqualTo(late);
        assertThat(event(Event.State.CLOSED, 1).isOpenForCheckIn(now)).isFalse();
    }

    @Test
    void whatIsPostedAgainHasAnotherName() {
        var event = event(Event.State.CLOSED, 1);

        assertThat(event.reference()).isEqualTo(event.id().toString());
        assertThat(event(Event.State.CLOSED, 2).reference()).endsWith("/2");
    }

    @Test
    void anEventSaysEverythingThatIsWrongAtOnce() {
        var plan = plan(true);
        assertThat(unmet(new EventForm("2025-01-01", "x", "15:00", "", " ", "somebody", "3", null), plan)).containsExactly("study.form.day", "study.form.time",
            "study.form.place", "study.form.topic", "study.form.who", "study.form.most", "study.form.length");
        assertThat(unmet(form("14:00", "15:30", "2"), plan)).isEmpty();
        assertThat(unmet(form("14:00", "15:29", "2"), plan)).containsExactly("study.form.length");
        assertThat(unmet(form("15:00", "14:00", "2"), plan)).containsExactly("study.form.time", "study.form.length");
        assertThat(unmet(form("08:00", "18:00", "2.01"), plan)).containsExactly("study.form.most");
        assertThat(PlanForm.EMPTY.verdict(null).unmet()).extracting(Condition::code).containsExactly("study.form.year", "study.form.title", "study.form.aims",
            "study.form.category", "study.form.leader");
    }

    @Test
    void anEventIsClosedWhenItIsOverSomebodyWasThereAndItsRisksAreSeenTo() {
        var risks = new Checklist(List.of(new Checklist.Item("PLACE", new org.xingtan.platform.Localized("场地", "Place"), "", null, "", 0, null, null)), null, 0, null, null);
        var late = List.of(new Attendance(TeacherId.next(), UUID.randomUUID(), Attendance.State.LATE, "CHECKED_IN", NOW, "x", "", null, null, false, null));

        assertThat(CloseEvent.verdict(event(Event.State.PLANNED, 0), plan(false), risks, late, NOW).unmet()).extracting(Condition::code)
            .containsExactly("study.close.over", "study.close.somebody", "study.close.risks");
        assertThat(CloseEvent.verdict(event(Event.State.PLANNED, 0), plan(true), Checklist.NONE, late, NOW.plusSeconds(7200)).met()).isTrue();
    }

    private static List<String> unmet(EventForm form, Plan plan) {
        return form.verdict(plan, CreditHours.of("8")).unmet().stream().map(Condition::code).toList();
    }

    @Test
    void anEventIsOverOnceItsLastMinuteHasPassed() {
        var ends = java.time.ZonedDateTime.of(2026, 9, 1, 16, 0, 0, 0, org.xingtan.platform.Window.ZONE).toInstant();
        assertThat(form("14:00", "16:00", "2").isOver(ends.minusMillis(1))).isFalse();
        assertThat(form("14:00", "16:00", "2").isOver(ends)).isTrue();
        assertThat(form("x", "16:00", "2").isOver(ends)).as("no hours at all").isFalse();
    }

    private static EventForm form(String starts, String ends, String hours) {
        return new EventForm("2026-09-01", starts, ends, "会议室", "主题", UUID.randomUUID().toString(), hours, "on");
    }

    private static Plan plan(boolean lateCounts) {
        return new Plan(UUID.randomUUID(), OrganizationId.next(), OrganizationId.next(), 2026, "计划", "目标", "PROFESSIONAL", null, CreditHours.of("2"), "教导处", 10, lateCounts,
            Plan.State.CONFIRMED, null, null);
    }

    private static Event event(Event.State state, int posting) {
        return new Event(UUID.randomUUID(), UUID.randomUUID(), LocalDate.of(2026, 9, 1), LocalTime.of(14, 0), LocalTime.of(16, 0), "会议室", "主题", TeacherId.next(), "主持",
            CreditHours.of("2"), true, state, posting, null, state == Event.State.CLOSED ? NOW : null, "");
    }
}
