package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.Clocks;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** An event of the school's study stands in the calendar of everybody who is to come. */
@XingtanTest
class StudyClocksTests extends StudySteps {

    private static final Instant LONG_AGO = Instant.EPOCH;

    @Autowired List<Clocks> clocks;
    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;

    @Test
    void everybodyWhoIsToComeHasItInHisCalendarFromItsFirstToItsLastMinute() {
        var event = load.event(principal, confirmed("2"), wantedEvent("2"));

        assertThat(of(one, LONG_AGO)).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo("study:" + event);
            assertThat(it.kind()).isEqualTo("study.clock.event");
            assertThat(it.title().chinese()).isEqualTo("集体备课 · 二楼会议室");
            assertThat(it.opens()).isEqualTo(LocalDate.parse(DAY).atTime(14, 0).atZone(Window.ZONE).toInstant());
            assertThat(it.closes()).isEqualTo(LocalDate.parse(DAY).atTime(16, 0).atZone(Window.ZONE).toInstant());
            assertThat(it.href()).isEqualTo("/study/events/" + event);
            assertThat(mvc.get().uri(it.href()).with(Cast.as(cast.actor(one))).exchange()).hasStatusOk();
        });
        assertThat(of(two, LONG_AGO)).hasSize(1);
        assertThat(of(cast.teacher(cast.school(school.parent())), LONG_AGO)).isEmpty();
        assertThat(of(one, LocalDate.parse(DAY).atStartOfDay(Window.ZONE).toInstant().plus(Duration.ofDays(2)))).isEmpty();
    }

    @Test
    void whoLeadsItHasItEvenFromAnotherUnit() {
        var plan = confirmed("2");
        var guest = cast.teacher(cast.school(school.parent()));
        var event = load.event(principal, plan, wantedEvent("2"));
        db.sql("update study.event set leader_id = :guest where id = :id").param("guest", guest.value()).param("id", event).update();

        assertThat(of(guest, LONG_AGO)).singleElement().satisfies(it -> {
            assertThat(it.href()).isEqualTo("/console/study/events/" + event);
            assertThat(mvc.get().uri(it.href()).with(Cast.as(cast.actor(guest))).exchange()).hasStatusOk();
        });
        assertThat(of(one, LONG_AGO)).hasSize(1);
    }

    /** Nor is he asked for a code that is for those who are invited. */
    @Test
    void whoLeadsItFindsItInHisListEvenFromAnotherUnit() {
        var event = now(running("10"));
        var guest = cast.actor(cast.teacher(cast.school(school.parent())));
        assertThat(forms.get(guest, "/study")).hasStatusOk().bodyText().doesNotContain("安全演练");
        db.sql("update study.event set leader_id = :guest where id = :id").param("guest", guest.teacher().value()).param("id", event).update();

        assertThat(forms.get(guest, "/study")).hasStatusOk().bodyText().contains("安全演练", "由我主持", "href=\"/console/study/events/" + event + "\"")
            .doesNotContain("/study/events/" + event + "\">签到");
        assertThat(forms.get(guest, "/console/study/events/" + event)).hasStatusOk().bodyText().as("he has no console to go to").contains("href=\"/home\"").doesNotContain("href=\"/console\"");
        assertThat(forms.get(cast.actor(one), "/study")).bodyText().contains("/study/events/" + event + "\">签到");
        db.sql("update study.event set state = 'CANCELED', reason = '停电' where id = :id").param("id", event).update();
        assertThat(forms.get(guest, "/study")).hasStatusOk().bodyText().doesNotContain("安全演练");
    }

    /** As a duty it has the same end; on the list of what is to be done it stands as that. */
    @Test
    void whoLeadsItHasItInHisCalendarOnce() {
        var event = load.event(principal, confirmed("2"), wantedEvent("2"));
        var tomorrow = LocalDate.now(Window.ZONE).plusDays(1);
        db.sql("update study.event set day = :day where id = :id").param("day", tomorrow).param("id", event).update();
        var leader = Cast.as(cast.actor(principal.teacher()));

        assertThat(mvc.get().uri("/home").with(leader).exchange()).hasStatusOk().bodyText().contains("主持校本研修“集体备课”");
        assertThat(mvc.get().uri("/calendar?view=list&month=" + YearMonth.from(tomorrow)).with(leader).exchange()).hasStatusOk().bodyText()
            .contains("集体备课 · 二楼会议室", "/study/events/" + event).doesNotContain("主持校本研修");
    }

    @Test
    void whatIsCalledOffIsNoClockAnyMore() {
        var event = load.event(principal, confirmed("2"), wantedEvent("2"));
        db.sql("update study.event set state = 'CANCELED', reason = '停电' where id = :id").param("id", event).update();
        assertThat(of(one, LONG_AGO)).isEmpty();
    }

    private List<Clocks.Clock> of(TeacherId person, Instant since) {
        return clocks.stream().flatMap(it -> it.of(person, since).stream()).filter(it -> it.id().startsWith("study:")).toList();
    }
}
