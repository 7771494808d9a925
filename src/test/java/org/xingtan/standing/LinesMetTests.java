package org.xingtan.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.AnnualRequirement.NewHires;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.program.CreditRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** Who meets what: what SQL decides is what the standing explains, whatever moves it, and the figures follow in the same transaction. */
@XingtanTest
class LinesMetTests {

    @Autowired Ledger ledger;
    @Autowired ReverseEntry reversal;
    @Autowired Standings standings;
    @Autowired DefineRequirement define;
    @Autowired ExemptTeacher exempt;
    @Autowired Exemptions exemptions;
    @Autowired LinesMet met;
    @Autowired EverybodyCounted everybody;
    @Autowired FollowStandings follow;
    @Autowired StandingAudit audit;
    @Autowired Years years;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place school;
    private int year;
    /** Each on a day of its own: the most of one day is another matter. */
    private int days;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        year = years.current();
    }

    @Test
    void hoursThatCloseTheGapAreCountedWhenTheyArePosted() {
        var teacher = cast.teacher(school);
        define(List.of(), NewHires.FULL_YEAR);
        assertThat(figure("ALL", "ASKED")).isEqualTo(1);
        earn(teacher, "COMMON", "30", null);
        assertThat(figure("COMMON", "MET")).isEqualTo(1);
        assertThat(figure("ALL", "MET")).isZero();

        earn(teacher, "PROFESSIONAL", "42", null);
        var last = earn(teacher, "ELECTIVE", "18", null);

        assertThat(figure("TOTAL", "MET")).isEqualTo(1);
        assertThat(figure("ALL", "MET")).isEqualTo(1);
        reversal.reverse(newcomer(), teacher, last, "重复");
        assertThat(figure("ALL", "MET")).isZero();
        assertThat(figure("PROFESSIONAL", "MET")).isEqualTo(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoComesAndGoesTakesHisStandingAlong() {
        var teacher = cast.teacher(school);
        define(List.of(), NewHires.FULL_YEAR);
        earn(teacher, "COMMON", "30", null);
        var other = cast.school(cast.under(city, "COUNTY"));

        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", other.id().value()).param("teacher", teacher.value()).update();
        transaction.executeWithoutResult(_ -> met.of(List.of(teacher), year));

        assertThat(figureOf(school, "COMMON", "MET")).isZero();
        assertThat(figureOf(other, "COMMON", "MET")).isEqualTo(1);
        db.sql("delete from directory.employment where teacher_id = :teacher").param("teacher", teacher.value()).update();
        transaction.executeWithoutResult(_ -> met.of(List.of(teacher), year));
        assertThat(figure("ALL", "ASKED")).isZero();
        assertThat(findings()).isEmpty();
    }

    @Test
    void aRosterMovesTheStandingOfThoseWhoAreAskedOrWere() {
        var asked = cast.teacher(school);
        var elsewhere = cast.school(cast.under(cast.city(), "COUNTY"));
        var nobodyAsks = cast.teacher(elsewhere);
        define(List.of(), NewHires.FULL_YEAR);

        followed(asked, nobodyAsks);
        assertThat(states(nobodyAsks)).isZero();
        assertThat(figureOf(school, "ALL", "ASKED")).isEqualTo(1);

        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", elsewhere.id().value()).param("teacher", asked.value()).update();
        followed(asked, nobodyAsks);
        assertThat(states(asked)).isEqualTo(1);
        assertThat(figureOf(school, "ALL", "ASKED")).isZero();
        assertThat(findings()).isEmpty();
    }

    @Test
    void aNewVersionOfThePolicyIsInForceAtOnce() {
        var teacher = cast.teacher(school);
        define(List.of(), NewHires.FULL_YEAR);
        earn(teacher, "COMMON", "20", null);
        assertThat(figure("COMMON", "MET")).isZero();

        define.define(new AnnualRequirement(city.id(), year, 0, "新", "新文件", CreditHours.of("20"),
            List.of(new AnnualRequirement.Category("COMMON", "公需", null, CreditHours.of("20")))), null);

        assertThat(figure("COMMON", "MET")).isEqualTo(1);
        assertThat(figure("ALL", "MET")).isEqualTo(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void monthsThatAreExemptAskTheirShare() {
        var teacher = cast.teacher(school);
        var administrator = cast.administrator(city);
        define(List.of(), NewHires.FULL_YEAR);

        exempt.grant(administrator, teacher, form(1, 6, "产假"));
        exempt.grant(administrator, teacher, form(1, 6, "产假"));
        earn(teacher, "COMMON", "15", null);
        earn(teacher, "PROFESSIONAL", "21", null);
        earn(teacher, "ELECTIVE", "9", null);

        var standing = standings.of(teacher, year);
        assertThat(standing.months()).isEqualTo(6);
        assertThat(standing.total().need()).isEqualTo(CreditHours.of("45"));
        assertThat(standing.verdict().met()).isTrue();
        assertThat(figure("ALL", "MET")).isEqualTo(1);

        assertThatThrownBy(() -> exempt.grant(administrator, teacher, form(6, 12, "借调"))).isInstanceOf(Refused.class);
        exempt.grant(administrator, teacher, form(7, 12, "借调"));
        assertThat(figureOf(school, "ALL", "ASKED")).isZero();
        assertThat(standings.of(teacher, year).verdict().conditions()).extracting(it -> it.code()).containsExactly("standing.exempt");

        exempt.end(administrator, teacher, exemptions.inForce(teacher, year).getFirst().id(), "提前返岗");
        exempt.end(administrator, teacher, exemptions.all(teacher).stream().filter(it -> !it.isInForce()).findFirst().orElseThrow().id(), "再点一次");
        assertThat(standings.of(teacher, year).months()).isEqualTo(6);
        assertThat(findings()).isEmpty();
    }

    @Test
    void nobodyExemptsHimselfAndNoUnitItsOwnPeople() {
        var teacher = cast.teacher(school);
        var own = cast.administrator(school);

        assertThatThrownBy(() -> exempt.grant(own, teacher, form(1, 2, "病假"))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> exempt.grant(cast.administrator(cast.city()), teacher, form(1, 2, "病假"))).isInstanceOf(NotFound.class);
        var cityAdministrator = cast.administrator(city);
        assertThatThrownBy(() -> exempt.grant(cityAdministrator, cityAdministrator.teacher(), form(1, 2, "病假"))).isInstanceOfAny(Forbidden.class, NotFound.class);
        assertThatThrownBy(() -> exempt.grant(cityAdministrator, teacher, new ExemptTeacher.Form("1999", "0", "13", "NONE", " ")))
            .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.verdict().unmet()).hasSize(4));
    }

    /** The database holds what the use case asks first. */
    @Test
    void aMonthIsExemptOnceAndNothingIsRewritten() {
        var teacher = cast.teacher(school);
        var by = cast.administrator(city);
        exempt.grant(by, teacher, form(1, 3, "病假"));
        var known = exemptions.inForce(teacher, year).getFirst();

        assertThatThrownBy(() -> exemptions.add(new Exemption(Uuids.next(), teacher, year, 3, 4, Exemption.Kind.OTHER, "x", known.grantedAt(), null, null), by.teacher()))
            .isInstanceOf(DataAccessException.class);
        for (var attack : List.of("update standing.exemption set months = int4range(1, 12) where teacher_id = :teacher",
            "delete from standing.exemption where teacher_id = :teacher", "update standing.exemption set granted_by = teacher_id where teacher_id = :teacher")) {
            assertThatThrownBy(() -> db.sql(attack).param("teacher", teacher.value()).update()).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void whoIsHiredInTheYearIsAskedByTheMonth() {
        var teacher = cast.aPerson().at(school).hiredOn(LocalDate.of(year, 9, 15)).save();
        var before = cast.aPerson().at(school).hiredOn(LocalDate.of(year - 1, 9, 15)).save();
        define(List.of(), NewHires.BY_MONTH);

        assertThat(standings.of(teacher, year).months()).isEqualTo(4);
        assertThat(standings.of(teacher, year).total().need()).isEqualTo(CreditHours.of("30"));
        assertThat(standings.of(before, year).months()).isEqualTo(12);
    }

    @Test
    void aThemeIsFilledByItsProgramsAndByRecognizedHoursThatNameIt() {
        var teacher = cast.teacher(school);
        var program = curriculum.aProgram(city.id()).track("PARTICIPANT", new Audience.All(List.of()), new CompletionRule.AllLessons(null)).publish();
        define(List.of(new AnnualRequirement.Theme("ETHICS", "师德师风", "Ethics", CreditHours.of("8"), List.of(program.id().value()))), NewHires.FULL_YEAR);

        earn(teacher, "PROFESSIONAL", "5", program.id());
        ledger.post(earning(teacher, "COMMON", "2", null, Map.of("theme", "ETHICS")));
        assertThat(standings.of(teacher, year).themes()).singleElement().satisfies(line -> assertThat(line.have()).isEqualTo(CreditHours.of("7")));
        assertThat(figure("ETHICS", "MET")).isZero();

        earn(teacher, "PROFESSIONAL", "1", program.id());

        assertThat(figure("ETHICS", "MET")).isEqualTo(1);
        assertThat(standings.of(teacher, year).verdict().unmet()).extracting(it -> it.code()).doesNotContain("standing.theme");
        assertThat(findings()).isEmpty();
    }

    /** Everybody at once and one by one, at random: the SQL and the explanation never differ. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sqlDecidesWhatTheStandingExplains(long seed) {
        var random = new Random(seed);
        var people = new ArrayList<TeacherId>();
        var administrator = cast.administrator(city);
        for (var i = 0; i < 12; i++) {
            people.add(cast.aPerson().at(school).hiredOn(LocalDate.of(year - random.nextInt(2), 1 + random.nextInt(12), 1 + random.nextInt(28))).save());
        }
        var theme = new AnnualRequirement.Theme("ETHICS", "师德", null, CreditHours.of(String.valueOf(random.nextInt(12))), List.of());
        define(List.of(theme), random.nextBoolean() ? NewHires.BY_MONTH : NewHires.FULL_YEAR);
        for (var teacher : people) {
            for (var i = 0; i < random.nextInt(6); i++) {
                ledger.post(earning(teacher, List.of("COMMON", "PROFESSIONAL", "ELECTIVE", "OTHER").get(random.nextInt(4)),
                    random.nextInt(40) + "." + random.nextInt(10), null, random.nextBoolean() ? Map.of("theme", "ETHICS") : Map.of()));
            }
            if (random.nextInt(3) == 0) {
                exempt.grant(administrator, teacher, form(1, 1 + random.nextInt(12), "病假"));
            }
        }
        assertThat(findings()).isEmpty();

        transaction.executeWithoutResult(_ -> met.of(people, year));

        assertThat(findings()).isEmpty();
        people.forEach(teacher -> assertThat(standings.of(teacher, year).months()).isEqualTo(monthsAsked(teacher)));
    }

    /** Month by month, as one would count on one's fingers. */
    private int monthsAsked(TeacherId teacher) {
        var hired = db.sql("select hired_on from directory.person_card where teacher_id = :teacher").param("teacher", teacher.value()).query(LocalDate.class).single();
        var byMonth = db.sql("select new_hires = 'BY_MONTH' from ledger.annual_requirement where jurisdiction = :city").param("city", city.id().value()).query(Boolean.class).single();
        return (int) IntStream.rangeClosed(1, 12).filter(month -> exemptions.inForce(teacher, year).stream().noneMatch(it -> it.first() <= month && month <= it.last()))
            .filter(month -> !byMonth || !hired.isAfter(LocalDate.of(year, month, 1).plusMonths(1).minusDays(1))).count();
    }

    /** Whoever asks nearest is the one who is followed, and each line has the people it is asked of. */
    @Test
    void aDistrictMayAskMoreAndItsPeopleFollowItAtOnce() {
        var teacher = cast.teacher(school);
        define(List.of(), NewHires.FULL_YEAR);
        earn(teacher, "COMMON", "30", null);
        var district = school.parent();

        define.define(new AnnualRequirement(district.id(), year, 0, "区", "区文件", CreditHours.of("90"),
            List.of(new AnnualRequirement.Category("COMMON", "公需", null, CreditHours.of("40")))), null);

        assertThat(figure("COMMON", "MET")).isZero();
        assertThat(figure("ALL", "ASKED")).isZero();
        assertThat(standings.of(teacher, year).categories()).as("and what the city asks counts as well").extracting(it -> it.code() + " " + it.need())
            .containsExactly("COMMON 40.00", "PROFESSIONAL 42.00", "ELECTIVE 18.00");
        assertThat(standings.of(teacher, year).total().need()).isEqualTo(CreditHours.of("100"));
        assertThat(findings()).isEmpty();
    }

    /** What a reversal takes off, it takes off the theme too; what is put right keeps its theme. */
    @Test
    void aReversalTakesRecognizedHoursOffTheirTheme() {
        var teacher = cast.teacher(school);
        define(List.of(new AnnualRequirement.Theme("ETHICS", "师德师风", null, CreditHours.of("8"), List.of())), NewHires.FULL_YEAR);
        var posted = ledger.post(earning(teacher, "COMMON", "8", null, Map.of("theme", "ETHICS")));
        assertThat(figure("ETHICS", "MET")).isEqualTo(1);

        reversal.reverse(newcomer(), teacher, posted.id(), "重复");

        assertThat(figure("ETHICS", "MET")).isZero();
        assertThat(standings.of(teacher, year).themes().getFirst().have()).isEqualTo(CreditHours.ZERO);
        assertThat(findings()).isEmpty();
    }

    /** Somebody in charge, loaded beside all that follows people: the hourly walk finds him. */
    private Actor newcomer() {
        var administrator = cast.administrator(city);
        everybody.follow();
        return administrator;
    }

    private void followed(TeacherId... people) {
        transaction.executeWithoutResult(_ -> follow.before(Arrays.stream(people).map(TeacherId::value).toArray(UUID[]::new)).run());
    }

    private int states(TeacherId teacher) {
        return db.sql("select count(*) from standing.state where teacher_id = :teacher").param("teacher", teacher.value()).query(Integer.class).single();
    }

    /** Two who post at the same time for the same person both leave what the hours of both make. */
    @Test
    void postingAtTheSameTimeLosesNothing() throws Exception {
        var teacher = cast.teacher(school);
        define(List.of(), NewHires.FULL_YEAR);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var posts = IntStream.range(0, 18).mapToObj(i -> threads.submit(() -> {
                if (i % 3 == 0) {
                    transaction.executeWithoutResult(_ -> met.of(List.of(teacher), year));
                } else {
                    earn(teacher, i % 2 == 0 ? "COMMON" : "PROFESSIONAL", "7", null);
                }
            })).toList();
            for (var post : posts) {
                post.get();
            }
        }

        assertThat(standings.of(teacher, year).total().have()).isEqualTo(CreditHours.of("84"));
        assertThat(findings()).isEmpty();
    }

    /** Of this city alone: others load their people beside. */
    private List<String> findings() {
        var mine = db.sql("""
                select p.teacher_id::text from directory.person_card p where p.organization_path <@ cast(:city as public.ltree)
                 union all
                select id::text from standing.counted_line where jurisdiction = :id
                """).param("city", city.path()).param("id", city.id().value()).query(String.class).list();
        return audit.findings(false).stream().filter(finding -> mine.stream().anyMatch(finding::contains)).toList();
    }

    private ExemptTeacher.Form form(int first, int last, String reason) {
        return new ExemptTeacher.Form(String.valueOf(year), String.valueOf(first), String.valueOf(last), "OTHER", reason);
    }

    private void define(List<AnnualRequirement.Theme> themes, NewHires newHires) {
        define.define(new AnnualRequirement(city.id(), year, 0, "年度要求", "穗教发〔2022〕1号", CreditHours.of("90"), List.of(
            new AnnualRequirement.Category("COMMON", "公需科目", "Common", CreditHours.of("30")),
            new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("42")),
            new AnnualRequirement.Category("ELECTIVE", "选修科目", "Elective", CreditHours.of("18"))), themes, null, newHires), null);
    }

    private UUID earn(TeacherId teacher, String category, String hours, ProgramId program) {
        return ledger.post(earning(teacher, category, hours, program, Map.of())).id();
    }

    private Earning earning(TeacherId teacher, String category, String hours, ProgramId program, Map<String, Object> evidence) {
        return new Earning(teacher, school.id(), school.path(), program, Earning.Place.NOWHERE,
            new CreditRule(category, new CreditRule.Fixed(CreditHours.of(hours)), List.of()), 1, program == null ? List.of() : List.of(program.value()),
            CreditHours.of(hours), "test", UUID.randomUUID().toString(), "Course", evidence, LocalDate.of(year, 1, 1).plusDays(days++));
    }

    private long figure(String code, String measure) {
        return db.sql("""
                select coalesce(sum(f.n), 0) from tally.figure_card f join standing.counted_line l on l.id = f.program_id
                 where l.jurisdiction = :city and l.year = :year and l.code = :code and f.measure = :measure
                """)
            .param("city", city.id().value()).param("year", year).param("code", code).param("measure", measure).query(Long.class).single();
    }

    private long figureOf(Cast.Place unit, String code, String measure) {
        return db.sql("""
                select coalesce(sum(f.n), 0) from tally.figure_card f join standing.counted_line l on l.id = f.program_id
                 where l.jurisdiction = :city and l.year = :year and l.code = :code and f.measure = :measure and f.organization_id = :unit
                """)
            .param("city", city.id().value()).param("year", year).param("code", code).param("measure", measure).param("unit", unit.id().value())
            .query(Long.class).single();
    }
}
