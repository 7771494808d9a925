package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.offering.Choosers.Count;
import org.xingtan.offering.Choosers.Missing;
import org.xingtan.offering.Choosers.Row;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.CreditRule;
import org.xingtan.standing.Forecasts;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Of a unit's people: who has chosen, who waits, who has chosen nothing, and who will lack hours with what is chosen. */
@XingtanTest
class ChooserModuleTests extends ChooserSteps {

    @Autowired LookAtChoosers look;
    @Autowired Forecasts forecasts;

    @Test
    void eachIsCountedWhereHeStandsAndListedThere() {
        var offering = offering("PROFESSIONAL", "20", 1);
        var has = common(teacher());
        var waits = common(teacher());
        var nothing = common(teacher());
        var done = common(teacher());
        earn(done, "PROFESSIONAL", "20", null, Map.of());
        course.choose(List.of(has, waits), offering);

        assertThat(at(office, Which.ALL).all()).isEqualTo(new Count(4, 1, 1, 2, 2));
        assertThat(people(Which.ALL)).containsExactlyInAnyOrder(names(has, waits, nothing, done));
        assertThat(people(Which.CHOSEN)).containsExactly(names(has));
        assertThat(people(Which.WAITING)).containsExactly(names(waits));
        assertThat(people(Which.NOTHING)).containsExactlyInAnyOrder(names(nothing, done));
        assertThat(people(Which.SHORT)).containsExactlyInAnyOrder(names(waits, nothing));
        assertThat(row(has)).satisfies(it -> {
            assertThat(it.selected()).isOne();
            assertThat(it.hours()).isEqualTo(CreditHours.of("20"));
            assertThat(it.waiting()).isZero();
            assertThat(it.missing()).isEmpty();
        });
        assertThat(row(waits)).satisfies(it -> {
            assertThat(it.selected()).isZero();
            assertThat(it.waiting()).isOne();
            assertThat(it.missing()).extracting(Missing::hours).containsExactly(CreditHours.of("20"));
        });
    }

    @Test
    void whatIsEarnedOfAChosenCourseCountsOnce() {
        var program = course.program(city).id();
        var teacher = common(teacher());
        course.choose(teacher, offering(term, program, "PROFESSIONAL", "12", 5));
        assertThat(lacks(teacher)).containsExactly("专业科目 8.00");

        earn(teacher, "PROFESSIONAL", "8", program, Map.of());
        assertThat(lacks(teacher)).containsExactly("专业科目 8.00");
        earn(teacher, "PROFESSIONAL", "4", program, Map.of());
        assertThat(lacks(teacher)).containsExactly("专业科目 8.00");
        earn(teacher, "PROFESSIONAL", "8", null, Map.of());
        assertThat(lacks(teacher)).isEmpty();
    }

    /** As on his own page: what was earned of a course does not come again, however little of it counted, and of one that is over nothing comes. */
    @Test
    void whatDoesNotComeAnyMoreIsNotCountedOn() {
        var cut = course.program(city).id();
        var teacher = common(teacher());
        course.choose(teacher, offering(term, cut, "PROFESSIONAL", "20", 5));
        earn(teacher, "PROFESSIONAL", "20", cut, Map.of(), List.of(new CreditRule.Cap(CreditRule.Cap.Scope.PROGRAM, CreditHours.of("12"))));
        var late = common(teacher());
        course.choose(late, offering(term, curriculum.aProgram(city.id()).open(Duration.ofDays(-9), Duration.ofDays(-2)).publish().id(), "PROFESSIONAL", "20", 5));

        assertThat(lacks(teacher)).containsExactly("专业科目 8.00");
        assertThat(lacks(late)).containsExactly("专业科目 20.00");
        assertThat(people(Which.SHORT)).containsExactlyInAnyOrder(names(teacher, late));
        assertThat(at(office, Which.SHORT).all().lacking()).isEqualTo(2);
        for (var person : List.of(teacher, late)) {
            assertThat(forecasts.of(person.teacher(), YEAR, List.of()).left()).as("on his own page").extracting(it -> it.title().chinese() + " " + it.missing())
                .containsExactlyElementsOf(lacks(person));
        }
    }

    @Test
    void aCategoryAThemeAndTheTotalAreEachReachedByThemselves() {
        var fifteen = offering("PROFESSIONAL", "15", 9);
        var teacher = teacher();
        course.choose(teacher, fifteen);
        assertThat(lacks(teacher)).containsExactly("公需科目 10.00", "专业科目 5.00", "师德 2.00");

        course.choose(teacher, offering(term, ethics, "COMMON", "10", 9));
        assertThat(lacks(teacher)).containsExactly("专业科目 5.00");
        course.choose(teacher, offering("COMMON", "8", 9));
        assertThat(lacks(teacher)).containsExactly("专业科目 5.00");
        course.choose(teacher, offering("PROFESSIONAL", "5", 9));
        assertThat(lacks(teacher)).isEmpty();
    }

    @Test
    void theTotalIsSaidWhereTheCategoriesDoNotReachIt() {
        define.define(new org.xingtan.ledger.AnnualRequirement(city.id(), YEAR, 0, "年度要求", "穗教发〔2022〕2号", CreditHours.of("40"), List.of(
            new org.xingtan.ledger.AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("20")))), null);
        var teacher = teacher();
        course.choose(teacher, offering("PROFESSIONAL", "15", 9));
        assertThat(lacks(teacher)).containsExactly("专业科目 5.00", "null 20.00");
    }

    @Test
    void coursesOfAnotherTermOfTheYearCountAndThoseOfAnotherYearDoNot() {
        var teacher = common(teacher());
        var other = common(teacher());
        course.choose(teacher, offering(term(Duration.ofDays(2), learning(YEAR)), course.program(city).id(), "PROFESSIONAL", "20", 5));
        course.choose(other, offering(term(Duration.ofDays(2), learning(YEAR + 1)), course.program(city).id(), "PROFESSIONAL", "20", 5));

        assertThat(people(Which.SHORT)).containsExactly(names(other));
        assertThat(people(Which.NOTHING)).containsExactlyInAnyOrder(names(teacher, other));
        assertThat(row(teacher).selected()).isZero();
        assertThat(at(office, Which.SHORT).all()).isEqualTo(new Count(2, 0, 0, 2, 1));
    }

    /** As on his own page, where both years foresee what can be learned in either. */
    @Test
    void aTermOverNewYearIsForeseenInBothOfItsYears() {
        define.define(new org.xingtan.ledger.AnnualRequirement(city.id(), YEAR + 1, 0, "年度要求", "穗教发〔2022〕3号", CreditHours.of("20"), List.of(
            new org.xingtan.ledger.AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("20")))), null);
        var over = term(Duration.ofDays(2), Window.ofDays(Window.Kind.LEARN, LocalDate.of(YEAR, 12, 31), LocalDate.of(YEAR + 1, 1, 20)));
        var has = common(teacher());
        var half = common(teacher());
        transaction.executeWithoutResult(_ -> met.of(List.of(has.teacher(), half.teacher()), YEAR + 1));
        course.choose(has, offering(over, course.program(city).id(), "PROFESSIONAL", "20", 5));
        course.choose(half, offering(over, course.program(city).id(), "PROFESSIONAL", "15", 5));

        assertThat(lacks(has)).as("in the list of this year's term").isEmpty();
        assertThat(lacks(half)).containsExactly("专业科目 5.00");
        for (var year : List.of(YEAR, YEAR + 1)) {
            var list = look.at(office, new LookAtChoosers.Question(school.id().toString(), over.toString(), Which.SHORT.name(), null, year.toString()), null);
            assertThat(list.year()).isEqualTo(year);
            assertThat(list.page().items()).extracting(Row::name).as("in %s", year).containsExactly(names(half));
            assertThat(list.all()).isEqualTo(new Count(2, 2, 0, 0, 1));
            assertThat(forecasts.of(has.teacher(), year, List.of()).left()).as("on his own page").isEmpty();
        }
        for (var none : List.of(YEAR - 1, YEAR + 2, "x")) {
            assertThatThrownBy(() -> look.at(office, new LookAtChoosers.Question(school.id().toString(), over.toString(), null, null, none.toString()), null)).isInstanceOf(NotFound.class);
        }
    }

    /** However little of its time lies there: in November everybody lacks everything of the next year. */
    @Test
    void aTermOpensOnTheRunningYearElseOnItsNearest() {
        for (var first : List.of(YEAR, YEAR + 1)) {
            var over = term(Duration.ofDays(2), Window.ofDays(Window.Kind.LEARN, LocalDate.of(first, 12, 31), LocalDate.of(first + 1, 1, 20)));
            var opened = look.at(office, new LookAtChoosers.Question(school.id().toString(), over.toString(), null, null, null), null);
            assertThat(opened.year()).isEqualTo(first);
            assertThat(Objects.requireNonNull(opened.term()).years()).containsExactly(first, first + 1);
        }
        var gone = term(Duration.ofDays(-1), Window.ofDays(Window.Kind.LEARN, LocalDate.of(YEAR - 2, 12, 1), LocalDate.of(YEAR - 1, 1, 20)));
        assertThat(look.at(office, new LookAtChoosers.Question(school.id().toString(), gone.toString(), null, null, null), null).year()).isEqualTo(YEAR - 1);
    }

    @Test
    void whoIsExemptIsAskedForHisMonthsAlone() {
        var teacher = common(teacher());
        exempt(teacher, 1, 6);
        course.choose(teacher, offering("PROFESSIONAL", "10", 9));
        assertThat(lacks(teacher)).isEmpty();
        var away = teacher();
        exempt(away, 1, 12);
        assertThat(row(away).asked()).isFalse();
        assertThat(people(Which.SHORT)).isEmpty();
    }

    @Test
    void anAuthorityLooksAtTheUnitsBelowAndTheirSumIsItsOwn() {
        var offering = offering("PROFESSIONAL", "20", 1);
        var second = cast.school(county);
        var elsewhere = cast.school(cast.under(city, "COUNTY"));
        var one = common(teacher());
        common(teacher(second));
        common(teacher(second));
        common(teacher(elsewhere));
        course.choose(one, offering);
        var authority = nobody(cast.administrator(city));
        var district = nobody(cast.administrator(county));

        var of = look.at(authority, question(city, Which.ALL), null);
        assertThat(of.parts()).extracting(it -> it.unit().id(), ChooserView.Part::count)
            .containsExactlyInAnyOrder(org.assertj.core.api.Assertions.tuple(county.id(), new Count(3, 1, 0, 2, 2)),
                org.assertj.core.api.Assertions.tuple(Objects.requireNonNull(elsewhere.parent()).id(), new Count(1, 0, 0, 1, 1)));
        assertThat(of.all()).isEqualTo(new Count(4, 1, 0, 3, 3));
        var below = look.at(district, question(county, Which.ALL), null);
        assertThat(below.all()).isEqualTo(new Count(3, 1, 0, 2, 2));
        assertThat(below.parts()).extracting(it -> it.unit().id()).containsExactlyInAnyOrder(school.id(), second.id());
        assertThatThrownBy(() -> look.at(district, question(city, Which.ALL), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> look.at(office, question(second, Which.ALL), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> look.at(one, question(school, Which.ALL), null)).isInstanceOf(NotFound.class);
    }

    /** Of people in every state, in a school, in what is above it, and among those of a name. */
    @Test
    void eachNumberIsThatOfItsList() {
        mixture(school);
        mixture(cast.school(county));
        mixture(cast.school(cast.under(city, "COUNTY")));
        var authority = nobody(cast.administrator(city));
        var sizes = new ArrayList<Count>();
        for (var unit : List.of(school, county, city)) {
            for (var name : new String[] {null, "明珠"}) {
                var asked = look.decide(authority, Task.VIEW_TEACHERS, new LookAtChoosers.Question(unit.id().toString(), term.toString(), null, name, null)).required();
                var all = choosers.look(asked, Which.ALL, null, 1).all();
                sizes.add(all);
                for (var which : Which.values()) {
                    var list = listed(asked, which, Count.NOBODY);
                    assertThat(list).as("%s of %s", which, unit.path()).hasSize(all.of(which)).isEqualTo(listed(asked, which, new Count(1000, 0, 0, 0, 1)));
                    assertThat(choosers.everybody(asked, which)).containsExactlyInAnyOrderElementsOf(list);
                    var taken = new ArrayList<TeacherId>();
                    transaction.executeWithoutResult(_ -> choosers.each(asked, which, 100, row -> taken.add(row.teacher())));
                    assertThat(taken).isEqualTo(list);
                }
            }
        }
        var one = new Count(11, 6, 2, 4, 4);
        assertThat(sizes.get(0)).isEqualTo(one);
        assertThat(sizes.get(4)).isEqualTo(one.plus(one).plus(one));
        assertThat(sizes.get(5)).isEqualTo(new Count(3, 3, 0, 0, 0));
    }

    private List<TeacherId> listed(Choosers.Asked asked, Which which, Count all) {
        var list = new ArrayList<TeacherId>();
        String after = null;
        do {
            var page = choosers.page(asked, which, all, after, 4);
            list.addAll(page.items().stream().map(Row::teacher).toList());
            after = page.next();
        } while (after != null);
        return list;
    }

    private void mixture(Cast.Place at) {
        var program = course.program(city).id();
        var twelve = offering(term, program, "PROFESSIONAL", "12", 9);
        var full = offering("PROFESSIONAL", "20", 2);
        var themed = offering("COMMON", "8", 9);
        var ten = offering("PROFESSIONAL", "10", 9);
        var elsewhere = offering(term(Duration.ofDays(2), learning(YEAR)), course.program(city).id(), "PROFESSIONAL", "20", 9);
        var enough = common(counted(cast.aPerson().name("欧阳明珠").at(at).save()));
        var short8 = common(teacher(at));
        var waits = common(teacher(at));
        var waitsAndHas = common(teacher(at));
        var half = common(teacher(at));
        var away = teacher(at);
        var done = common(teacher(at));
        var other = common(teacher(at));
        teacher(at);
        var lacksTheme = teacher(at);
        var twice = common(teacher(at));
        course.choose(List.of(enough, twice, waits, waitsAndHas), full);
        course.choose(List.of(short8, waitsAndHas), twelve);
        course.choose(List.of(half, lacksTheme), ten);
        course.choose(lacksTheme, themed);
        course.choose(List.of(other, waitsAndHas), elsewhere);
        earn(short8, "PROFESSIONAL", "8", program, Map.of());
        earn(twice, "PROFESSIONAL", "20", null, Map.of());
        earn(done, "PROFESSIONAL", "20", null, Map.of());
        exempt(half, 1, 6);
        exempt(away, 1, 12);
    }

    /** Whoever is above the authority of a term sees its people alone in it. */
    @Test
    void aProvinceSeesInATermThoseToWhomItIsOffered() {
        teacher();
        var other = cast.under(Objects.requireNonNull(city.parent()), "CITY");
        cast.teacher(cast.school(cast.under(other, "COUNTY")));
        var province = nobody(cast.administrator(Objects.requireNonNull(city.parent())));
        assertThat(look.at(province, question(city.parent(), Which.ALL), null).all().people()).isOne();
        assertThatThrownBy(() -> look.at(province, question(other, Which.ALL), null)).isInstanceOf(NotFound.class);
        assertThat(look.at(province, new LookAtChoosers.Question(other.id().toString(), null, null, null, null), null).term()).isNull();
    }

    @Test
    void aLongListGoesOnByKeyAlsoWhereNamesAreTheSame() {
        var second = cast.school(county);
        for (var i = 0; i < 60; i++) {
            cast.aPerson().name("张伟").at(i % 2 == 0 ? school : second).save();
        }
        var district = nobody(cast.administrator(county));
        var seen = new ArrayList<Row>();
        String after = null;
        do {
            var page = look.at(district, question(county, Which.NOTHING), after).page();
            seen.addAll(page.items());
            after = page.next();
        } while (after != null);
        assertThat(seen).hasSize(60);
        assertThat(new HashSet<>(seen.stream().map(Row::teacher).toList())).hasSize(60);
        assertThat(seen.subList(0, 30)).allSatisfy(it -> assertThat(it.path()).isEqualTo(seen.getFirst().path()));
        for (var wrong : List.of("eA", "!", org.xingtan.platform.web.Page.of(List.of(1, 2), 1, _ -> UUID.randomUUID() + " a;b x").next())) {
            assertThatThrownBy(() -> look.at(district, question(county, Which.ALL), wrong)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void aNameIsFoundAndTheNumbersAreOfWhatIsFound() {
        cast.aPerson().name("欧阳明珠").at(school).save();
        teacher();
        var found = look.at(office, new LookAtChoosers.Question(school.id().toString(), term.toString(), null, "明珠", null), null);
        assertThat(found.all().people()).isOne();
        assertThat(found.page().items()).extracting(Row::name).containsExactly("欧阳明珠");
        assertThatThrownBy(() -> look.at(office, new LookAtChoosers.Question(school.id().toString(), term.toString(), null, "x".repeat(101), null), null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> look.at(office, new LookAtChoosers.Question(school.id().toString(), term.toString(), "EVERYONE", null, null), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> look.at(office, new LookAtChoosers.Question(school.id().toString(), UUID.randomUUID().toString(), null, null, null), null)).isInstanceOf(NotFound.class);
    }

    /** Only the chips come to an end. */
    @Test
    void aTermIsFoundHoweverManyOthersCloseLater() {
        IntStream.rangeClosed(0, LookAtChoosers.TERMS).forEach(n -> course.term(county, 1, Duration.ofDays(-1), Duration.ofDays(10 + n)));
        teacher();

        var own = at(office, Which.ALL);
        assertThat(own.term()).isNotNull().satisfies(it -> assertThat(it.id()).isEqualTo(term));
        assertThat(own.place().terms()).hasSize(LookAtChoosers.TERMS + 1).last().satisfies(it -> assertThat(it.id()).isEqualTo(term));
        assertThat(look.at(office, new LookAtChoosers.Question(school.id().toString(), null, null, null, null), null).place().terms()).hasSize(LookAtChoosers.TERMS);

        var elsewhere = course.term(cast.city(), 1);
        var draft = course.unplanned(city);
        for (var none : List.of(elsewhere, draft)) {
            assertThatThrownBy(() -> look.at(office, new LookAtChoosers.Question(school.id().toString(), none.toString(), null, null, null), null)).isInstanceOf(NotFound.class);
        }
    }

    private LookAtChoosers.Question question(Cast.Place unit, Which which) {
        return new LookAtChoosers.Question(unit.id().toString(), term.toString(), which.name(), null, null);
    }

    private ChooserView at(Actor actor, Which which) {
        return look.at(actor, question(school, which), null);
    }

    private List<String> people(Which which) {
        return at(office, which).page().items().stream().map(Row::name).toList();
    }

    private Row row(Actor actor) {
        return at(office, Which.ALL).page().items().stream().filter(it -> it.teacher().equals(actor.teacher())).findFirst().orElseThrow();
    }

    private List<String> lacks(Actor actor) {
        var lacks = row(actor).missing().stream().map(it -> (it.title() == null ? null : it.title().chinese()) + " " + it.hours()).toList();
        var lacking = at(office, Which.SHORT).page().items().stream().anyMatch(it -> it.teacher().equals(actor.teacher()));
        assertThat(lacking).isEqualTo(!lacks.isEmpty());
        assertThat(at(office, Which.ALL).all().lacking()).isEqualTo(at(office, Which.SHORT).page().items().size());
        return lacks;
    }
}
