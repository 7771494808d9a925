package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the numbers of a city down to one person, and no further than one's own. */
@ExtendWith(Stage.Provider.class)
class AdministratorJourneyTests {

    private static final String SCHOOL = "苏仙区致远中学";
    private static final String PERSON = "何建安";

    private final Stage stage;

    AdministratorJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void aSchoolsAdministratorFindsThePerson() {
        drillDown("school");
    }

    @Test
    void aCountysAdministratorWalksThroughTheSchool() {
        drillDown("county", SCHOOL);
    }

    @Test
    void aCitysAdministratorWalksThroughCountyAndSchool() {
        drillDown("city", "苏仙区", SCHOOL);
    }

    @Test
    void anotherSchoolsAdministratorFindsNothingOfIt() {
        try (var other = stage.visit().signIn("other")) {
            assertThat(other.open("/console").status()).isEqualTo(200);
            assertThat(other.open("/console/statistics?organization=" + school()).status()).isEqualTo(404);
            assertThat(other.open("/console/organizations/" + school()).status()).isEqualTo(404);
            assertThat(other.open("/console/organizations/" + school() + "/teachers").status()).isEqualTo(404);
            assertThat(other.open("/console/teachers/" + stage.teacher("plain")).status()).isEqualTo(404);
            assertThat(other.page().locator("main").innerText()).doesNotContain(PERSON).doesNotContain(SCHOOL);
        }
    }

    private void drillDown(String username, String... units) {
        try (var administrator = stage.visit().signIn(username)) {
            administrator.open("/console");
            administrator.page().locator("main h2 a").getByText(Stage.WINTER, new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true)).click();
            for (var unit : units) {
                administrator.sees("应参加");
                administrator.page().locator("main table a").getByText(unit, new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true)).click();
            }
            administrator.sees(SCHOOL);
            administrator.press(AriaRole.LINK, PERSON);
            administrator.sees("证件号码");
            administrator.sees("**********");
            administrator.sees(Stage.WINTER);
            assertThat(administrator.complaints()).isEmpty();
        }
    }

    private UUID school() {
        return stage.db().sql("select id from directory.organization_card where name = :name").param("name", SCHOOL).query(UUID.class).single();
    }
}
