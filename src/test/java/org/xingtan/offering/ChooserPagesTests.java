package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.selection.DefineTerm;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Who of a unit has chosen, as pages: read, taken away, reminded, and found from the start of the console. */
@XingtanTest
class ChooserPagesTests extends ChooserSteps {

    @Autowired ChooserDuties duties;
    @Autowired OneRead read;

    @Test
    void aSchoolSeesItsPeopleAndAPrincipalReadsTheSame() {
        var teacher = teacher();
        for (var reader : List.of(office, principal)) {
            assertThat(get(reader, PAGE)).hasStatusOk().bodyText().contains(teacher.personName(), "还没有选", "学时会不够", "公需科目差 10.00", "href=\"" + PAGE + "\"");
            assertThat(get(reader, list(school, Which.NOTHING))).hasStatusOk().bodyText().contains(teacher.personName());
            assertThat(get(reader, list(school, Which.CHOSEN))).hasStatusOk().bodyText().contains("这个名单是空的");
            assertThat(mvc.get().uri(list(school, Which.SHORT)).header("Accept-Language", "en").with(Cast.as(reader)).exchange()).hasStatusOk().bodyText()
                .contains("Will lack hours", "Common: lacks 10.00");
        }
        assertThat(get(office, list(school, Which.NOTHING))).bodyText().contains("提醒名单上的 1 人", "/console/standing/teachers/" + teacher.teacher());
        assertThat(get(principal, list(school, Which.NOTHING))).bodyText().contains("提醒名单上的 1 人").doesNotContain("/console/standing/teachers/");
    }

    @Test
    void aPrincipalRemindsThoseOfHisOwnSchoolAndNobodyElse() {
        var own = teacher();
        var other = cast.school(county);
        var elsewhere = cast.teacher(other);

        assertThat(post(principal, list(school, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus(302);
        assertThat(post(principal, list(other, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus(404);
        assertThat(post(principal, list(county, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus(404);

        assertThat(told(own)).hasSize(1);
        assertThat(told(cast.actor(elsewhere))).isEmpty();
    }

    @Test
    void nobodyElseSeesAnyOfIt() {
        var teacher = teacher();
        var stranger = nobody(cast.administrator(cast.school(county)));
        for (var other : List.of(teacher, stranger)) {
            assertThat(get(other, list(school, Which.ALL))).hasStatus(404);
            assertThat(post(other, list(school, Which.ALL).replace("?", "/export?"), "reason", "for the meeting", "confirmed", "true")).hasStatus(404);
            assertThat(post(other, list(school, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus(404);
        }
        assertThat(get(teacher, PAGE)).hasStatus(404);
        assertThat(get(office, PAGE + "?organization=x")).hasStatus(404);
        assertThat(get(office, PAGE + "?after=eA")).hasStatus(400);
    }

    @Test
    void whereNothingCanBeChosenThePageSaysSo() {
        var other = cast.school();
        assertThat(get(nobody(cast.administrator(other)), PAGE)).hasStatusOk().bodyText().contains("没有可以看的选课学期");
    }

    @Test
    void theListIsTakenAwayWithAReasonAndNoCellIsAFormula() {
        counted(cast.aPerson().name("=HYPERLINK(1)").at(school).save());
        counted(cast.aPerson().name("欧阳明珠").at(school).save());
        var address = list(school, Which.NOTHING).replace("?", "/export?");

        assertThat(post(office, address, "file", "csv")).hasStatus(422);
        var taken = post(office, address, "file", "csv", "reason", "动员选课", "confirmed", "true");
        assertThat(taken).hasStatusOk();
        var lines = text(taken).lines().toList();
        assertThat(lines.getFirst()).contains(office.personName(), "动员选课");
        assertThat(lines).hasSize(4);
        assertThat(lines).anySatisfy(it -> assertThat(it).contains("欧阳明珠", "公需科目差 10.00"));
        assertThat(lines).noneMatch(it -> it.startsWith("="));
        assertThat(post(principal, address, "reason", "动员选课", "confirmed", "true").getResponse().getContentAsByteArray()).startsWith('P', 'K');
        assertThat(db.sql("select act from audit.entry where target = :t and act like 'offering.choosers.%' order by at, id").param("t", "organization:" + school.id())
            .query(String.class).list()).containsExactly("offering.choosers.export", "offering.choosers.exported", "offering.choosers.export", "offering.choosers.exported");
    }

    /** Whoever waits for the makeup round because a message named its end finds what others have left. */
    @Test
    void untilWhenCanBeChosenIsTheEndOfTheWindowThatIsOpen() {
        var one = teacher();
        var now = clock.instant();
        var first = new Window(Window.Kind.SELECT, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
        var second = new Window(Window.Kind.MAKEUP, now.plus(Duration.ofDays(2)), now.plus(Duration.ofDays(4)));
        term = terms.define(new DefineTerm.Definition(city.id(), "two-windows", new Localized("两轮选课", "Two"), null, 5, List.of(first, second, learning(YEAR))));
        terms.publish(term);

        var page = get(office, list(school, Which.NOTHING));
        assertThat(page).hasStatusOk().bodyText().contains("选课到 " + minute(first.closes()) + " 截止", "补选到 " + minute(second.closes()));
        assertThat(post(office, list(school, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus3xxRedirection();
        assertThat(get(one, "/me/messages")).hasStatusOk().bodyText().contains("“两轮选课”的选课到 " + minute(first.closes()) + " 截止").doesNotContain(minute(second.closes()));
    }

    private static String minute(java.time.Instant at) {
        return java.time.format.DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").format(at.atZone(Window.ZONE));
    }

    @Test
    void thoseOnTheListAreRemindedOnceADayWhicheverListAndHoweverOften() {
        var one = teacher();
        var two = teacher();
        course.choose(two, offering("PROFESSIONAL", "4", 1));
        var id = UUID.randomUUID().toString();
        var nothing = list(school, Which.NOTHING).replace("?", "/reminder?");

        for (var i = 0; i < 2; i++) {
            assertThat(post(office, nothing, "id", id, "note", "请找教务处")).hasStatus3xxRedirection().redirectedUrl().endsWith("&sent=" + id);
        }
        assertThat(told(one)).containsExactly("offering.reminded.nothing.");
        assertThat(told(two)).isEmpty();
        assertThat(get(office, list(school, Which.NOTHING) + "&sent=" + id)).bodyText().contains("已提醒 1 人，今天已提醒过的 0 人没有重复提醒");
        assertThat(get(one, "/me/messages")).hasStatusOk().bodyText().contains("请选课：秋季选课");
        assertThat(post(office, nothing, "id", UUID.randomUUID().toString())).hasStatus(422);

        assertThat(post(office, list(school, Which.SHORT).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus3xxRedirection();
        assertThat(told(one)).hasSize(1);
        assertThat(told(two)).containsExactly("offering.reminded.short.");
        assertThat(db.sql("select act from audit.entry where target = :t and act = 'offering.remind'").param("t", "organization:" + school.id()).query(String.class).list()).hasSize(2);
        assertThat(db.sql("select listed || ' ' || told from offering.reminder where term_id = :t order by asked_at, id").param("t", term.value()).query(String.class).list())
            .containsExactly("1 1", "2 1");
    }

    @Test
    void aTermOverNewYearIsLookedAtAndRemindedOfForEitherYear() {
        var teacher = teacher();
        assertThat(get(office, list(school, Which.SHORT))).as("of one year").hasStatusOk().bodyText().doesNotContain("跨年学期，按哪个年度看", "name=\"year\"");
        term = term(Duration.ofDays(2), Window.ofDays(Window.Kind.LEARN, LocalDate.of(YEAR, 12, 31), LocalDate.of(YEAR + 1, 1, 20)));
        var first = list(school, Which.SHORT) + "&year=" + YEAR;

        assertThat(get(office, first)).hasStatusOk().bodyText().contains("跨年学期，按哪个年度看", "&amp;year=" + YEAR + "&amp;", "&amp;year=" + (YEAR + 1) + "&amp;",
            "name=\"year\" value=\"" + YEAR + "\"", "加上 " + YEAR + " 年各期", "/console/standing/teachers/" + teacher.teacher() + "?year=" + YEAR + "\"");
        assertThat(get(office, list(school, Which.SHORT))).as("of itself").hasStatusOk().bodyText().contains("加上 " + YEAR + " 年各期");
        assertThat(get(office, list(school, Which.SHORT) + "&year=" + (YEAR + 2))).hasStatus(404);
        assertThat(post(office, first.replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus3xxRedirection().redirectedUrl().contains("&year=" + YEAR + "&");
        assertThat(get(teacher, "/me/messages")).hasStatusOk().bodyText().contains(YEAR + " 年学时会不够");
    }

    @Test
    void theYearsOfATermLeadToOneAnotherAndTheOneShownIsMarked() {
        term = term(Duration.ofDays(2), Window.ofDays(Window.Kind.LEARN, LocalDate.of(YEAR, 12, 31), LocalDate.of(YEAR + 1, 1, 20)));
        for (var shown : List.of(YEAR, YEAR + 1)) {
            var page = get(office, list(school, Which.SHORT) + "&year=" + shown + "&q=珠");
            assertThat(page).hasStatusOk();
            var chips = Pattern.compile("<li><a href=\"([^\"]+)\"( aria-current=\"true\")?>(\\d{4}) 年度</a></li>").matcher(text(page)).results()
                .map(it -> it.group(3) + (it.group(2) == null ? "" : " shown") + " " + it.group(1).replace("&amp;", "&")).toList();
            assertThat(chips).containsExactlyElementsOf(List.of(YEAR, YEAR + 1).stream().map(year -> year + (year.equals(shown) ? " shown " : " ")
                + PAGE + "?organization=" + school.id() + "&term=" + term + "&year=" + year + "&which=SHORT&q=%E7%8F%A0").toList());
        }
    }

    /** A second click and a second administrator, at the same moment. */
    @Test
    void whoeverRemindsAtTheSameMomentNobodyHearsOfItTwice() throws Exception {
        var people = java.util.stream.IntStream.range(0, 20).mapToObj(_ -> teacher()).toList();
        var deputy = nobody(cast.administrator(county));
        var address = list(school, Which.NOTHING).replace("?", "/reminder?");
        var id = UUID.randomUUID().toString();
        var posts = List.<java.util.concurrent.Callable<Integer>>of(() -> post(office, address, "id", id).getResponse().getStatus(),
            () -> post(office, address, "id", id).getResponse().getStatus(), () -> post(deputy, address, "id", UUID.randomUUID().toString()).getResponse().getStatus());
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(posts)) {
                assertThat(answer.get()).isIn(302, 422);
            }
        }
        assertThat(people).allSatisfy(it -> assertThat(told(it)).hasSize(1));
        assertThat(db.sql("select sum(told) from offering.reminder where term_id = :t").param("t", term.value()).query(Integer.class).single()).isEqualTo(20);
    }

    @Test
    void nobodyIsRemindedOfWhatHeCannotDoAnyMoreOrHasDone() {
        teacher();
        var address = list(school, Which.ALL).replace("?", "/reminder?");
        assertThat(post(office, address, "id", UUID.randomUUID().toString())).hasStatus(422);
        assertThat(post(office, list(school, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString(), "note", "x".repeat(201))).hasStatus(422);
        assertThat(post(office, list(school, Which.NOTHING).replace("?", "/reminder?"), "id", "x")).hasStatus(404);
        var stranger = nobody(cast.actor(cast.staff(cast.school(county), org.xingtan.directory.Role.PRINCIPAL)));
        assertThat(post(stranger, list(school, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus(404);
        term = term(Duration.ofMinutes(-1), learning(YEAR));
        assertThat(post(office, list(school, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus(422);
        assertThat(get(office, list(school, Which.NOTHING))).bodyText().contains("选课已于").doesNotContain("提醒名单上的");
        assertThat(db.sql("select count(*) from offering.reminder where organization_id = :s").param("s", school.id().value()).query(Integer.class).single()).isZero();
    }

    /** Neither before the first day, nor between the two windows. */
    @Test
    void nobodyIsRemindedOfWhatHeCannotDoYet() {
        teacher();
        for (var away : List.of(List.of(Duration.ofDays(2), Duration.ofDays(3)), List.of(Duration.ofDays(-2), Duration.ofDays(-1)))) {
            term = course.term(city, 2, away.getFirst(), away.getLast());
            terms.set(term, new Window(Window.Kind.MAKEUP, clock.instant().plus(Duration.ofDays(5)), clock.instant().plus(Duration.ofDays(6))), "");

            assertThat(get(office, list(school, Which.NOTHING))).hasStatusOk().bodyText().doesNotContain("提醒名单上的").contains("现在不能选课");
            assertThat(post(office, list(school, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus(422).bodyText()
                .contains("现在可以在“学期”选课");
        }
        terms.set(term, new Window(Window.Kind.MAKEUP, clock.instant().minusSeconds(5), clock.instant().plus(Duration.ofDays(6))), "");
        assertThat(get(office, list(school, Which.NOTHING))).hasStatusOk().bodyText().contains("提醒名单上的").doesNotContain("现在不能选课");
        assertThat(post(office, list(school, Which.NOTHING).replace("?", "/reminder?"), "id", UUID.randomUUID().toString())).hasStatus3xxRedirection();
    }

    @Test
    void theStartOfTheConsoleSaysHowManyHaveChosenNothing() {
        var teacher = teacher();
        teacher();
        var district = nobody(cast.administrator(county));

        for (var asked : List.of(office, principal)) {
            assertThat(duty(asked)).singleElement().satisfies(it -> {
                assertThat(it.text()).isEqualTo("offering.duty.nothing");
                assertThat(it.arguments()).last().isEqualTo(2);
                assertThat(get(asked, it.href())).hasStatusOk().bodyText().contains(teacher.personName());
            });
            assertThat(get(asked, "/console")).hasStatusOk().bodyText().contains("秋季选课：2 人还没有选课");
        }
        assertThat(duty(district)).singleElement().satisfies(it -> {
            assertThat(it.text()).isEqualTo("offering.duty.look");
            assertThat(get(district, it.href())).hasStatusOk().bodyText().contains("下属 1 个单位", teacher.personName());
        });
        db.sql("update directory.employment set during = daterange('2015-09-01', '2016-09-01') where organization_id = :s").param("s", school.id().value()).update();
        assertThat(duty(office)).isEmpty();
    }

    private List<Duty> duty(Actor actor) {
        return read.of(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of());
    }

    private List<String> told(Actor actor) {
        return db.sql("select text from messaging.message where teacher_id = :t and rule = 'offering.remind'").param("t", actor.teacher().value()).query(String.class).list();
    }

    private String list(Cast.Place unit, Which which) {
        return PAGE + "?organization=" + unit.id() + "&term=" + term + "&which=" + which;
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
