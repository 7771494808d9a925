package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Reminders to choose and of hours stand in the console's list of reminders, for whoever is in charge of that unit. */
@XingtanTest
class SentRemindersTests extends ChooserSteps {

    private static final String SENT = "/console/reminders";

    @Test
    void aReminderToChooseIsListedWithItsTermAndTheWayToItsList() {
        teacher();
        remind(principal, school);

        for (var reader : List.of(office, principal)) {
            assertThat(get(reader, SENT)).hasStatusOk().bodyText().contains("data-label=\"经办人\">" + principal.personName(), "秋季选课", "还没有选", "已发出").doesNotContain("不列在这里");
        }
        assertThat(english(office)).hasStatusOk().bodyText().contains("Autumn", "Have chosen nothing").doesNotContain("not listed here");
        var way = PAGE + "?organization=" + school.id() + "&term=" + term + "&which=NOTHING";
        assertThat(get(office, SENT)).bodyText().contains("href=\"" + way.replace("&", "&amp;") + "\"");
        assertThat(get(principal, way)).hasStatusOk().bodyText().contains("秋季选课");
    }

    @Test
    void aReminderOfHoursIsListedWithItsYearAndTheWayToItsList() {
        teacher();
        teacher();
        hours(office, "COMMON");

        for (var reader : List.of(office, principal)) {
            assertThat(get(reader, SENT)).hasStatusOk().bodyText().contains("学时未达标", YEAR + " 年", "data-label=\"经办人\">" + office.personName(), "<td class=\"number\" data-label=\"提醒人数\">2</td>");
        }
        assertThat(english(office)).hasStatusOk().bodyText().contains("Hours missing");
        var way = "/console/compliance/people?organization=" + school.id() + "&year=" + YEAR + "&line=COMMON";
        assertThat(get(office, SENT)).bodyText().contains("href=\"" + way.replace("&", "&amp;") + "\"");
        assertThat(get(principal, way)).hasStatusOk();
    }

    @Test
    void whatWasSentAboveOrElsewhereIsNobodyElses() {
        teacher();
        var other = cast.school(county);
        teacher(other);
        var above = nobody(cast.administrator(county));
        remind(above, county);
        hours(office, "ALL");
        var stranger = nobody(cast.administrator(other));

        assertThat(get(stranger, SENT)).hasStatusOk().bodyText().contains("还没有发过提醒").doesNotContain("秋季选课", "学时未达标");
        assertThat(get(principal, SENT)).bodyText().contains("学时未达标").doesNotContain("秋季选课");
        assertThat(get(above, SENT)).bodyText().contains("学时未达标", "秋季选课");
    }

    /** As long as nobody has been told, nothing was sent. */
    @Test
    void whatHasToldNobodyIsNotListed() {
        db.sql("insert into report.reminder (id, organization_id, year, line, stage, note, asked_by, asked_at, listed, told) values (:id, :unit, :year, 'ALL', null, '', :by, now(), 3, 0)")
            .param("id", Uuids.next()).param("unit", school.id().value()).param("year", YEAR).param("by", office.teacher().value()).update();

        assertThat(get(office, SENT)).hasStatusOk().bodyText().contains("还没有发过提醒");
    }

    private void remind(Actor actor, Cast.Place unit) {
        var list = PAGE + "/reminder?organization=" + unit.id() + "&term=" + term + "&which=" + Which.NOTHING;
        assertThat(post(actor, list, "id", Uuids.next().toString())).hasStatus(302);
    }

    private void hours(Actor actor, String line) {
        var list = "/console/compliance/people/reminder?organization=" + school.id() + "&line=" + line;
        assertThat(post(actor, list, "id", Uuids.next().toString())).hasStatus(302);
    }

    private MvcTestResult english(Actor reader) {
        return mvc.get().uri(SENT).header("Accept-Language", "en").with(Cast.as(reader)).exchange();
    }
}
