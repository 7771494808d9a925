package org.xingtan.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

class AudienceVerdictTests {

    private static final LocalDate TODAY = LocalDate.of(2023, 2, 10);
    private static final UUID EARLIER = UUID.randomUUID();

    @Test
    void namesWhatIsNeededAndWhatIsThere() {
        var condition = condition(new Audience.Post(List.of("HOMEROOM_TEACHER", "TUTOR")), aPerson());

        assertThat(condition.met()).isFalse();
        assertThat(condition.need()).isEqualTo("HOMEROOM_TEACHER,TUTOR");
        assertThat(condition.have()).isEqualTo("CLASSROOM_TEACHER");
        assertThat(condition.arguments()).isEqualTo(List.of(
            List.of(new Localized("HOMEROOM_TEACHER", "en"), new Localized("TUTOR", "en")), List.of(new Localized("CLASSROOM_TEACHER", "en"))));
        assertThat(condition.counts()).isFalse();
    }

    @Test
    void oneOfSeveralPostsIsEnough() {
        assertThat(holds(new Audience.Post(List.of("TUTOR", "CLASSROOM_TEACHER")), aPerson())).isTrue();
    }

    @Test
    void listsThePartsOfAllOnTheirOwn() {
        var audience = new Audience.All(List.of(new Audience.Stage(List.of("PRIMARY")), new Audience.All(List.of(new Audience.Rural()))));

        assertThat(new AudienceVerdict(aPerson(), new Names()).conditions(audience)).extracting(Condition::code)
            .containsExactly("audience.stage", "audience.rural");
    }

    @Test
    void nestsAnyAndShowsEachPart() {
        var condition = condition(new Audience.Any(List.of(new Audience.Stage(List.of("JUNIOR")), new Audience.Subject(List.of("CHINESE")))), aPerson());

        assertThat(condition.met()).isTrue();
        assertThat(condition.conditions()).extracting(Condition::met).containsExactly(false, true);
    }

    @Test
    void nobodyIsOfAnEmptyAny() {
        assertThat(holds(new Audience.Any(List.of()), aPerson())).isFalse();
    }

    @Test
    void everybodyIsOfAnEmptyAll() {
        assertThat(holds(new Audience.All(List.of()), aPerson())).isTrue();
        assertThat(holds(new Audience.Not(new Audience.All(List.of())), aPerson())).isFalse();
    }

    @Test
    void notIsTheOppositeForWhoeverHasAUnit() {
        assertThat(holds(new Audience.Not(new Audience.Rural()), aPerson())).isTrue();
        assertThat(holds(new Audience.Not(new Audience.Rural()), Candidate.withoutUnit(TODAY))).isFalse();
    }

    @Test
    void aSubtreeIsComparedLabelByLabel() {
        assertThat(holds(new Audience.Within(List.of("N.HN.CZ")), aPerson())).isTrue();
        assertThat(holds(new Audience.Within(List.of("N.HN.CZ.S1")), aPerson())).isTrue();
        assertThat(holds(new Audience.Within(List.of("N.HN.C")), aPerson())).isFalse();
        assertThat(holds(new Audience.Within(List.of("N.HN.CZ.S1.X")), aPerson())).isFalse();
    }

    @Test
    void yearsOfServiceAreWholeYearsWithBothEndsInside() {
        var hired = hiredOn(LocalDate.of(2020, 2, 10));

        assertThat(holds(new Audience.YearsOfService(3, null), hired)).isTrue();
        assertThat(holds(new Audience.YearsOfService(null, 3), hired)).isTrue();
        assertThat(holds(new Audience.YearsOfService(4, null), hired)).isFalse();
        assertThat(holds(new Audience.YearsOfService(3, null), hiredOn(LocalDate.of(2020, 2, 11)))).isFalse();
        assertThat(holds(new Audience.YearsOfService(null, 2), hired)).isFalse();
        assertThat(condition(new Audience.YearsOfService(4, null), hired).have()).isEqualTo("3");
        assertThat(condition(new Audience.YearsOfService(4, null), hired).counts()).isTrue();
    }

    @Test
    void anUnknownOrLaterFirstDayGivesNoYears() {
        assertThat(holds(new Audience.YearsOfService(null, 5), hiredOn(null))).isFalse();
        assertThat(holds(new Audience.YearsOfService(0, null), hiredOn(TODAY.plusDays(1)))).isFalse();
        assertThat(holds(new Audience.YearsOfService(0, null), hiredOn(TODAY))).isTrue();
    }

    @Test
    void aPersonHiredOnLeapDayHasHisYearOnTheFirstOfMarch() {
        assertThat(hiredOn(LocalDate.of(2020, 2, 29)).asOf(LocalDate.of(2021, 2, 28)).yearsOfService()).isZero();
        assertThat(hiredOn(LocalDate.of(2020, 2, 29)).asOf(LocalDate.of(2021, 3, 1)).yearsOfService()).isEqualTo(1);
        assertThat(hiredOn(LocalDate.of(2020, 2, 29)).asOf(LocalDate.of(2024, 2, 29)).yearsOfService()).isEqualTo(4);
    }

    @Test
    void anEarlierProgramMustBeCompleted() {
        assertThat(holds(new Audience.Completed(EARLIER), aPerson())).isTrue();
        assertThat(holds(new Audience.Completed(UUID.randomUUID()), aPerson())).isFalse();
    }

    @Test
    void whatIsNotRecordedIsSaidSo() {
        var condition = condition(new Audience.Subject(List.of("CHINESE")), Candidate.withoutUnit(TODAY));

        assertThat(condition.met()).isFalse();
        assertThat(condition.arguments().get(1)).isEqualTo(List.of(new Localized("-", "-")));
    }

    private static Condition condition(Audience audience, Candidate person) {
        return new AudienceVerdict(person, new Names()).condition(audience);
    }

    private static boolean holds(Audience audience, Candidate person) {
        return condition(audience, person).met();
    }

    private static Candidate aPerson() {
        return hiredOn(LocalDate.of(2015, 9, 1));
    }

    private static Candidate hiredOn(@Nullable LocalDate day) {
        return new Candidate(OrganizationId.next(), "PRIMARY", "CHINESE", List.of("CLASSROOM_TEACHER"), "ACTIVE", "N.HN.CZ.S1", "SCHOOL",
            false, day, Set.of(EARLIER), TODAY);
    }

    /** Everything is called by its code. */
    private static final class Names implements AudienceNames {

        @Override
        public Localized of(Of list, String code) {
            return new Localized(code, "en");
        }

        @Override
        public Localized unit(String path) {
            return new Localized(path, "en");
        }

        @Override
        public Localized program(UUID id) {
            return new Localized("program", "en");
        }

        @Override
        public Localized nothing() {
            return new Localized("-", "-");
        }
    }
}
