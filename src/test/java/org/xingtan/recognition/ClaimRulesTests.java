package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.CountedDays;
import org.xingtan.ledger.HoursOfDays;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** What a claim becomes, and everything that may stand against it. */
class ClaimRulesTests {

    private static final OrganizationId AUTHORITY = OrganizationId.next();
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    @ParameterizedTest
    @CsvSource({
        "CLAIMED, 30, 2026-06-01, 2026-06-05, 24.00, 24.00",
        "CLAIMED, 30, 2026-06-01, 2026-06-05, 31.00, 30.00",
        "ITEM,    10, 2026-06-01, 2026-06-01, 99.00, 10.00",
        "DAY,      6, 2026-06-01, 2026-06-01,  8.00,  6.00",
        "DAY,      6, 2026-06-01, 2026-06-03, 24.00, 18.00",
        "DAY,      6, 2026-06-01, 2026-06-03,  4.50,  4.50"})
    void whatIsClaimedBecomesHoursByTheRuleOfItsKind(Kind.Measure measure, String hours, String from, String to, String claimed, String recognized) {
        var ruling = ruling(kind(measure, hours, null), typed(from, to, claimed), facts -> facts);

        assertThat(ruling.verdict().met()).isTrue();
        assertThat(ruling.recognized()).isEqualTo(CreditHours.of(recognized));
    }

    @ParameterizedTest
    @CsvSource({"0, 10.00", "12, 8.00", "20, 0.00"})
    void noMoreOfAKindThanItsYearHolds(String used, String recognized) {
        var ruling = ClaimRules.rule(facts(kind(Kind.Measure.CLAIMED, "30", "20"), typed("2026-06-01", "2026-06-02", "10.00"), used, List.of(), none(), false));

        assertThat(ruling.converted()).isEqualTo(CreditHours.of("10.00"));
        assertThat(ruling.recognized()).isEqualTo(CreditHours.of(recognized));
        assertThat(ruling.verdict().met()).isEqualTo(!recognized.equals("0.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "8.00, 2026-06-01, 2026-06-01, true",
        "8.01, 2026-06-01, 2026-06-01, false",
        "16.00, 2026-06-01, 2026-06-02, true",
        "16.01, 2026-06-01, 2026-06-02, false"})
    void aDayHoldsEightHours(String hours, String from, String to, boolean met) {
        assertThat(unmet(kind(Kind.Measure.CLAIMED, "90", null), typed(from, to, hours))).isEqualTo(met ? List.of() : List.of("recognition.day-limit"));
    }

    /** @param lying counted on that day @param pending waiting there */
    @ParameterizedTest
    @CsvSource({"0, 0, ''", "4, 0, ''", "6, 0, recognition.day-room", "8, 0, recognition.day-room", "2, 4, recognition.day-room.pending", "6, 4, recognition.day-room.pending",
        "8, 4, recognition.day-room"})
    void whatADayWillNotLetCountIsSaidAndStandsAgainstNothing(String lying, String pending, String code) {
        var day = HoursOfDays.Days.until(LocalDate.of(2026, 6, 1), 1);
        var onDays = new CountedDays.OnDays(day);
        onDays.counts(day, new BigDecimal(lying));
        onDays.waits(day, CreditHours.of(pending));
        var facts = facts(kind(Kind.Measure.DAY, "8", null), typed("2026-06-01", "2026-06-01", "4.00"), "0", List.of(), none(), false);
        var foreseen = ClaimRules.rule(new ClaimRules.Facts(facts.kind(), facts.day(), facts.typed(), facts.year(), TODAY, facts.yearUsed(), List.of(), none(), false, onDays, List.of())).verdict();

        assertThat(foreseen.met()).isTrue();
        assertThat(foreseen.conditions()).extracting(Condition::code).filteredOn(it -> it.startsWith("recognition.day-room")).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void aThemeIsOneThatTheYearAsksFor() {
        assertThat(unmet(kind(Kind.Measure.DAY, "8", null), typed("ETHICS"))).isEmpty();
        assertThat(unmet(kind(Kind.Measure.DAY, "8", null), typed("NONE_SUCH"))).containsExactly("recognition.theme");
        assertThat(ruling(kind(Kind.Measure.DAY, "8", null), typed(null), facts -> facts).verdict().conditions()).extracting(Condition::code)
            .doesNotContain("recognition.theme");
    }

    @Test
    void aPaperIsNoWorkOfOneDay() {
        assertThat(unmet(kind(Kind.Measure.ITEM, "20", null), typed("2026-06-01", "2026-06-01", "20.00"))).isEmpty();
    }

    @Test
    void everyReasonIsNamedAtOnce() {
        var other = claim("同名培训", "2026-06-01", "2026-06-01");
        var overlapping = claim("另一个", "2026-06-01", "2026-07-02");
        var papers = new ClaimRules.Papers(2, List.of(), List.of("又一个"), 1, true);

        var ruling = ClaimRules.rule(facts(kind(Kind.Measure.DAY, "8", null), new ClaimForm.Typed("OFFLINE", "NONE", null, "同名 培训", null, LocalDate.of(2026, 6, 1),
            LocalDate.of(2026, 6, 1), CreditHours.of("9.00"), List.of()), "0", List.of(other, overlapping), papers, true));

        assertThat(ruling.verdict().unmet()).extracting(Condition::code).containsExactly("recognition.category", "recognition.year-open", "recognition.day-limit",
            "recognition.once", "recognition.overlap", "recognition.evidence.enough", "recognition.evidence.yours", "recognition.evidence.unused",
            "recognition.evidence.sole");
        assertThat(ruling.verdict().conditions()).allMatch(it -> "依据".equals(it.source()));
    }

    @Test
    void whoseCertificateItIsIsAskedOfKindsThatServeOnePerson() {
        var numbered = new ClaimForm.Typed("OFFLINE", "COMMON", null, "培训", "G-1", TODAY, TODAY, CreditHours.of("4.00"), List.of());
        var taken = new ClaimRules.Facts(kind(Kind.Measure.DAY, "8", null), CreditHours.of("8"), numbered, new ClaimRules.Year(category("COMMON"), null, false), TODAY,
            CreditHours.ZERO, List.of(), none(), true, null, List.of());

        assertThat(ClaimRules.rule(taken).verdict().unmet()).extracting(Condition::code).containsExactly("recognition.number.sole");
        assertThat(unmet(kind(Kind.Measure.DAY, "8", null), numbered)).isEmpty();
    }

    @Test
    void whatIsNotOverIsNotRecognized() {
        assertThat(unmet(kind(Kind.Measure.DAY, "8", null), typed("2026-06-30", "2026-06-30", "4.00"))).isEmpty();
        assertThat(unmet(kind(Kind.Measure.DAY, "8", null), typed("2026-07-01", "2026-07-01", "4.00"))).containsExactly("recognition.past");
    }

    @Test
    void aListOfThosePresentServesSeveral() {
        var shared = new Kind(AUTHORITY, "OFFLINE", 1, 1, new Localized("线下", null), Kind.Measure.DAY, CreditHours.of("8"), null, List.of(), 0, "名单", true, true, true, "依据", false);

        assertThat(ClaimRules.rule(facts(shared, typed("2026-06-01", "2026-06-01", "4.00"), "0", List.of(), new ClaimRules.Papers(1, List.of(), List.of(), 3, false), false))
            .verdict().unmet()).extracting(Condition::code).containsExactly("recognition.evidence.yours");
    }

    @Test
    void theOwnUnitComesFirstAndTheAuthorityAboveItNext() {
        assertThat(steps("SCHOOL", "COUNTY", true, false)).containsExactly("SCHOOL WAITING", "COUNTY WAITING");
        assertThat(steps("SCHOOL", "COUNTY", false, false)).containsExactly("SCHOOL WAITING", "COUNTY SKIPPED");
        assertThat(steps("SCHOOL", "CITY", true, false)).containsExactly("SCHOOL WAITING", "COUNTY SKIPPED", "CITY WAITING");
        assertThat(steps("SCHOOL", "COUNTY", false, true)).containsExactly("SCHOOL SKIPPED", "COUNTY WAITING");
        assertThat(steps("COUNTY", "CITY", true, false)).containsExactly("COUNTY WAITING", "CITY WAITING");
        assertThat(steps("NATION", null, true, true)).containsExactly("NATION WAITING");
    }

    @Test
    void whatIsTypedIsReadOrRefusedAsAWhole() {
        assertThat(new ClaimForm(null, "COMMON", null, "题目", null, "2026-06-02", "2026-06-01", "0.00", List.of("x")).readable().unmet()).extracting(Condition::code)
            .containsExactly("recognition.form.days", "recognition.form.hours", "recognition.form.files");
        assertThat(ClaimForm.EMPTY.readable().unmet()).extracting(Condition::code)
            .containsExactly("recognition.form.title", "recognition.form.category", "recognition.form.days", "recognition.form.hours");
        assertThat(new ClaimForm("", "COMMON", " ", "。。。", "a\u0000", "2026-06-01", "2026-06-01", "1e3", null).readable().unmet()).extracting(Condition::code)
            .containsExactly("recognition.form.title", "recognition.form.hours", "recognition.form.words");
        assertThat(ClaimForm.key("“国培计划”  （2026）—— Ａ班")).isEqualTo(ClaimForm.key("国培计划(2026)-a班"));
    }

    @Test
    void aDayIsADayWhateverElseWasLearnedOnIt() {
        var policy = new Kind.Policy(AUTHORITY, 1, 10, 10, Map.of("COMMON", CreditHours.of("30")), "依据");

        assertThat(PostHours.caps(claim("一天", "2026-06-01", "2026-06-01"), kind(Kind.Measure.DAY, "8", null), policy, CreditHours.of("8"))).extracting(Object::toString)
            .containsExactly("Cap[scope=DAY, max=8.00]", "Cap[scope=CATEGORY, max=30.00]");
        assertThat(PostHours.caps(claim("两天", "2026-06-01", "2026-06-02"), kind(Kind.Measure.DAY, "8", null), policy, CreditHours.of("8"))).extracting(Object::toString)
            .containsExactly("Cap[scope=DAY, max=8.00]", "Cap[scope=CATEGORY, max=30.00]");
        assertThat(PostHours.caps(claim("论文", "2026-06-01", "2026-06-01"), kind(Kind.Measure.ITEM, "8", null), policy, CreditHours.of("8"))).extracting(Object::toString)
            .containsExactly("Cap[scope=CATEGORY, max=30.00]");
    }

    private static List<String> steps(String unit, String above, boolean needsNext, boolean reviewsHimself) {
        return Chain.steps(card(unit), above == null ? null : card(above), needsNext, reviewsHimself, TODAY).stream().map(it -> it.level() + " " + it.state()).toList();
    }

    private static OrganizationCard card(String kind) {
        return new OrganizationCard(OrganizationId.next(), kind, kind, null, kind, null, kind, List.of());
    }

    private static Kind kind(Kind.Measure measure, String hours, String year) {
        return new Kind(AUTHORITY, "OFFLINE", 1, 1, new Localized("线下", null), measure, CreditHours.of(hours), year == null ? null : CreditHours.of(year),
            List.of("COMMON"), 1, "证明", false, true, true, "依据", false);
    }

    private static ClaimForm.Typed typed(String from, String to, String hours) {
        return new ClaimForm.Typed("OFFLINE", "COMMON", null, "培训", null, LocalDate.parse(from), LocalDate.parse(to), CreditHours.of(hours), List.of());
    }

    private static ClaimForm.Typed typed(String theme) {
        return new ClaimForm.Typed("OFFLINE", "COMMON", theme, "培训", null, TODAY, TODAY, CreditHours.of("4.00"), List.of());
    }

    private static Claim claim(String title, String from, String to) {
        return new Claim(TeacherId.next(), UUID.randomUUID(), AUTHORITY, "OFFLINE", 1, "COMMON", null, null, title, null, LocalDate.parse(from), LocalDate.parse(to),
            CreditHours.of("4"), AUTHORITY, null, Claim.State.APPROVED, null, null, CreditHours.of("4"), 1, Instant.EPOCH, Instant.EPOCH);
    }

    private static ClaimRules.Part category(String code) {
        return new ClaimRules.Part(new Localized(code, null), Set.of("COMMON", "PROFESSIONAL").contains(code));
    }

    private static ClaimRules.Part theme(ClaimForm.Typed typed) {
        return typed.theme() == null ? null : new ClaimRules.Part(new Localized(typed.theme(), null), typed.theme().equals("ETHICS"));
    }

    private static ClaimRules.Papers none() {
        return new ClaimRules.Papers(0, List.of(), List.of(), 0, false);
    }

    private static ClaimRules.Facts facts(Kind kind, ClaimForm.Typed typed, String yearUsed, List<Claim> besides, ClaimRules.Papers papers, boolean closed) {
        return new ClaimRules.Facts(kind, CreditHours.of("8"), typed, new ClaimRules.Year(category(typed.category()), theme(typed), closed), TODAY,
            CreditHours.of(yearUsed), besides, papers, false, null, List.of());
    }

    private interface Change {

        ClaimRules.Facts of(ClaimRules.Facts facts);
    }

    private static ClaimRules.Ruling ruling(Kind kind, ClaimForm.Typed typed, Change change) {
        return ClaimRules.rule(change.of(facts(kind, typed, "0", List.of(), none(), false)));
    }

    private static List<String> unmet(Kind kind, ClaimForm.Typed typed) {
        return ruling(kind, typed, it -> it).verdict().unmet().stream().map(Condition::code).toList();
    }
}
