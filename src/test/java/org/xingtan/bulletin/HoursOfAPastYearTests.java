package org.xingtan.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.standing.Years;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hours of a year in a bulletin are those that pages and the interface for other systems tell, in a year that is over as in this one. */
@XingtanTest
class HoursOfAPastYearTests {

    private static final BulletinText TEXT = new BulletinText("学时通报", "", null);

    @Autowired Cast cast;
    @Autowired DefineRequirement define;
    @Autowired Ledger ledger;
    @Autowired Years years;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transaction;
    @Autowired DraftBulletin draft;
    @Autowired LookAtBulletins look;
    @Autowired BulletinAudit audit;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place school;
    private Cast.Place other;
    private Actor administrator;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        school = cast.school(county);
        other = cast.school(cast.under(city, "COUNTY"));
        administrator = cast.administrator(city);
    }

    @Test
    void aYearThatIsOverIsDividedByThoseWhomItAsked() throws Exception {
        var past = years.current() - 1;
        var stays = cast.teacher(school);
        var leaves = cast.teacher(school);
        var moves = cast.teacher(school);
        cast.teacher(county);
        exempt(cast.teacher(school), past);
        require(past);
        earn(stays, past);
        earn(leaves, past);

        db.sql("delete from directory.employment where teacher_id = :teacher").param("teacher", leaves.value()).update();
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", other.id().value()).param("teacher", moves.value()).update();
        cast.teacher(school);
        cast.teacher(other);

        var lines = lines(past);
        assertThat(lines.get(school.code())).isEqualTo("3 2 1 20.00");
        assertThat(lines.get(county.code())).isEqualTo("4 2 1 20.00");
        assertThat(lines.get(other.code())).isEqualTo("0 0 0 0.00");
        assertThat(own(past)).isEqualTo("1 0");
        assertThat(audit.findings(false)).isEmpty();
    }

    /** In January the school goes over to another city: its year stays in the bulletin of the one that asked. */
    @Test
    void aYearThatIsOverStaysWithTheAuthorityThatAsked() throws Exception {
        var past = years.current() - 1;
        var next = cast.under(city.parent(), "CITY");
        var teacher = cast.teacher(school);
        exempt(cast.teacher(school), past);
        cast.teacher(other);
        require(past);
        require(next, past, "另一文件");
        earn(teacher, past);
        var before = line(administrator, past, city);
        move(school, next);

        assertThat(line(administrator, past, city)).isEqualTo(before).isEqualTo("3 1 1 10.00");
        assertThat(line(cast.administrator(next), past, next)).isEqualTo("0 0 0 0.00");
        assertThat(of(api(administrator, city, past).get("figures"), "asked")).isEqualTo(3);
        assertThat(audit.findings(false)).isEmpty();
    }

    /** In January a county goes over to another city, which has asked as well; somebody new at its school is given hours of the year before. */
    @Test
    void anAuthorityThatHasGoneOverTellsOfThoseWhomTheOneBeforeHasAsked() throws Exception {
        var past = years.current() - 1;
        var next = goneOver(past);
        require(next, past, "另一文件");
        earn(cast.teacher(school), past);

        var lines = lines(cast.administrator(county), county, past, List.of(county, school));
        assertThat(lines.get(county.code())).as("two of the school and one of the county, and the newcomer").isEqualTo("4 2 1 20.00");
        assertThat(lines.get(school.code())).isEqualTo("3 2 1 20.00");
        assertThat(cited(county, past)).isEqualTo("另一文件；文件");
        assertThat(line(cast.administrator(next), past, next)).as("it has asked the newcomer alone").isEqualTo("1 1 0 10.00");
        assertThat(line(administrator, past, city)).as("whom it has asked, and who administers it").isEqualTo("4 1 1 10.00");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void aYearIsOfferedByWhoHasAskedAlsoWhereTheNextHasNot() throws Exception {
        var past = years.current() - 1;
        goneOver(past);

        assertThat(lines(cast.administrator(county), county, past, List.of(county, school)).get(county.code())).isEqualTo("3 1 1 10.00");
        assertThat(cited(county, past)).isEqualTo("文件");
    }

    /** The county with two at its school, one of them with hours, somebody of its own and somebody exempt, below a city that has not asked. */
    private Cast.Place goneOver(int year) {
        var next = cast.under(city.parent(), "CITY");
        var teacher = cast.teacher(school);
        cast.teacher(school);
        cast.teacher(county);
        exempt(cast.teacher(school), year);
        require(year);
        earn(teacher, year);
        move(county, next);
        return next;
    }

    private void move(Cast.Place unit, Cast.Place to) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var after = organizations.changing(List.of(unit.id()));
            organizations.move(unit.id(), to.id());
            after.run();
        });
    }

    private String cited(Cast.Place unit, int year) {
        return db.sql("select basis from bulletin.bulletin where organization_id = :unit and hours_year = :year").param("unit", unit.id().value()).param("year", year)
            .query(String.class).single();
    }

    private String line(Actor by, int year, Cast.Place unit) {
        var id = BulletinId.next();
        draft.begin(by, new DraftBulletin.Order(id, unit.id(), new Subject.OfHours(year), 2, TEXT));
        return db.sql("""
                select denominator || ' ' || numerator || ' ' || excluded || ' ' || (hours / 100.0)::numeric(9, 2)
                  from bulletin.line where bulletin_id = :id and part = 'UNIT' and organization_id = :unit
                """)
            .param("id", id.value()).param("unit", unit.id().value()).query(String.class).single();
    }

    @Test
    void thisYearFollowsEverybodyAndLeavesOutWhomItAsksNothing() throws Exception {
        var now = years.current();
        var stays = cast.teacher(school);
        exempt(cast.teacher(school), now);
        require(now);
        earn(stays, now);

        assertThat(lines(now).get(school.code())).isEqualTo("1 1 1 10.00");
    }

    private Map<String, String> lines(int year) throws Exception {
        return lines(administrator, city, year, List.of(city, county, school, other));
    }

    /** Every unit's line, after it was compared with what the interface for other systems says of it. */
    private Map<String, String> lines(Actor by, Cast.Place authority, int year, List<Cast.Place> units) throws Exception {
        var id = begun(by, authority, year);
        var lines = db.sql("select code, denominator || ' ' || numerator || ' ' || excluded || ' ' || (hours / 100.0)::numeric(9, 2) from bulletin.line where bulletin_id = :id and part = 'UNIT'")
            .param("id", id.value()).query((row, _) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (var unit : units) {
            var figures = api(by, unit, year).get("figures");
            assertThat(lines.get(unit.code())).as(unit.code()).startsWith(of(figures, "asked") + " " + of(figures, "met") + " ");
        }
        return lines;
    }

    private String own(int year) throws Exception {
        var line = look.at(administrator, begun(administrator, city, year), county.id().toString()).own().getLast();
        assertThat(line.isOwn()).isTrue();
        var figures = api(administrator, county, year).get("own").get("figures");
        assertThat(of(figures, "asked")).isEqualTo(line.denominator());
        return line.denominator() + " " + line.numerator();
    }

    private static long of(JsonNode figures, String measure) {
        var all = figures.get(measure).get("ALL");
        return all == null ? 0 : all.asLong();
    }

    private JsonNode api(Actor by, Cast.Place unit, int year) throws Exception {
        var answer = mvc.get().uri("/api/v1/organizations/{unit}/compliance?year={year}", unit.id(), year).with(as(by)).exchange();
        assertThat(answer).hasStatusOk();
        return JsonMapper.shared().readTree(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private BulletinId begun(Actor by, Cast.Place authority, int year) {
        var id = BulletinId.next();
        draft.begin(by, new DraftBulletin.Order(id, authority.id(), new Subject.OfHours(year), 2, TEXT));
        return id;
    }

    private void require(int year) {
        require(city, year, "文件");
    }

    private void require(Cast.Place authority, int year, String basis) {
        define.define(new AnnualRequirement(authority.id(), year, 0, "年度要求", basis, CreditHours.of("10"), List.of()), null);
    }

    private void exempt(TeacherId teacher, int year) {
        db.sql("""
                insert into standing.exemption (teacher_id, id, year, months, kind, reason, granted_at, granted_by)
                values (:teacher, gen_random_uuid(), :year, '[1,12]', 'ILLNESS', '病假', now(), gen_random_uuid())
                """).param("teacher", teacher.value()).param("year", year).update();
    }

    private void earn(TeacherId teacher, int year) {
        ledger.post(new Earning(teacher, school.id(), school.path(), null, Earning.Place.NOWHERE,
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("10")), List.of()), 1, List.of(), CreditHours.of("10"), "test",
            UUID.randomUUID().toString(), "Course", Map.of(), LocalDate.of(year, 1, 4)));
    }
}
