package org.xingtan.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.AnnualRequirement.Category;
import org.xingtan.ledger.AnnualRequirement.NewHires;
import org.xingtan.ledger.AnnualRequirement.Theme;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.Actor;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.XingtanTest;

/** What an authority asks counts for everybody below it, whoever else asks there, and whoever has spoken first. */
@XingtanTest
class NoLessThanAboveTests {

    private static final UUID ETHICS_COURSE = UUID.randomUUID();
    private static final UUID OTHER_COURSE = UUID.randomUUID();

    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired DefineRequirement define;
    @Autowired Requirements requirements;
    @Autowired Standings standings;
    @Autowired List<AuditCheck> checks;
    @Autowired Organizations organizations;
    @Autowired PlatformTransactionManager transactions;
    @Autowired Crossing crossing;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Cast.Place city;
    private Cast.Place district;
    private Cast.Place school;
    private int year;

    @BeforeEach
    void plant() {
        school = cast.school();
        district = school.parent();
        city = district.parent();
        year = LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
    }

    @Test
    void whatIsMoreIsAskedAndWhatIsSaidBesideStays() {
        var own = asked(district, "60", "10", NewHires.BY_MONTH, List.of(line("COMMON", "40"), line("LOCAL", "5")), List.of(theme("LOCAL_THEME", "3", OTHER_COURSE), theme("ETHICS", "8", OTHER_COURSE)));
        var above = asked(city, "90", "8", NewHires.FULL_YEAR, List.of(line("COMMON", "30"), line("PROFESSIONAL", "42"), line("FREE", "0")),
            List.of(theme("ETHICS", "6", ETHICS_COURSE), theme("LOCAL", "2")));

        var least = own.atLeast(above);

        assertThat(least.categories()).extracting(it -> it.code() + " " + it.need()).as("of two sorts under one code the one above stays").containsExactly("COMMON 40.00", "PROFESSIONAL 42.00");
        assertThat(least.themes()).extracting(it -> it.code() + " " + it.need()).containsExactly("LOCAL_THEME 3.00", "ETHICS 8.00", "LOCAL 2.00");
        assertThat(least.themes().get(1).programs()).containsExactly(ETHICS_COURSE);
        assertThat(least.total()).isEqualTo(CreditHours.of("90"));
        assertThat(least.dayMax()).isEqualTo(CreditHours.of("8"));
        assertThat(least.newHires()).isEqualTo(NewHires.FULL_YEAR);
        assertThat(least.atLeast(above)).isEqualTo(least);
    }

    /** A theme that no program fills is filled by recognized hours alone. */
    @Test
    void themesAreFilledByWhatTheAuthorityAboveNames() {
        var above = asked(city, "90", null, NewHires.FULL_YEAR, List.of(), List.of(theme("ETHICS", "6", ETHICS_COURSE, OTHER_COURSE), theme("SAFETY", "2")));

        var least = asked(district, "90", null, NewHires.FULL_YEAR, List.of(), List.of(theme("ETHICS", "4"), theme("SAFETY", "2", OTHER_COURSE))).atLeast(above);
        assertThat(least.themes()).isEqualTo(above.themes());
        var narrower = asked(district, "90", null, NewHires.FULL_YEAR, List.of(), List.of(theme("ETHICS", "7", ETHICS_COURSE), theme("SAFETY", "2")));
        assertThat(narrower.atLeast(above)).as("by some of them").isEqualTo(narrower);
    }

    @Test
    void whoSpeaksLaterAboveIsFollowedBelowAndBack() {
        var teacher = cast.teacher(school);
        define.define(asked(district, "50", "10", NewHires.BY_MONTH, List.of(), List.of(theme("LOCAL", "3"))), null);
        define.define(asked(city, "90", "8", NewHires.FULL_YEAR, List.of(line("COMMON", "30")), List.of(theme("ETHICS", "6"))), null);

        assertThat(inForce(district)).isEqualTo("2 90.00 [COMMON 30.00] [LOCAL 3.00, ETHICS 6.00] 8.00 FULL_YEAR 文件 D；文件 C");
        assertThat(standings.of(teacher, year).themes()).extracting(Standing.Line::code).containsExactly("LOCAL", "ETHICS");
        define.define(asked(city, "90", "8", NewHires.FULL_YEAR, List.of(line("COMMON", "30")), List.of(theme("ETHICS", "6"))), null);
        assertThat(inForce(district)).as("the same again").startsWith("2 ");

        define.define(asked(city, "40", "9", NewHires.BY_MONTH, List.of(), List.of()), null);
        assertThat(inForce(district)).as("what it has said itself comes back").isEqualTo("3 50.00 [] [LOCAL 3.00] 9.00 BY_MONTH 文件 D；文件 C");
        define.define(asked(city, "40", "12", NewHires.BY_MONTH, List.of(), List.of()), null);
        assertThat(inForce(district)).isEqualTo("4 50.00 [] [LOCAL 3.00] 10.00 BY_MONTH 文件 D");
        assertThat(findings()).isEmpty();
    }

    @Test
    void itGoesDownFromTheTopAndForWhoSpeaksLaterBelow() {
        define.define(asked(district, "50", null, NewHires.FULL_YEAR, List.of(), List.of()), null);
        define.define(asked(city, "60", "9", NewHires.FULL_YEAR, List.of(), List.of()), null);
        define.define(asked(city.parent(), "70", "8", NewHires.FULL_YEAR, List.of(), List.of()), null);
        assertThat(inForce(city)).startsWith("2 70.00 [] [] 8.00");
        assertThat(inForce(district)).startsWith("3 70.00 [] [] 8.00");

        var late = cast.under(city, "COUNTY");
        define.define(asked(late, "10", null, NewHires.FULL_YEAR, List.of(line("LOCAL", "10")), List.of()), null);
        assertThat(inForce(late)).startsWith("2 70.00 [LOCAL 10.00] [] 8.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void nobodyIsMissedWhoSpeaksAtTheSameMoment() throws Exception {
        var counties = IntStream.range(0, 6).mapToObj(_ -> cast.under(city, "COUNTY")).toList();
        var all = IntStream.range(0, 18).<Callable<AnnualRequirement>>mapToObj(i -> () -> defined(i % 3 == 0
            ? asked(city, String.valueOf(60 + i), "8", NewHires.FULL_YEAR, List.of(), List.of(theme("T" + i, "1")))
            : asked(counties.get(i % 6), String.valueOf(40 + i), null, NewHires.BY_MONTH, List.of(), List.of()))).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(all)) {
                done.get();
            }
        }

        assertThat(findings()).isEmpty();
        assertThat(counties.stream().filter(it -> !requirements.of(it.id()).isEmpty())).isNotEmpty().allSatisfy(it -> assertThat(inForce(it)).contains(" 8.00 FULL_YEAR"));
    }

    /** Whoever finds no connection on a slow machine asks again. */
    private AnnualRequirement defined(AnnualRequirement wanted) {
        try {
            return define.define(wanted, null);
        } catch (org.springframework.transaction.CannotCreateTransactionException e) {
            return defined(wanted);
        }
    }

    @Test
    void whatIsLeftFromBeforeIsFoundAndFollowsWithARepair() {
        define.define(asked(city, "90", "8", NewHires.FULL_YEAR, List.of(), List.of()), null);
        db.sql("insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories) values (:d, :year, 1, '区', '旧', 50, '[]')")
            .param("d", district.id().value()).param("year", year).update();

        assertThat(findings()).singleElement().asString().contains(district.id().toString());
        requirementsLaw().findings(true);
        assertThat(findings()).isEmpty();
        assertThat(inForce(district)).startsWith("2 90.00 [] [] 8.00");
    }

    /** In the transaction that moves it, with those below it, and back again. */
    @Test
    void whoLiesElsewhereFollowsWhatIsAskedThere() {
        var other = cast.under(city.parent(), "CITY");
        define.define(asked(district, "50", "10", NewHires.BY_MONTH, List.of(line("LOCAL", "5")), List.of()), null);
        define.define(asked(school, "20", null, NewHires.BY_MONTH, List.of(), List.of()), null);
        define.define(asked(other, "90", "8", NewHires.FULL_YEAR, List.of(line("COMMON", "30")), List.of()), null);
        assertThat(inForce(school)).startsWith("2 50.00 [LOCAL 5.00] [] 10.00");

        move(district, other);
        assertThat(inForce(district)).startsWith("2 90.00 [LOCAL 5.00, COMMON 30.00] [] 8.00 FULL_YEAR");
        assertThat(inForce(school)).startsWith("3 90.00 [LOCAL 5.00, COMMON 30.00] [] 8.00 FULL_YEAR");
        assertThat(findings()).isEmpty();

        move(district, city);
        assertThat(inForce(district)).as("what it has said itself comes back").startsWith("3 50.00 [LOCAL 5.00] [] 10.00 BY_MONTH");
        assertThat(inForce(school)).startsWith("4 50.00 [LOCAL 5.00] [] 10.00");
        assertThat(findings()).isEmpty();
    }

    /** Moving reads the tree as it was when it began: who asks at that moment has finished, or comes after it. */
    @Test
    void whoAsksAtTheMomentOfTheMoveIsFollowedAsWell() throws Exception {
        var other = cast.under(city.parent(), "CITY");
        define.define(asked(district, "50", null, NewHires.BY_MONTH, List.of(), List.of()), null);

        crossing.of(() -> define.define(asked(other, "90", "8", NewHires.FULL_YEAR, List.of(), List.of()), null), () -> move(district, other));

        assertThat(inForce(district)).startsWith("2 90.00 [] [] 8.00");
        assertThat(findings()).isEmpty();
    }

    private void move(Cast.Place unit, Cast.Place to) {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.executeWithoutResult(_ -> {
            organizations.hold();
            var moved = organizations.changing(List.of(unit.id()));
            organizations.move(unit.id(), to.id());
            moved.run();
        });
    }

    /** Less cannot be saved, and each reason is said; both pages show what has followed. */
    @Test
    void bothPagesShowWhatCountsFromAbove() {
        var chief = cast.administrator(city);
        var officer = cast.administrator(district);
        assertThat(save(officer, district, Map.of("total", "50"))).hasStatus(302);
        assertThat(save(chief, city, Map.of("total", "90", "dayMax", "8", "theme0.code", "ETHICS", "theme0.title", "师德", "theme0.need", "6"))).hasStatus(302);

        assertThat(page(officer, district)).hasStatusOk().bodyText().contains("随上级要求调整的一版", "师德", "上级的要求", "每天最多计入 8.00 学时（平台课程、校外认定、校本研修合计）", "本单位自己的要求");
        assertThat(page(chief, city)).hasStatusOk().bodyText().contains("下列 1 个单位自己的要求低于这里", district.name());
        assertThat(save(officer, district, Map.of("total", "80", "dayMax", "9", "theme0.code", "ETHICS", "theme0.title", "师德", "theme0.need", "5"))).hasStatus(422).bodyText()
            .contains("合计和各类别不低于上级的要求", "专题不低于上级的要求", "每天最多计入的学时不超过上级的上限");
        assertThat(save(officer, district, Map.of("total", "90", "dayMax", "9", "newHires", "BY_MONTH", "theme0.code", "ETHICS", "theme0.title", "师德", "theme0.need", "6")))
            .hasStatus(422).bodyText().contains("每天最多计入的学时不超过上级的上限", "这里也按全年要求");
        assertThat(save(officer, district, Map.of("total", "95", "dayMax", "7", "theme0.code", "ETHICS", "theme0.title", "师德", "theme0.need", "7"))).hasStatus(302);
        assertThat(page(chief, city)).hasStatusOk().bodyText().doesNotContain("自己的要求低于这里");
        assertThat(page(cast.administrator(cast.under(city, "COUNTY")), null)).hasStatusOk().bodyText().contains("下面先填好了上级要求");
        assertThat(db.sql("select act from audit.entry where target = :d order by at, id").param("d", "organization:" + district.id()).query(String.class).list())
            .containsExactly("standing.require", "standing.raise", "standing.require");
    }

    /** What it has said itself stays its own, however often its form is saved. */
    @Test
    void theFormOfWhoHasFollowedKeepsWhatIsItsOwn() {
        var officer = cast.administrator(district);
        assertThat(save(officer, district, Map.of("total", "50", "category0.code", "LOCAL", "category0.title", "地方", "category0.need", "5"))).hasStatus(302);
        define.define(asked(city, "90", "8", NewHires.FULL_YEAR, List.of(line("COMMON", "30")), List.of(theme("ETHICS", "6"))), null);

        assertThat(post(officer, Map.of())).hasStatus(302);
        assertThat(inForce(district)).as("the same again").startsWith("2 90.00 [LOCAL 5.00, COMMON 30.00] [ETHICS 6.00] 8.00");
        assertThat(post(officer, Map.of("title", "区要求"))).hasStatus(302);
        assertThat(inForce(district)).startsWith("4 90.00 [LOCAL 5.00, COMMON 30.00] [ETHICS 6.00] 8.00");
        define.define(requirements.of(district.id()).getFirst(), null);
        assertThat(inForce(district)).as("what is in force already").startsWith("4 ");

        define.define(asked(city, "40", null, NewHires.FULL_YEAR, List.of(), List.of()), null);
        assertThat(inForce(district)).isEqualTo("5 50.00 [LOCAL 5.00] [] null FULL_YEAR 文件");
        assertThat(findings()).isEmpty();
    }

    /** It has a line for each of what is asked above, and room for the documents of both. */
    @Test
    void theFormHoldsWhateverIsAskedAbove() {
        var lines = IntStream.range(0, 9).mapToObj(i -> line("LINE" + i, "2")).toList();
        var themes = IntStream.range(0, 13).mapToObj(i -> theme("THEME" + i, "1")).toList();
        define.define(new AnnualRequirement(city.id(), year, 0, "年度要求", "文".repeat(290) + "；省文件 ".repeat(5).strip(), CreditHours.of("90"), lines, themes, null, NewHires.FULL_YEAR), null);

        assertThat(post(cast.administrator(district), Map.of())).hasStatus(302);
        assertThat(requirements.of(district.id()).getFirst().categories()).isEqualTo(lines);
        assertThat(requirements.of(district.id()).getFirst().themes()).isEqualTo(themes);
        assertThat(post(cast.administrator(district), Map.of("basis", "文".repeat(301)))).hasStatus(422);
    }

    @Test
    void refusalsNameTheLinesAboveInTheReadersLanguage() {
        define.define(asked(city, "90", null, NewHires.FULL_YEAR, List.of(new Category("COMMON", "公需科目", "Common subjects", CreditHours.of("30"))),
            List.of(new Theme("ETHICS", "师德", "Ethics of teachers", CreditHours.of("6"), List.of()))), null);
        var officer = cast.administrator(district);

        assertThat(save(officer, district, Map.of("total", "90"), "en")).hasStatus(422).bodyText().contains("Common subjects 30.00", "Ethics of teachers 6.00").doesNotContain("公需科目", "师德");
        assertThat(save(officer, district, Map.of("total", "90"), "zh")).hasStatus(422).bodyText().contains("公需科目 30.00", "师德 6.00");
        assertThat(save(officer, district, Map.of("total", "90", "category0.code", "COMMON", "category0.title", "公需", "category0.need", "30",
            "category1.code", "ETHICS", "category1.title", "师德", "category1.need", "6"), "en")).hasStatus(422).bodyText()
            .contains("No line has the code of one of another sort above", "ETHICS", "The other 5 are met");
        define.define(asked(district, "50", null, NewHires.FULL_YEAR, List.of(), List.of()), null);
        assertThat(mvc.get().uri("/console/standing?organization=" + city.id()).header("Accept-Language", "en").with(Cast.as(cast.administrator(city))).exchange())
            .bodyText().contains("This unit asks less itself and has followed");
    }

    /** The form as the page shows it, and what is typed into it. */
    private MvcTestResult post(Actor actor, Map<String, String> typed) {
        var html = page(actor, null).getResponse();
        var fields = new HashMap<String, String>();
        try {
            Pattern.compile("<input(?=[^>]* name=\"([a-zA-Z0-9.]+)\")(?=[^>]* value=\"([^\"]*)\")[^>]*>").matcher(html.getContentAsString())
                .results().filter(it -> !it.group(1).startsWith("_")).forEach(it -> fields.put(it.group(1), it.group(2)));
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        fields.putAll(typed);
        return save(actor, district, fields);
    }

    private MvcTestResult save(Actor actor, Cast.Place authority, Map<String, String> fields) {
        return save(actor, authority, fields, "zh");
    }

    private MvcTestResult save(Actor actor, Cast.Place authority, Map<String, String> fields, String language) {
        var all = new HashMap<>(Map.of("year", String.valueOf(year), "title", "要求", "basis", "文件"));
        all.putAll(fields);
        var request = mvc.post().uri("/console/standing/organizations/" + authority.id() + "/requirements").header("Accept-Language", language).with(Cast.as(actor)).with(Cast.csrf());
        all.forEach(request::param);
        return request.exchange();
    }

    private MvcTestResult page(Actor actor, Cast.Place authority) {
        return mvc.get().uri("/console/standing" + (authority == null ? "" : "?organization=" + authority.id())).with(Cast.as(actor)).exchange();
    }

    private String inForce(Cast.Place authority) {
        var it = requirements.of(authority.id()).getFirst();
        return "%d %s %s %s %s %s %s".formatted(it.version(), it.total(), it.categories().stream().map(line -> line.code() + " " + line.need()).toList(),
            it.themes().stream().map(line -> line.code() + " " + line.need()).toList(), it.dayMax(), it.newHires(), it.basis());
    }

    private AnnualRequirement asked(Cast.Place authority, String total, String day, NewHires newHires, List<Category> categories, List<Theme> themes) {
        return new AnnualRequirement(authority.id(), year, 0, "年度要求", "文件 " + (authority.equals(district) ? "D" : authority.kind().charAt(0)), CreditHours.of(total), categories, themes,
            day == null ? null : CreditHours.of(day), newHires);
    }

    private static Category line(String code, String hours) {
        return new Category(code, code, null, CreditHours.of(hours));
    }

    private static Theme theme(String code, String hours, UUID... programs) {
        return new Theme(code, code, null, CreditHours.of(hours), List.of(programs));
    }

    private AuditCheck requirementsLaw() {
        return checks.stream().filter(it -> it.name().equals("ledger.requirements")).findFirst().orElseThrow();
    }

    /** Of the authorities of this test. */
    private List<String> findings() {
        var mine = db.sql("select id::text from directory.organization where path operator(public.<@) cast(:path as public.ltree)").param("path", city.parent().path()).query(String.class).list();
        return requirementsLaw().findings(false).stream().filter(it -> mine.stream().anyMatch(it::contains)).toList();
    }
}
