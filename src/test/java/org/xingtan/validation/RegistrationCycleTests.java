package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.People;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** How many years the registration of teachers looks at is what an authority says. */
@XingtanTest
class RegistrationCycleTests {

    private static final String BASIS = "示例〔2026〕1号";

    @Autowired Called called;
    @Autowired Registrations registrations;
    @Autowired People people;
    @Autowired Cast cast;
    @Autowired Forms forms;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place school;
    private Actor authority;
    private Actor keeper;
    private TeacherId teacher;

    @BeforeEach
    void cast() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        school = cast.school(county);
        authority = cast.administrator(city);
        keeper = cast.administrator(school);
        called.require(city);
        teacher = called.teacher(school);
    }

    private MvcTestResult says(Actor actor, Cast.Place of, String years, int from, String basis) {
        return forms.post(actor, "/console/standing/organizations/" + of.id() + "/registration-cycle", "years", years, "from", String.valueOf(from), "basis", basis);
    }

    private List<Integer> years(int last) {
        return registrations.of(people.find(teacher).orElseThrow(), last).years().stream().map(Registrations.Registration.Year::year).toList();
    }

    @Test
    void itIsFiveYearsUntilAnAuthoritySaysOtherwise() {
        assertThat(years(Called.YEAR)).hasSize(5).endsWith(Called.YEAR);
        assertThat(forms.get(keeper, "/console/validation/registration")).hasStatusOk().bodyText().contains("每 5 年注册一次", "5 年合计");
        assertThat(says(authority, city, "3", Called.YEAR, BASIS)).hasStatus3xxRedirection();
        assertThat(years(Called.YEAR)).containsExactly(Called.YEAR - 2, Called.YEAR - 1, Called.YEAR);
        assertThat(years(Called.YEAR - 1)).as("what ended before").hasSize(5);
        assertThat(says(cast.administrator(county), county, "4", Called.YEAR + 1, BASIS)).hasStatus3xxRedirection();
        assertThat(years(Called.YEAR)).as("the county speaks of later ones").hasSize(3);
        assertThat(years(Called.YEAR + 1)).as("the nearest").hasSize(4);
    }

    /** What a city keeps directly is registered as the city says, and a county that takes its word back is too. */
    @Test
    void itIsTheCitysWhereTheCountyHasNothingToSay() {
        says(authority, city, "3", Called.YEAR, BASIS);
        var below = cast.administrator(county);
        says(below, county, "4", Called.YEAR, BASIS);
        assertThat(years(Called.YEAR)).hasSize(4);
        db.sql("update directory.organization set subordination = 'DIRECT' where id = :id").param("id", school.id().value()).update();
        assertThat(years(Called.YEAR)).hasSize(3);
        db.sql("update directory.organization set subordination = 'TERRITORIAL' where id = :id").param("id", school.id().value()).update();
        assertThat(forms.post(below, "/console/standing/organizations/" + county.id() + "/registration-cycle", "years", "", "from", String.valueOf(Called.YEAR), "basis", "按市的规定",
            "above", "true")).hasStatus3xxRedirection();
        assertThat(years(Called.YEAR)).hasSize(3);
        assertThat(forms.get(below, "/console/standing/registration-cycle")).hasStatusOk().bodyText().contains("随上级");
    }

    /** What is refused is not lost, and what is said of later years is told. */
    @Test
    void theFormKeepsWhatWasTypedAndBeginsWithTheNextYear() {
        assertThat(says(authority, city, "x", Called.YEAR, BASIS)).hasStatus(422).bodyText().contains("value=\"" + BASIS + "\"");
        says(authority, city, "3", Called.YEAR, BASIS);
        assertThat(forms.get(authority, "/console/standing/registration-cycle")).hasStatusOk().bodyText()
            .contains("从 " + Called.YEAR + " 年起每 3 年注册一次", "name=\"from\" type=\"number\" min=\"2000\" max=\"2099\" required value=\"" + Called.YEAR + "\"");
        says(authority, city, "1", Called.YEAR, BASIS);
        assertThat(forms.get(keeper, "/console/validation/registration?year=" + Called.YEAR)).hasStatusOk().bodyText().contains("year=" + (Called.YEAR - 4) + "\"");
    }

    /** The unit's list, its file, and the page of the teacher himself. */
    @Test
    void allPagesAndTheFileFollow() {
        says(authority, city, "3", Called.YEAR, BASIS);
        var list = forms.get(keeper, "/console/validation/registration?year=" + Called.YEAR);
        assertThat(list).hasStatusOk().bodyText().contains("每 3 年注册一次", BASIS, "3 年合计", "<th scope=\"col\">" + (Called.YEAR - 2) + "</th>")
            .doesNotContain("<th scope=\"col\">" + (Called.YEAR - 3) + "</th>");
        assertThat(forms.get(cast.actor(teacher), "/validation?until=" + Called.YEAR)).hasStatusOk().bodyText().contains("每 3 年注册一次", BASIS)
            .doesNotContain("<th scope=\"row\">" + (Called.YEAR - 3) + "</th>");
        var file = forms.post(keeper, "/console/validation/registration/export?year=" + Called.YEAR, "file", "csv", "reason", "定期注册", "confirmed", "true");
        assertThat(file).hasStatusOk();
        assertThat(new String(file.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
            .contains("3 年合计", (Called.YEAR - 2) + " 年学时").doesNotContain((Called.YEAR - 3) + " 年学时");
    }

    @Test
    void anAuthorityAloneSaysItWithItsBasis() {
        var page = "/console/standing/registration-cycle";
        assertThat(forms.get(authority, page)).hasStatusOk().bodyText().contains("本单位还没有设定", "通行的五年", "name=\"years\"");
        assertThat(forms.get(keeper, page)).hasStatusOk().bodyText().doesNotContain("name=\"years\"");
        assertThat(forms.get(cast.actor(teacher), page)).hasStatus(404);
        assertThat(forms.get(cast.administrator(cast.city()), page + "?organization=" + city.id())).hasStatus(404);
        assertThat(says(keeper, school, "3", Called.YEAR, BASIS)).hasStatus(422);
        assertThat(says(keeper, city, "3", Called.YEAR, BASIS)).hasStatus(404);
        for (var years : List.of("", "0", "11", "3.5", "x")) {
            assertThat(says(authority, city, years, Called.YEAR, BASIS)).as(years).hasStatus(422);
        }
        assertThat(says(authority, city, "3", 1999, BASIS)).hasStatus(422);
        assertThat(says(authority, city, "3", Called.YEAR, " ")).hasStatus(422).bodyText().contains("写明依据");
        assertThat(versions()).isZero();
    }

    @Test
    void saidAgainItIsTheSameVersionAndNothingIsLost() {
        says(authority, city, "3", Called.YEAR, BASIS);
        says(authority, city, "3", Called.YEAR, BASIS);
        assertThat(versions()).isOne();
        says(authority, city, "6", Called.YEAR, BASIS);
        assertThat(versions()).isEqualTo(2);
        assertThat(years(Called.YEAR)).hasSize(6);
        assertThat(forms.get(authority, "/console/standing/registration-cycle")).bodyText().contains(Called.YEAR + " 年第 1 版", Called.YEAR + " 年第 2 版");
        for (var act : List.of("update standing.registration_cycle set years = 2 where jurisdiction = :id", "delete from standing.registration_cycle where jurisdiction = :id")) {
            assertThatThrownBy(() -> db.sql(act).param("id", city.id().value()).update()).as(act).isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThat(db.sql("select count(*) from audit.entry where act = 'standing.cycle' and organization = :path::public.ltree").param("path", city.path()).query(Integer.class).single())
            .isEqualTo(2);
    }

    private int versions() {
        return db.sql("select count(*) from standing.registration_cycle where jurisdiction = :id").param("id", city.id().value()).query(Integer.class).single();
    }
}
