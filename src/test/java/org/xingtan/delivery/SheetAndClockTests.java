package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.platform.Duties;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What follows from sessions: calendars, duties, the sheet, and who was at none of them. */
@XingtanTest
class SheetAndClockTests extends DeliverySteps {

    @Autowired List<Clocks> clocks;
    @Autowired DeliveryClocks sessionClocks;
    @Autowired DeliveryDuties duties;
    @Autowired OneRead read;
    @Autowired Forms forms;

    @Test
    void sessionsStandInACalendarInsteadOfTheDaysThatTheyFill() {
        now("0");
        assertThat(sessionClocks.instead(one)).as("a day is left without a session").isEmpty();
        assertThat(forms.get(cast.actor(one), "/calendar")).hasStatusOk().bodyText().contains("/applications/", "课程标准解读");
        load.layOut(office, training, "据签到表补登");

        var instead = sessionClocks.instead(one);
        assertThat(instead).hasSize(1);
        assertThat(told(one)).containsAll(instead);
        assertThat(told(one).stream().filter(it -> it.startsWith("delivery:"))).hasSize(2);
        assertThat(forms.get(cast.actor(one), "/calendar")).hasStatusOk().bodyText().contains("/delivery/sessions/")
            .doesNotContain("href=\"/applications/" + instead.iterator().next().split("/applications/")[1] + "\"");
    }

    @Test
    void soTheyDoInsteadOfMeetings() {
        training = offered(cast.under(city, "PROVIDER"), one);
        assertThat(sessionClocks.instead(one)).isEmpty();
        load.layOut(office, training, "据签到表补登");

        assertThat(sessionClocks.instead(one)).hasSize(2);
        assertThat(told(one)).containsAll(sessionClocks.instead(one));
    }

    @Test
    void whoeverIsInChargeIsAskedToCloseAndToAnswer() {
        var session = held("4");
        assertThat(asked()).containsExactly("delivery.duty.close");
        load.close(office, session);
        assertThat(asked()).isEmpty();

        now("0");
        var tomorrow = load.set(office, training, form(TODAY.plusDays(1), "09:00", "12:00", "2"));
        load.ask(cast.actor(one), tomorrow, "住院");
        assertThat(asked()).containsExactly("delivery.duty.leave");
    }

    @Test
    void whoWasAtNoneOfThemIsNamedBesideTheWayToTheList() {
        var session = known("4");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        load.close(office, session);
        assertThat(look.training(office, training).absent()).containsExactly(cast.name(two));
        assertThat(forms.get(office, "/console/delivery/" + training)).hasStatusOk().bodyText().contains("全部缺席", "/console/applications/calls/" + training + "/list");

        var next = load.set(office, training, form(FIRST.plusDays(1), "09:00", "12:00", "4"));
        load.enter(office, next, List.of(one), Attendance.State.PRESENT, "");
        load.enter(office, next, List.of(two), Attendance.State.EXCUSED, "住院");
        load.close(office, next);
        assertThat(look.training(office, training).absent()).isEmpty();
    }

    @Test
    void theSheetHasALineForEachPersonAndAColumnForEachSession() {
        var session = held("4");
        load.set(office, training, form(FIRST.plusDays(1), "09:00", "12:00", "4"));
        load.close(office, session);
        var at = "/console/delivery/" + training + "/export";

        assertThat(forms.post(office, at, "file", "csv", "reason", "存档备查", "confirmed", "true")).hasStatusOk().bodyText()
            .contains(cast.name(one), cast.name(two), "到场", "4.00", "09:00–12:00 课程标准解读", "存档备查");
        assertThat(forms.post(office, at, "file", "csv")).hasStatus(422);
        assertThat(forms.post(cast.administrator(school), at, "file", "csv", "reason", "存档备查", "confirmed", "true")).hasStatus(404);
    }

    private List<String> told(TeacherId person) {
        return clocks.stream().flatMap(it -> it.of(person, Instant.now().minus(Duration.ofDays(60))).stream()).map(Clocks.Clock::id).toList();
    }

    private List<String> asked() {
        return read.of(duties.ofOffices(Set.of(office.teacher()))).getOrDefault(office.teacher(), List.of()).stream().map(Duties.Duty::text).toList();
    }
}
