package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Assets;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.web.Ui;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** What a teacher reads on the pages of a term, and what they cost. */
@XingtanTest
class TermPageTests {

    private static final Market.Question EVERYTHING = new Market.Question(null, null, false, null, null, null, Market.Sort.OPEN);

    @Autowired MockMvcTester mvc;
    @Autowired TermPages pages;
    @Autowired YearPlan.Proposals proposals;
    @Autowired Market market;
    @Autowired Terms terms;
    @Autowired ChoosePlace choose;
    @Autowired OfferProgram offer;
    @Autowired Offered offered;
    @Autowired Curriculum curriculum;
    @Autowired DefineRequirement requirements;
    @Autowired TemplateEngine templates;
    @Autowired Texts texts;
    @Autowired Assets assets;
    @Autowired Cast cast;
    @Autowired Clock clock;

    private Cast.Place county;
    private Actor teacher;
    private TermId term;
    private String at;

    @BeforeEach
    void openATerm() {
        county = cast.county();
        teacher = teacher();
        term = offered.term(county, 3);
        at = "/selection/terms/" + term;
    }

    /** Only so many courses are looked at for a page; behind those may be one that is open. */
    @Test
    void aPartInWhichNothingIsOpenLeadsOnToTheNext() throws Exception {
        for (var i = 0; i < 5; i++) {
            forHeads();
        }
        var open = offered.online(term, county, 5, 0);
        var nothing = market.rows(teacher, terms.get(term), EVERYTHING, null, 50, new OfferedList.Look(it -> it.id().equals(open), 1));
        assertThat(nothing.items()).isEmpty();

        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            assertThat(drawn(new TermPages.Listed(EVERYTHING, true, 0, nothing, Set.of()), null, locale)).contains("rel=\"next\"", "&amp;open=true&amp;after=" + nothing.next())
                .contains(locale.equals(Locale.ENGLISH) ? "Nothing among these is open to you" : "这一部分里没有您能参加的课程")
                .doesNotContain("没有符合条件的课程", "No such course");
        }
        assertThat(get(teacher, at + "?open=true&after=" + nothing.next())).hasStatusOk().bodyText().contains(open.toString()).doesNotContain("rel=\"next\"");
        var behind = market.rows(teacher, terms.get(term), EVERYTHING, null, 50, new OfferedList.Look(it -> false, 1)).next();
        var end = new org.xingtan.platform.web.Page<Market.Row>(List.of(), null);
        assertThat(drawn(new TermPages.Listed(EVERYTHING, true, 0, end, Set.of()), behind, Locale.SIMPLIFIED_CHINESE)).contains("后面没有符合条件的课程了").doesNotContain("rel=\"next\"");
        assertThat(get(teacher, at + "?q=nowhere")).hasStatusOk().bodyText().contains("没有符合条件的课程");
    }

    /** However many pages they fill, and by what is asked for; of what is open to him only that it is listed. */
    @Test
    void eachPageSaysHowManyCoursesThereAre() {
        IntStream.range(0, 20).forEach(_ -> offered.online(term, county, 5, 0));
        assertThat(get(teacher, at)).hasStatusOk().bodyText().contains("共 20 门").doesNotContain("rel=\"next\"");
        offered.online(term, county, 0, 5);
        forHeads();

        var next = market.rows(teacher, terms.get(term), EVERYTHING, null, 20).next();
        assertThat(get(teacher, at)).hasStatusOk().bodyText().contains("共 22 门", "rel=\"next\"");
        assertThat(get(teacher, at + "?after=" + next)).hasStatusOk().bodyText().contains("共 22 门").doesNotContain("rel=\"next\"");
        assertThat(get(teacher, at + "?free=true")).hasStatusOk().bodyText().contains("共 21 门");
        assertThat(get(teacher, at + "?open=true")).hasStatusOk().bodyText().contains("符合筛选的共 22 门，下面只列您能选的");
        assertThat(get(teacher, at + "?q=nowhere")).hasStatusOk().bodyText().doesNotContain("共 0 门");
    }

    /** However many have free places: one that fits behind all the others is found. */
    @Test
    void aPlanLooksThroughAllThatHasFreePlaces() {
        asks("0", "4", "20");
        for (var i = 0; i < 3; i++) {
            forHeads();
        }
        var fits = offered.online(term, county, 5, 0);

        for (var atOnce : List.of(1, 2, 500)) {
            assertThat(proposals.of(teacher, terms.get(term), clock.instant().atZone(Window.ZONE).getYear(), 3, atOnce)).as("%d at once", atOnce).singleElement()
                .satisfies(row -> assertThat(row.offering().id()).isEqualTo(fits));
        }
    }

    /** Outside the windows nothing can be chosen, whatever it is: that is what is said, and not that nothing fits. */
    @Test
    void aPlanOutsideTheWindowsSaysWhenCoursesCanBeChosen() {
        var soon = offered.term(county, 3, Duration.ofDays(1), Duration.ofDays(5));
        offered.online(soon, county, 5, 0);

        assertThat(get(teacher, "/selection/terms/" + soon + "/plan")).hasStatusOk().bodyText().contains("现在不能选课", "还没有开始").doesNotContain("没有合适的课程", "还补不齐");
    }

    /**
     * What is known of programs is looked at again every second; a page that is held up for longer than that does so twice, and is asked for
     * again. What is known for all pages is read again by the first one.
     */
    @Test
    void manyCoursesAskTheDatabaseNoMoreOftenThanTwo() throws Exception {
        IntStream.range(0, 2).forEach(_ -> offered.online(term, county, 5, 0));
        var many = offered.term(county, 3);
        IntStream.range(0, 12).forEach(_ -> offered.online(many, county, 5, 0));
        List.of(term, many).forEach(it -> assertThat(get(teacher, "/selection/terms/" + it)).hasStatusOk());
        for (var page : List.of("", "?free=true", "?open=true", "/plan")) {
            long few;
            long more;
            var tries = 0;
            do {
                Thread.sleep(1_100);
                few = statements(at + page);
                more = statements("/selection/terms/" + many + page);
            } while (more > few && ++tries < 3);
            assertThat(more).as("of 12 courses on page '%s'", page).isBetween(1L, few);
        }
    }

    @Test
    void thePlacesOnThePageFollowWhatOthersChoose() throws Exception {
        var offerings = List.of(offered.online(term, county, 5, 0), offered.online(term, county, 7, 0));
        var page = get(teacher, at);
        assertThat(page).hasStatusOk().bodyText().contains("0 / 5", "0 / 7");
        var address = attribute(page, "hx-get", "/seats");

        choose.choose(teacher(), offerings.getFirst());

        var now = get(teacher, address);
        assertThat(now).hasStatusOk();
        for (var offering : offerings) {
            assertThat(part(now, "seats-" + offering)).as(offering.toString()).contains(offering.equals(offerings.getFirst()) ? "1 / 5" : "0 / 7");
        }
    }

    @Test
    void thePlacesOfATermThatIsNotHisAreNotThere() {
        var elsewhere = cast.county();
        var foreign = offered.term(elsewhere, 1);
        var theirs = offered.online(foreign, elsewhere, 5, 0);
        var hidden = offered.draft(county, 1);

        for (var missing : List.of("/selection/terms/" + foreign + "/seats?offering=" + theirs, "/selection/terms/" + hidden + "/seats", "/selection/terms/nothing/seats",
            at + "/seats?offering=nothing")) {
            assertThat(get(teacher, missing)).as(missing).hasStatus(404);
        }
        assertThat(get(teacher, at + "/seats?offering=" + theirs)).hasStatusOk().bodyText().doesNotContain(theirs.toString());
    }

    @Test
    void thePlanSaysWhichHoursNoCourseIsFoundFor() {
        asks("30", "4", "34");
        var fits = offered.online(term, county, 5, 0);

        assertThat(get(teacher, at + "/plan")).hasStatusOk().bodyText().contains(fits.toString(), "还补不齐：公需科目。");
        assertThat(mvc.get().uri(at + "/plan").header("Accept-Language", "en").with(Cast.as(teacher)).exchange()).bodyText()
            .contains("Still missing: Common. No course with a free place that fits you was found for it");
        choose.choose(teacher, fits);
        assertThat(get(teacher, at + "/plan")).hasStatusOk().bodyText().contains("没有合适的课程", "还补不齐：公需科目。").doesNotContain("name=\"offering\"");
    }

    @Test
    void theTotalIsNamedWhereItLacksMoreThanItsCategories() {
        asks("0", "4", "20");
        offered.online(term, county, 5, 0);

        assertThat(get(teacher, at + "/plan")).hasStatusOk().bodyText().contains("还补不齐：合计。");
    }

    @Test
    void whoHoldsAsManyAsHeMayReadsThat() {
        asks("30", "4", "34");
        var one = offered.term(county, 1);
        var only = offered.online(one, county, 5, 0);

        assertThat(get(teacher, "/selection/terms/" + one + "/plan")).hasStatusOk().bodyText().contains("最多选 1 门，选这些已到上限").doesNotContain("还补不齐");
        choose.choose(teacher, only);
        assertThat(get(teacher, "/selection/terms/" + one + "/plan")).hasStatusOk().bodyText().contains("本期已选满", "最多选 1 门，您已到上限").doesNotContain("还补不齐", "选这些", "您的各类学时已经够了");
    }

    private void asks(String common, String professional, String total) {
        var year = clock.instant().atZone(Window.ZONE).getYear();
        for (var of : List.of(year - 1, year, year + 1)) {
            requirements.define(new AnnualRequirement(county.id(), of, 0, "年度要求", "文件", CreditHours.of(total), List.of(
                new AnnualRequirement.Category("COMMON", "公需科目", "Common", CreditHours.of(common)),
                new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of(professional)))), null);
        }
    }

    /** Open to nobody who does not look after a class. */
    private void forHeads() {
        var program = curriculum.aProgram(county.id()).track("HOMEROOM", new Audience.Post(List.of("HOMEROOM_TEACHER")), new CompletionRule.AllLessons(null)).publish().id();
        offer.offer(OfferProgram.Definition.online(term, program, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, 30, 0));
    }

    private String drawn(TermPages.Listed listed, @org.jspecify.annotations.Nullable String after, Locale locale) {
        var whole = pages.term(teacher, term, EVERYTHING, false, null, null);
        var view = new TermPages.TermView(whole.term(), whole.mine(), whole.plans(), whole.of(), after, listed, whole.shown());
        var ui = new Ui(texts, locale, assets, teacher, () -> "", at, false, clock.instant(), false, List::of, () -> 0, (_, _, _, _) -> List.of());
        var output = new StringOutput();
        templates.render("selection/term.jte", Map.of("ui", ui, "view", view), output);
        return output.toString();
    }

    /** Those of this thread. */
    private long statements(String page) {
        var logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var heard = new ListAppender<ILoggingEvent>();
        var before = logger.getLevel();
        heard.start();
        logger.addAppender(heard);
        logger.setAdditive(false);
        logger.setLevel(Level.DEBUG);
        try {
            assertThat(get(teacher, page)).hasStatusOk();
        } finally {
            logger.setLevel(before);
            logger.setAdditive(true);
            logger.detachAppender(heard);
        }
        var mine = Thread.currentThread().getName();
        return List.copyOf(heard.list).stream().filter(it -> it.getThreadName().equals(mine) && it.getMessage().startsWith("Executing prepared SQL statement")).count();
    }

    private static String attribute(MvcTestResult page, String name, String part) throws Exception {
        var values = Pattern.compile(name + "=\"([^\"]*)\"").matcher(page.getResponse().getContentAsString()).results().map(it -> it.group(1).replace("&amp;", "&"))
            .filter(it -> it.contains(part)).toList();
        assertThat(values).hasSize(1);
        return values.getFirst();
    }

    private static String part(MvcTestResult page, String id) throws Exception {
        var parts = page.getResponse().getContentAsString().split("id=\"" + id + "\"", -1);
        assertThat(parts).as(id).hasSize(2);
        return parts[1].split("id=\"seats-", 2)[0];
    }

    private Actor teacher() {
        return cast.actor(cast.teacher(cast.school(county)));
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(java.net.URI.create(path)).with(Cast.as(actor)).exchange();
    }
}
