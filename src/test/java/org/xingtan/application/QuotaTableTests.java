package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.application.Sample.CITY;
import static org.xingtan.application.Sample.COUNTY_A;
import static org.xingtan.application.Sample.COUNTY_B;
import static org.xingtan.application.Sample.DIRECT;
import static org.xingtan.application.Sample.SCHOOL_A1;
import static org.xingtan.application.Sample.SCHOOL_A2;
import static org.xingtan.application.Sample.below;
import static org.xingtan.application.Sample.each;
import static org.xingtan.application.Sample.of;
import static org.xingtan.application.Sample.table;
import static org.xingtan.application.Sample.whole;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.xingtan.application.QuotaTable.Row;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;

class QuotaTableTests {

    @Test
    void anEmptyTableAddsUp() {
        assertThat(table(10).verdict().met()).isTrue();
    }

    @Test
    void eightCountiesOfFortyAreThreeHundredAndTwenty() {
        assertThat(table(320, whole(COUNTY_A, 160), whole(COUNTY_B, 160)).verdict().met()).isTrue();
        assertThat(flaws(table(319, whole(COUNTY_A, 160), whole(COUNTY_B, 160)))).containsExactly("application.quota.sum");
    }

    @Test
    void sumsAreCheckedAtEveryUnitDownTheTree() {
        assertThat(flaws(table(60, whole(COUNTY_A, 20), whole(SCHOOL_A1, 10), whole(SCHOOL_A2, 11), whole(DIRECT, 40)))).containsExactly("application.quota.sum");
        assertThat(table(60, whole(COUNTY_A, 21), whole(SCHOOL_A1, 10), whole(SCHOOL_A2, 11), whole(DIRECT, 39)).verdict().met()).isTrue();
    }

    @Test
    void aNamedSchoolWithoutItsCountyCountsUnderTheCall() {
        assertThat(flaws(table(10, whole(SCHOOL_A1, 6), whole(COUNTY_B, 5)))).containsExactly("application.quota.sum");
        assertThat(table(11, whole(SCHOOL_A1, 6), whole(COUNTY_B, 5)).verdict().met()).isTrue();
    }

    @Test
    void subjectsOfAUnitNeverHaveMoreThanTheUnit() {
        assertThat(table(630, of(CITY, "MATH", 300), of(CITY, "CHINESE", 330)).verdict().met()).isTrue();
        assertThat(flaws(table(629, of(CITY, "MATH", 300), of(CITY, "CHINESE", 330)))).containsExactly("application.quota.subjects");
        assertThat(flaws(table(629, whole(COUNTY_A, 5), of(COUNTY_A, "MATH", 3), of(COUNTY_A, "CHINESE", 3)))).containsExactly("application.quota.subjects");
    }

    @Test
    void oneSubjectAddsUpDownTheTreeToo() {
        assertThat(flaws(table(100, whole(COUNTY_A, 50), whole(COUNTY_B, 50), of(CITY, "MATH", 9), of(COUNTY_A, "MATH", 5), of(COUNTY_B, "MATH", 5))))
            .containsExactly("application.quota.sum");
    }

    /** Two sums of one unit that do not add up are told apart. */
    @Test
    void aSumOfASubjectSaysWhichSubjectItIsOf() {
        var flaws = table(9, whole(COUNTY_A, 5), whole(COUNTY_B, 5), of(CITY, "MATH", 9), of(COUNTY_A, "MATH", 5), of(COUNTY_B, "MATH", 5)).verdict().unmet();

        assertThat(flaws).extracting(it -> name(it, Locale.SIMPLIFIED_CHINESE)).containsExactly("C", "C（数学）");
        assertThat(flaws).extracting(it -> name(it, Locale.ENGLISH)).containsExactly("C", "C (Mathematics)");
    }

    private static String name(Condition flaw, Locale locale) {
        return ((Localized) flaw.arguments().getFirst()).in(locale);
    }

    @Test
    void placesForSubjectsOfAUnitAreAmongItsOwn() {
        assertThat(flaws(table(100, of(COUNTY_A, "MATH", 5)))).contains("application.quota.own");
    }

    @Test
    void nobodyElsesUnitsHavePlacesNorAnAuthorityThatDecidesNothing() {
        var elsewhere = Sample.unit("X", "n.other.x", "SCHOOL");
        var province = table(10, whole(elsewhere, 1));
        assertThat(flaws(province)).containsExactly("application.quota.within");
        assertThat(flaws(table(10, whole(CITY, 1)))).containsExactly("application.quota.within");
        var deep = Sample.unit("D", CITY.path() + ".a.d", "COUNTY");
        assertThat(flaws(table(10, whole(deep, 1)))).containsExactly("application.quota.decides");
    }

    @Test
    void oneForEachSchoolIsNoSum() {
        assertThat(table(3, each(CITY, 1)).verdict().met()).isTrue();
        assertThat(flaws(table(3, each(CITY, 4)))).containsExactly("application.quota.each");
        assertThat(flaws(table(30, whole(COUNTY_A, 2), each(COUNTY_A, 3)))).containsExactly("application.quota.each");
    }

    /** What the caller lets each school have is not lifted by whoever divides below him; the caller may name a school himself. */
    @Test
    void aDistrictGivesNoSchoolMoreThanTheCallerLetsEachHave() {
        var flaws = table(20, each(CITY, 2), whole(COUNTY_A, 9), below(SCHOOL_A1, 3, null)).verdict().unmet();

        assertThat(flaws).extracting(Condition::code).containsExactly("application.quota.cap");
        assertThat(flaws.getFirst().arguments()).containsExactly(SCHOOL_A1.name(), 3, 2, CITY.name(), 2, CITY.name());
        assertThat(table(20, each(CITY, 2), whole(COUNTY_A, 9), below(SCHOOL_A1, 2, null)).verdict().met()).isTrue();
        assertThat(table(20, each(CITY, 2), whole(COUNTY_A, 9), whole(SCHOOL_A1, 3)).verdict().met()).isTrue();
        assertThat(table(20, each(CITY, 2), whole(COUNTY_A, 9), below(SCHOOL_A1, 3, 4)).verdict().met()).isTrue();
        assertThat(flaws(table(20, each(CITY, 2), whole(COUNTY_A, 9), below(SCHOOL_A1, 5, 4)))).containsExactly("application.quota.cap");
        assertThat(flaws(table(20, each(CITY, 5), whole(COUNTY_A, 9), each(COUNTY_A, 1), below(SCHOOL_A1, 2, null)))).containsExactly("application.quota.cap");
        assertThat(flaws(table(20, each(CITY, 1), below(COUNTY_A, 9, null)))).isEmpty();
    }

    @Test
    void whoeverWritesBelowTheCallerLeavesInMindWhatHeHasGiven() {
        var table = table(20, whole(SCHOOL_A1, 4));

        assertThat(table.written(below(SCHOOL_A1, 3, null), false)).isEqualTo(below(SCHOOL_A1, 3, 4));
        assertThat(table.written(below(SCHOOL_A1, 3, null), true)).isEqualTo(whole(SCHOOL_A1, 3));
        assertThat(table.written(below(SCHOOL_A2, 3, null), false)).isEqualTo(below(SCHOOL_A2, 3, null));
    }

    @Test
    void aLineReplacesTheSameLine() {
        assertThat(table(10, whole(COUNTY_A, 3)).with(whole(COUNTY_A, 5)).rows()).extracting(Row::places).containsExactly(5);
        assertThat(table(10, whole(COUNTY_A, 3), each(COUNTY_A, 1)).without(each(COUNTY_A, 9)).rows()).containsExactly(whole(COUNTY_A, 3));
    }

    private static List<String> flaws(QuotaTable table) {
        return table.verdict().unmet().stream().map(Condition::code).toList();
    }
}
