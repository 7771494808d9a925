package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.io.text.ICalReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.Clocks.Clock;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What calendars are told of a training: each block of days, and every clock with its version, so that an extension reaches a phone. */
@XingtanTest
class TrainingCalendarTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Apply apply;
    @Autowired ReviewApplication review;
    @Autowired DefineCall define;
    @Autowired KeepCall keep;
    @Autowired ApplicationClocks clocks;
    @Autowired Forms forms;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;

    private Called.Town town;
    private Actor teacher;

    @BeforeEach
    void buildATown() {
        town = called.town();
        teacher = called.teacher(town.school());
    }

    @Test
    void anExtendedDeadlineIsTheSameEventInANewVersion() {
        var program = called.call(town.city(), 3, 0);
        var applying = one(own(), "platform.window.APPLY");
        assertThat(applying.source()).isEqualTo("notice 1");
        assertThat(applying.version()).isEqualTo(1);
        assertThat(applying.changedAt()).isNotNull();
        define.setApplying(program, called.today().minusDays(1), called.today().plusDays(4), "snow");
        assertThat(one(own(), "platform.window.APPLY")).satisfies(it -> isLater(it, applying));

        called.apply(teacher, program);
        var before = one(own(), "application.clock.SCHOOL");
        var office = one(ofOffices(town.principal()), "application.clock.SCHOOL");
        define.setDeadline(program, Level.SCHOOL, called.today().plusDays(6), "snow");
        assertThat(one(own(), "application.clock.SCHOOL")).satisfies(it -> isLater(it, before));
        assertThat(one(ofOffices(town.principal()), "application.clock.SCHOOL")).satisfies(it -> isLater(it, office));
        assertThat(one(ofOffices(town.countyOffice()), "application.clock.COUNTY").version()).isEqualTo(1);
    }

    /** On the list of what is to be done it stands as that; the calendar says from when until when. */
    @Test
    void whatOneCanApplyForAndWhatIsToBeCorrectedStandsThereOnce() throws Exception {
        var program = called.call(town.city(), 3, 0);
        assertThat(forms.get(teacher, "/home")).bodyText().contains("可以报名");
        assertOnce("/applications/programs/" + program, called.today().plusDays(3));

        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.RETURN, "say more");
        assertThat(forms.get(teacher, "/home")).bodyText().contains("报名被退回");
        assertOnce("/applications/" + id, called.today().plusDays(5));
    }

    /** One on the page of the month in which it closes, until when is said, and one in the feed; no other that is due. */
    private void assertOnce(String href, LocalDate closes) throws Exception {
        var list = text(forms.get(teacher, "/calendar?view=list&month=" + YearMonth.from(closes)));
        assertThat(list.split("href=\"" + href + "\"", -1)).hasSize(2);
        assertThat(list).containsPattern("(至|截止) " + closes.getYear()).doesNotContain("待办截止");

        db.sql("insert into identity.account (teacher_id, password_hash, activated_at) values (:id, 'x', now()) on conflict do nothing")
            .param("id", teacher.teacher().value()).update();
        var shown = Pattern.compile("value=\"https?://[^/]+(/calendar/feed/[^\"]+)\"").matcher(text(forms.post(teacher, "/calendar/link")));
        assertThat(shown.find()).isTrue();
        try (var reader = new ICalReader(text(mvc.get().uri(shown.group(1)).exchange()))) {
            assertThat(reader.readNext().getEvents().stream().map(it -> it.getUrl().getValue()).filter(it -> it.endsWith(href))).hasSize(1);
        }
    }

    private static String text(MvcTestResult result) throws java.io.UnsupportedEncodingException {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsToBeCorrectedHasTheVersionOfItsLevel() {
        var program = called.call(town.city(), 3, 0);
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.RETURN, "say more");
        var school = one(own(), "application.clock.CORRECT");
        define.setDeadline(program, Level.SCHOOL, called.today().plusDays(6), "snow");
        assertThat(one(own(), "application.clock.CORRECT")).satisfies(it -> isLater(it, school));
        apply.correct(teacher, id, new Apply.Submission(null, Called.STATEMENT + " More.", List.of()));
        called.approve(town.principal(), id);
        review.review(town.countyOffice(), id, Decision.RETURN, "say still more");

        assertThat(one(own(), "application.clock.CORRECT").id()).as("of another level, another thing").isNotEqualTo(school.id());
    }

    @Test
    void whatWasTakenBackIsTheSameEventInANewVersionToo() {
        var program = called.call(town.city(), 3, 0);
        var id = called.apply(teacher, program);
        var before = one(own(), "application.clock.SCHOOL");
        review.undo(town.principal(), called.approve(town.principal(), id));

        assertThat(one(own(), "application.clock.SCHOOL")).satisfies(it -> isLater(it, before));
    }

    @Test
    void everyBlockOfDaysStandsThereAndStaysItselfWhenItIsMoved() {
        var days = new TrainingDays(List.of(days(30, 32), days(50, 50), days(70, 72)));
        var program = called.training(town.city(), 3, days);
        called.admitted(town, program, teacher);

        var before = trainings();
        assertThat(before).hasSize(3).extracting(Clock::id).doesNotHaveDuplicates();
        assertThat(before).extracting(it -> LocalDate.ofInstant(it.opens(), Window.ZONE)).containsExactly(called.today().plusDays(30), called.today().plusDays(50),
            called.today().plusDays(70));
        assertThat(before).extracting(Clock::version).containsOnly(1);

        keep.setTraining(town.cityOffice(), program, new KeepCall.Days(new TrainingDays(List.of(days(30, 32), days(51, 51), days(70, 73))).written(), null, "moved"));

        var after = trainings();
        assertThat(after).extracting(Clock::id).containsExactlyElementsOf(before.stream().map(Clock::id).toList());
        assertThat(after).extracting(Clock::version).containsOnly(2);
        assertThat(after).allSatisfy(it -> assertThat(it.changedAt()).isNotNull());
        keep.setTraining(town.cityOffice(), program, new KeepCall.Days(new TrainingDays(List.of(days(30, 32), days(51, 51), days(70, 73))).written(), null, "moved"));
        assertThat(trainings()).as("the same again").isEqualTo(after);
    }

    private TrainingDays.Days days(int from, int to) {
        return new TrainingDays.Days(called.today().plusDays(from), called.today().plusDays(to));
    }

    private List<Clock> trainings() {
        return own().stream().filter(it -> it.kind().equals("application.clock.TRAINING")).toList();
    }

    private List<Clock> own() {
        return clocks.of(teacher.teacher(), Instant.EPOCH);
    }

    private List<Clock> ofOffices(Actor actor) {
        return clocks.ofOffices(actor.teacher(), Instant.EPOCH);
    }

    private static Clock one(List<Clock> all, String kind) {
        return all.stream().filter(it -> it.kind().equals(kind)).reduce((_, _) -> {
            throw new IllegalStateException("more than one of " + kind);
        }).orElseThrow();
    }

    private static void isLater(Clock after, Clock before) {
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.closes()).isAfter(before.closes());
        assertThat(after.source()).isEqualTo("notice 1");
        assertThat(after.changedAt()).isAfterOrEqualTo(before.changedAt());
    }
}
