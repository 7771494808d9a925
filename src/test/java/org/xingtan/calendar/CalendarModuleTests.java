package org.xingtan.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.calendar.WorkingCalendar;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class CalendarModuleTests {

    @Autowired Cast cast;
    @Autowired WorkingCalendar calendar;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    @Test
    void theOperatorKeepsItAndEachChangeIsInTheTrail() {
        var operator = cast.actor(cast.staff(cast.nation(), Role.OPERATOR));
        assertThat(set(operator, "2033-10-03", "HOLIDAY")).hasStatus(302);
        assertThat(set(operator, "2033-10-03", "HOLIDAY")).hasStatus(302);
        assertThat(calendar.days().after(LocalDate.of(2033, 9, 30), 1)).isEqualTo(LocalDate.of(2033, 10, 4));
        assertThat(mvc.get().uri("/console/calendar?year=2033").with(as(operator))).hasStatusOk().bodyText().contains("2033年10月3日", "国庆节", "测试文");
        assertThat(mvc.post().uri("/console/calendar/removal").with(csrf()).param("day", "2033-10-03").with(as(operator))).hasStatus(302);
        assertThat(calendar.days().after(LocalDate.of(2033, 9, 30), 1)).isEqualTo(LocalDate.of(2033, 10, 3));

        assertThat(db.sql("select act from audit.entry where target = 'calendar:2033-10-03' order by at, id").query(String.class).list())
            .containsExactly("calendar.set", "calendar.remove");
        assertThat(mvc.get().uri("/console/calendar?year=2031").with(as(operator))).hasStatusOk().bodyText().contains("还没有 2031 年");
    }

    @Test
    void aWeekdayIsNotWorkedInsteadAndNonsenseIsRefused() {
        var operator = cast.actor(cast.staff(cast.nation(), Role.OPERATOR));
        assertThat(set(operator, "2033-10-03", "WORKDAY")).hasStatus(422);
        assertThat(set(operator, "2033-13-03", "HOLIDAY")).hasStatus(400);
        assertThat(set(operator, "+999999999-01-01", "HOLIDAY")).hasStatus(422);
        assertThat(set(operator, "-999999-01-01", "HOLIDAY")).hasStatus(422);
        assertThat(mvc.get().uri("/console/calendar?year=x").with(as(operator))).hasStatus(400);
    }

    @Test
    void isThereForOperatorsOnly() {
        var administrator = cast.administrator(cast.county());
        assertThat(mvc.get().uri("/console/calendar").with(as(administrator))).hasStatus(404);
        assertThat(set(administrator, "2033-10-03", "HOLIDAY")).hasStatus(404);
    }

    private MvcTestResult set(Actor actor, String day, String kind) {
        return mvc.post().uri("/console/calendar").with(csrf()).with(as(actor)).param("day", day).param("kind", kind).param("name", "国庆节")
            .param("source", "测试文").exchange();
    }
}
