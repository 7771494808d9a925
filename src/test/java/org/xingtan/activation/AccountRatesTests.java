package org.xingtan.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.activation.AccountRates.Counts;
import org.xingtan.directory.Role;
import org.xingtan.identity.OpenAccounts;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** How far accounts are opened, activated and used, and slips for a whole subtree. */
@XingtanTest
class AccountRatesTests {

    @Autowired Cast cast;
    @Autowired LookAtAccounts look;
    @Autowired IssueCodes codes;
    @Autowired OpenAccounts accounts;
    @Autowired JdbcClient db;
    @Autowired Clock clock;
    @Autowired MockMvcTester mvc;

    private Cast.Place county;
    private Cast.Place one;
    private Cast.Place two;
    private Actor administrator;

    @BeforeEach
    void plant() {
        var city = cast.city();
        county = cast.under(city, "COUNTY");
        one = cast.school(county);
        two = cast.school(county);
        administrator = cast.administrator(city);
    }

    @Test
    void countsEveryStepOnceAndSaysWhoIsLeftOut() {
        cast.teacher(one);
        codes.issue(administrator, cast.teacher(one));
        var active = cast.teacher(one);
        var idle = cast.teacher(two);
        cast.aPerson().at(two).state("ON_LEAVE").save();
        cast.aPerson().at(two).employed(java.time.LocalDate.of(2015, 9, 1), java.time.LocalDate.of(2020, 1, 1)).state("RETIRED").save();
        open(active, "u" + active.toString().substring(24) + "x");
        open(idle, "u" + idle.toString().substring(24) + "y");
        db.sql("update identity.account set last_sign_in_at = :now where teacher_id = :id").param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("id", active.value()).update();
        db.sql("update identity.account set last_sign_in_at = '2020-01-01' where teacher_id = :id").param("id", idle.value()).update();

        var rates = look.at(administrator, county.id());

        assertThat(rates.counts()).isEqualTo(new Counts(4, 1, 3, 2, 1));
        assertThat(rates.below().stream().filter(part -> part.id().equals(one.id())).findFirst().orElseThrow().counts()).isEqualTo(new Counts(3, 0, 2, 1, 1));
        assertThat(rates.below().stream().map(AccountRates.Part::counts).reduce(Counts::plus)).contains(rates.counts());
        assertThat(look.at(administrator, one.id()).counts()).isEqualTo(new Counts(3, 0, 2, 1, 1));
    }

    @Test
    void aSheetForTheSubtreeLeavesOutWhoIsBeyond() {
        cast.aPerson().name("甲一").at(one).save();
        cast.aPerson().name("乙二").at(two).save();
        cast.aPerson().name("远方").at(cast.school(cast.under(county.parent(), "COUNTY"))).save();
        var auditor = cast.aPerson().name("审计员").at(one).save();
        cast.appoint(auditor, Role.AUDITOR, one);

        var own = body("/console/organizations/" + county.id() + "/activation", false);
        var all = body("/console/organizations/" + county.id() + "/activation", true);

        assertThat(own).doesNotContain("甲一");
        assertThat(all).contains("甲一", "乙二", one.name(), two.name()).doesNotContain("远方", "审计员");
    }

    @Test
    void nobodyTakesOverTheAccountOfSomebodyWithARoleHeMayNotGive() {
        var operator = cast.staff(one, Role.OPERATOR);
        var auditor = cast.staff(one, Role.AUDITOR);
        for (var person : List.of(operator, auditor)) {
            assertThatThrownBy(() -> codes.issue(administrator, person)).isInstanceOf(Forbidden.class);
        }
        assertThat(codes.issue(administrator, cast.staff(one, Role.PRINCIPAL)).code()).isNotEmpty();
    }

    @Test
    void thePageAndTheExportSayTheSame() throws IOException {
        cast.teacher(one);
        assertThat(mvc.get().uri("/console/accounts?organization=" + county.id()).with(as(administrator))).hasStatusOk().bodyText()
            .contains("0 / 1", one.name(), "应开通 1 人");
        var export = mvc.get().uri("/console/accounts/export.xlsx?organization=" + county.id()).with(as(administrator)).exchange();
        assertThat(export).hasStatusOk();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(export.getResponse().getContentAsByteArray()));
             var rows = workbook.getFirstSheet().openStream()) {
            assertThat(rows.map(row -> row.getCell(0) == null ? "" : row.getCell(0).getText()).toList()).contains(county.code(), one.code(), two.code());
        }
        assertThat(mvc.get().uri("/console/accounts?organization=" + county.id()).with(as(cast.administrator(one)))).hasStatus(404);
        assertThat(mvc.get().uri("/console/accounts/export.xlsx?organization=" + county.id()).with(as(cast.administrator(one)))).hasStatus(404);
    }

    private String body(String path, boolean below) {
        var answer = mvc.post().uri(path).with(csrf()).param("below", Boolean.toString(below)).with(as(administrator)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private void open(org.xingtan.platform.TeacherId person, String username) {
        accounts.open(List.of(new OpenAccounts.Row(person, username, null, accounts.hash("corn-lamp-ferry"), null)));
    }
}
