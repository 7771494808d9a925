package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.application.Sample.CITY;
import static org.xingtan.application.Sample.COUNTY_A;
import static org.xingtan.application.Sample.COUNTY_B;
import static org.xingtan.application.Sample.DIRECT;
import static org.xingtan.application.Sample.MARCH_14;
import static org.xingtan.application.Sample.MARCH_18;
import static org.xingtan.application.Sample.MARCH_25;
import static org.xingtan.application.Sample.SCHOOL_A1;
import static org.xingtan.application.Sample.SCHOOL_A2;
import static org.xingtan.application.Sample.SCHOOL_B1;
import static org.xingtan.application.Sample.below;
import static org.xingtan.application.Sample.call;
import static org.xingtan.application.Sample.each;
import static org.xingtan.application.Sample.holder;
import static org.xingtan.application.Sample.noon;
import static org.xingtan.application.Sample.of;
import static org.xingtan.application.Sample.table;
import static org.xingtan.application.Sample.whole;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xingtan.application.Application.Level;
import org.xingtan.application.QuotaLaw.Holder;
import org.xingtan.application.QuotaLaw.Holder.State;
import org.xingtan.application.QuotaTable.Unit;
import org.xingtan.platform.Condition;

class QuotaLawTests {

    private static final Instant EARLY = noon(MARCH_14);
    private static final Instant LATE = noon(MARCH_25.plusDays(1));

    @Test
    void aCountyPassesOnAsManyAsItHas() {
        var table = table(10, whole(COUNTY_A, 2), whole(COUNTY_B, 5));
        var one = holder(SCHOOL_A1, null, State.OPEN, COUNTY_A);
        var two = holder(SCHOOL_A2, null, State.OPEN, COUNTY_A);

        assertThat(county(law(10, 0, table, EARLY, one), SCHOOL_A1)).isEmpty();
        assertThat(county(law(10, 0, table, EARLY, one, two), SCHOOL_A1)).containsExactly("application.room.own");
    }

    @Test
    void aCountyWithoutALineIsBoundByNothing() {
        assertThat(county(law(1, 0, table(1, whole(COUNTY_B, 1)), EARLY), SCHOOL_A1)).isEmpty();
    }

    @Test
    void placesOfACountyAreKeptForItUntilItsDeadlineAndTheCallersAfterIt() {
        var table = table(10, whole(COUNTY_A, 4), whole(COUNTY_B, 4));
        var passedOn = holder(SCHOOL_A1, null, State.OPEN, COUNTY_A);

        assertThat(law(10, 0, table, EARLY, passedOn).pool()).isEqualTo(2);
        assertThat(law(10, 0, table, Sample.end(MARCH_25), passedOn).pool()).isEqualTo(2);
        assertThat(law(10, 0, table, Sample.end(MARCH_25).plusSeconds(1), passedOn).pool()).isEqualTo(9);
    }

    @Test
    void whoIsInNobodysPlacesNeedsOneOfTheCallers() {
        var table = table(4, whole(COUNTY_A, 4));
        var direct = holder(DIRECT, null, State.OPEN, DIRECT);
        var early = law(4, 0, table, EARLY, direct);
        var late = law(4, 0, table, LATE, direct, holder(SCHOOL_A1, null, State.OPEN, COUNTY_A));

        assertThat(city(early, direct, DIRECT)).containsExactly("application.room.pool");
        assertThat(city(late, direct, DIRECT)).isEmpty();
        assertThat(late.pool()).isEqualTo(3);
        assertThat(late.with(admitted(direct)).pool()).isEqualTo(2);
    }

    /** One was admitted, the other is open and can never be decided on: his place is free for the reserve. */
    @Test
    void whoIsOpenWhenTheListIsOutHoldsNoPlace() {
        var table = table(2, whole(COUNTY_A, 2));
        var open = holder(SCHOOL_A1, null, State.OPEN, COUNTY_A);
        var admitted = admitted(holder(SCHOOL_A2, null, State.OPEN, COUNTY_A));
        var reserve = state(holder(SCHOOL_B1, null, State.OPEN), State.RESERVE);
        var before = law(2, 1, table, LATE, open, admitted, reserve);
        var listed = new QuotaLaw(Sample.listed(Sample.call(2, 1), LATE), table, List.of(open, admitted, reserve), LATE);

        assertThat(before.pool()).isZero();
        assertThat(listed.pool()).isEqualTo(1);
        assertThat(city(listed, reserve, SCHOOL_B1)).isEmpty();
        assertThat(listed.with(admitted(reserve)).pool()).isZero();
    }

    @Test
    void whoIsInTheCountysPlacesTakesItsPlaceAndNoneOfTheCallers() {
        var table = table(3, whole(COUNTY_A, 3));
        var one = holder(SCHOOL_A1, null, State.OPEN, COUNTY_A);
        var law = law(3, 0, table, EARLY, one);

        assertThat(city(law, one, SCHOOL_A1)).isEmpty();
        assertThat(law.with(admitted(one)).pool()).isZero();
        assertThat(law.with(admitted(one)).admitted()).isEqualTo(1);
    }

    @Test
    void neverMoreThanAllPlacesAreGiven() {
        var law = law(1, 0, table(1), EARLY, admitted(holder(SCHOOL_A1, null, State.OPEN)));

        assertThat(city(law, holder(SCHOOL_B1, null, State.OPEN), SCHOOL_B1)).containsExactly("application.room.total");
    }

    @Test
    void aRejectionGivesThePlaceBack() {
        var table = table(10, whole(COUNTY_A, 1));
        var one = holder(SCHOOL_A1, null, State.OPEN, COUNTY_A);
        var law = law(10, 0, table, EARLY, one);

        assertThat(county(law, SCHOOL_A2)).containsExactly("application.room.own");
        assertThat(county(law.with(holder(SCHOOL_A1, null, State.OPEN)), SCHOOL_A2)).containsExactly("application.room.own");
        assertThat(county(law(10, 0, table, EARLY), SCHOOL_A2)).isEmpty();
        assertThat(county(law(10, 0, table, EARLY, state(one, State.RESERVE)), SCHOOL_A2)).isEmpty();
    }

    @Test
    void aNamedSchoolsPlacesAreKeptInsideTheCountysUntilTheSchoolsDeadline() {
        var table = table(10, whole(COUNTY_A, 3), whole(SCHOOL_A1, 2));
        var other = holder(SCHOOL_A2, null, State.OPEN, COUNTY_A);

        assertThat(county(law(10, 0, table, EARLY, other), SCHOOL_A2)).containsExactly("application.room.own");
        assertThat(county(law(10, 0, table, noon(MARCH_18.plusDays(1)), other), SCHOOL_A2)).isEmpty();
        var named = holder(SCHOOL_A1, null, State.OPEN, SCHOOL_A1);
        var law = law(10, 0, table, EARLY, other, named);
        assertThat(codes(law.room(named, Level.COUNTY, COUNTY_A.id(), COUNTY_A.name(), SCHOOL_A1))).isEmpty();
    }

    @Test
    void aSchoolWithPlacesOfItsOwnPassesOnThatMany() {
        var table = table(10, whole(SCHOOL_A1, 1));
        var law = law(10, 0, table, EARLY, holder(SCHOOL_A1, null, State.OPEN, SCHOOL_A1));

        assertThat(codes(law.room(holder(SCHOOL_A1, null, State.OPEN), Level.SCHOOL, SCHOOL_A1.id(), SCHOOL_A1.name(), SCHOOL_A1))).containsExactly("application.room.own");
    }

    @Test
    void aSubjectHasItsPlacesAndTheOthersShareTheRest() {
        var table = table(3, of(CITY, "MATH", 2));
        var math = holder(SCHOOL_A1, "MATH", State.ADMITTED);
        var chinese = holder(SCHOOL_A2, "CHINESE", State.ADMITTED);
        var law = law(3, 0, table, EARLY, math, chinese);

        assertThat(city(law, holder(SCHOOL_B1, "ENGLISH", State.OPEN), SCHOOL_B1)).containsExactly("application.room.subject");
        assertThat(city(law, holder(SCHOOL_B1, null, State.OPEN), SCHOOL_B1)).containsExactly("application.room.subject");
        assertThat(city(law, holder(SCHOOL_B1, "MATH", State.OPEN), SCHOOL_B1)).isEmpty();
        assertThat(city(law(3, 0, table, EARLY, math, holder(SCHOOL_A2, "MATH", State.ADMITTED)), holder(SCHOOL_B1, "MATH", State.OPEN), SCHOOL_B1))
            .containsExactly("application.room.subject");
    }

    @Test
    void aCountyKeepsToItsSubjects() {
        var table = table(9, whole(COUNTY_A, 3), of(COUNTY_A, "MATH", 1));
        var law = law(9, 0, table, EARLY, holder(SCHOOL_A1, "MATH", State.OPEN, COUNTY_A));

        assertThat(codes(law.room(holder(SCHOOL_A2, "MATH", State.OPEN), Level.COUNTY, COUNTY_A.id(), COUNTY_A.name(), SCHOOL_A2))).containsExactly("application.room.subject");
        assertThat(codes(law.room(holder(SCHOOL_A2, "ART", State.OPEN), Level.COUNTY, COUNTY_A.id(), COUNTY_A.name(), SCHOOL_A2))).isEmpty();
    }

    @Test
    void oneOfEachSchoolAtEveryLevelUnlessTheSchoolIsNamed() {
        var table = table(20, each(CITY, 1), whole(SCHOOL_A1, 10));
        var law = law(20, 0, table, EARLY, holder(SCHOOL_A2, null, State.OPEN, SCHOOL_A2, COUNTY_A), holder(SCHOOL_A1, null, State.OPEN, SCHOOL_A1, COUNTY_A));

        assertThat(codes(law.room(holder(SCHOOL_A2, null, State.OPEN), Level.SCHOOL, SCHOOL_A2.id(), SCHOOL_A2.name(), SCHOOL_A2))).containsExactly("application.room.each");
        assertThat(county(law, SCHOOL_A2)).containsExactly("application.room.each");
        assertThat(county(law, SCHOOL_A1)).isEmpty();
        assertThat(codes(law.room(holder(SCHOOL_A1, null, State.OPEN), Level.SCHOOL, SCHOOL_A1.id(), SCHOOL_A1.name(), SCHOOL_A1))).isEmpty();
    }

    @Test
    void placesThatADistrictGivesASchoolAreAmongThoseThatTheCallerLetsEachHave() {
        var table = table(20, each(CITY, 1), whole(COUNTY_A, 9), below(SCHOOL_A1, 1, null));
        var law = law(20, 0, table, EARLY, admitted(holder(SCHOOL_A1, null, State.OPEN, COUNTY_A)));

        assertThat(county(law, SCHOOL_A1)).containsExactly("application.room.each");
        assertThat(city(law, holder(SCHOOL_A1, null, State.OPEN, COUNTY_A), SCHOOL_A1)).containsExactly("application.room.each");
        assertThat(city(law, holder(SCHOOL_A2, null, State.OPEN, COUNTY_A), SCHOOL_A2)).isEmpty();
        var twice = law.with(admitted(holder(SCHOOL_A1, null, State.OPEN, COUNTY_A)));
        assertThat(codes(twice.keeps().stream().map(QuotaTable.Check::condition).toList())).containsExactly("application.quota.used");
    }

    @Test
    void whoComesFromTheReserveIsInNobodysPlaces() {
        var table = table(2, whole(COUNTY_A, 1));
        var one = holder(SCHOOL_A1, null, State.ADMITTED, COUNTY_A);
        var pooled = new Holder(one.application(), one.unit(), one.unitPath(), null, one.regularBy(), true, State.ADMITTED);

        assertThat(law(2, 0, table, LATE, one).pool()).isEqualTo(1);
        assertThat(law(2, 0, table, LATE, pooled).pool()).isEqualTo(1);
        assertThat(county(law(2, 0, table, EARLY, pooled), SCHOOL_A2)).isEmpty();
    }

    @Test
    void theReserveHasAnEnd() {
        assertThat(law(1, 1, table(1), EARLY).reserveRoom().met()).isTrue();
        assertThat(law(1, 1, table(1), EARLY, holder(SCHOOL_A1, null, State.RESERVE)).reserveRoom().met()).isFalse();
    }

    @Test
    void whatSomebodyHeldMustBeFreeWhenADecisionAgainstHimIsTakenBack() {
        var table = table(9, whole(COUNTY_A, 1));
        var rejected = holder(SCHOOL_A1, null, State.OPEN, SCHOOL_A1, COUNTY_A);

        assertThat(codes(law(9, 0, table, EARLY).restored(rejected))).isEmpty();
        assertThat(codes(law(9, 0, table, EARLY, holder(SCHOOL_A2, null, State.OPEN, COUNTY_A)).restored(rejected))).containsExactly("application.room.own");
    }

    @Test
    void aTableThatTakesPlacesAwayFromPeopleDoesNotKeepThem() {
        var held = law(9, 0, table(9), EARLY, holder(SCHOOL_A1, null, State.OPEN, COUNTY_A), holder(SCHOOL_A1, null, State.ADMITTED, COUNTY_A),
            holder(SCHOOL_A1, null, State.ADMITTED));

        assertThat(codes(held.under(table(9, whole(COUNTY_A, 1))).keeps().stream().map(QuotaTable.Check::condition).toList())).containsExactly("application.quota.used");
        assertThat(codes(held.under(table(9, whole(COUNTY_A, 2))).keeps().stream().map(QuotaTable.Check::condition).toList())).isEmpty();
        assertThat(codes(held.under(table(9, each(CITY, 1))).keeps().stream().map(QuotaTable.Check::condition).toList())).containsExactly("application.quota.used");
        assertThat(codes(held.under(table(9, each(CITY, 2))).keeps().stream().map(QuotaTable.Check::condition).toList())).isEmpty();
    }

    /** Whatever is decided in whatever order: as long as the law is asked, no row holds more than it has, and nobody beyond the places is admitted. */
    @Test
    void neverBreaksAnyRowInAnyOrder() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var table = table(6, whole(COUNTY_A, random.nextInt(4)), whole(SCHOOL_A1, 1), whole(COUNTY_B, random.nextInt(3)), of(CITY, "MATH", 2));
            if (!table.verdict().met()) {
                continue;
            }
            var law = law(6, 2, table, random.nextBoolean() ? EARLY : LATE);
            var people = new ArrayList<Holder>();
            for (var i = 0; i < 25; i++) {
                law = step(law, random, people);
                var now = law;
                assertThat(now.rooms()).as("seed " + seed).allSatisfy(room -> assertThat(room.used()).isLessThanOrEqualTo(room.row().places()));
                assertThat(now.admitted()).isLessThanOrEqualTo(6);
                assertThat(now.pool()).as("seed " + seed).isGreaterThanOrEqualTo(0);
            }
        }
    }

    private static QuotaLaw step(QuotaLaw law, Random random, List<Holder> people) {
        var schools = List.of(SCHOOL_A1, SCHOOL_A2, SCHOOL_B1, DIRECT);
        if (people.isEmpty() || random.nextInt(3) == 0) {
            var school = schools.get(random.nextInt(4));
            people.add(holder(school, random.nextBoolean() ? "MATH" : "ART", State.OPEN));
            return law.with(people.getLast());
        }
        var i = random.nextInt(people.size());
        var one = people.get(i);
        var school = schools.stream().filter(it -> it.id().equals(one.unit())).findFirst().orElseThrow();
        var county = school.equals(SCHOOL_B1) ? COUNTY_B : COUNTY_A;
        var level = Level.values()[random.nextInt(3)];
        var at = level == Level.SCHOOL ? school : level == Level.COUNTY ? county : CITY;
        if (one.state() != State.OPEN || one.regularBy().contains(at.id()) || level == Level.COUNTY && school.equals(DIRECT)
            || !law.room(one, level, at.id(), at.name(), school).stream().allMatch(Condition::met)) {
            return law;
        }
        var by = new java.util.HashSet<>(one.regularBy());
        if (level != Level.CITY) {
            by.add(at.id());
        }
        people.set(i, new Holder(one.application(), one.unit(), one.unitPath(), one.subject(), by, false, level == Level.CITY ? State.ADMITTED : State.OPEN));
        return law.with(people.get(i));
    }

    private static QuotaLaw law(int places, int reserve, QuotaTable table, Instant now, Holder... holders) {
        return new QuotaLaw(call(places, reserve), table, List.of(holders), now);
    }

    private static List<String> county(QuotaLaw law, Unit school) {
        return codes(law.room(holder(school, null, State.OPEN), Level.COUNTY, COUNTY_A.id(), COUNTY_A.name(), school));
    }

    private static List<String> city(QuotaLaw law, Holder one, Unit school) {
        return codes(law.room(one, Level.CITY, CITY.id(), CITY.name(), school));
    }

    private static Holder admitted(Holder one) {
        return state(one, State.ADMITTED);
    }

    private static Holder state(Holder one, State state) {
        return new Holder(one.application(), one.unit(), one.unitPath(), one.subject(), one.regularBy(), one.pooled(), state);
    }

    private static List<String> codes(List<Condition> conditions) {
        return conditions.stream().filter(it -> !it.met()).map(Condition::code).toList();
    }
}
