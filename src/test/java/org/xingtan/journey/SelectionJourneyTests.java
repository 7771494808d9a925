package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xingtan.platform.Window;

/** A city opens a term with one place; two teachers want it, and the one who waits sees it become his. */
@ExtendWith(Stage.Provider.class)
class SelectionJourneyTests {

    private static final String TERM = "旅程学期";
    private static final String COURSE = "粤剧欣赏与唱段";

    private final Stage stage;

    SelectionJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void aPlaceGoesFromOneTeacherToTheNext() {
        teacher("chooser");
        teacher("waiter");
        open("2399期", TERM);
        try (var chooser = stage.visit().signIn("chooser"); var waiter = stage.visit().signIn("waiter")) {
            find(chooser);
            chooser.press(AriaRole.BUTTON, "选课");
            chooser.sees("您已选上");
            find(waiter);
            waiter.press(AriaRole.BUTTON, "排队候补");
            waiter.sees("您在候补队列第 1 位");

            chooser.press(AriaRole.BUTTON, "退选");
            chooser.sees("排队候补");

            // The page tells of it by itself.
            waiter.page().locator("#state", new Page.LocatorOptions().setHasText("您已选上")).waitFor(new Locator.WaitForOptions().setTimeout(Visit.PATIENCE));
            waiter.open("/me/messages");
            waiter.sees("候补成功：" + COURSE);
            waiter.open("/selection");
            waiter.page().locator("a", new Page.LocatorOptions().setHasText(TERM)).click();
            waiter.sees("我的选课 1 / 2");
            assertThat(chooser.complaints()).isEmpty();
            assertThat(waiter.complaints()).isEmpty();
        }
    }

    /** Nobody presses a key to have the page tell the truth; nobody loses the place where he types, or the button that he is about to press. */
    @Test
    void aPageThatWasThereBeforeTheWindowOpensWithIt() {
        teacher("early");
        teacher("quick");
        open("2398期", "开门学期");
        opensIn("2398期", "15 seconds");
        try (var early = stage.visit().signIn("early"); var quick = stage.visit().signIn("quick")) {
            var page = early.page();
            early.open("/selection/terms/" + term("2398期"));
            early.sees("距开放还有");
            page.locator("#q").fill("粤");
            var button = page.locator("[id^=act-] button");
            button.waitFor(new Locator.WaitForOptions().setTimeout(Visit.PATIENCE));
            assertThat(button.textContent()).contains("选课");
            PlaywrightAssertions.assertThat(page.locator("#q")).isFocused();
            PlaywrightAssertions.assertThat(page.locator("#q")).hasValue("粤");
            PlaywrightAssertions.assertThat(page.locator("#windows")).not().containsText("距开放还有");

            button.focus();
            quick.open("/selection/terms/" + term("2398期"));
            quick.press(AriaRole.BUTTON, "选课");
            early.sees("已满，候补 0 / 1");
            PlaywrightAssertions.assertThat(button).isFocused();
            page.keyboard().press("Enter");
            early.sees("您在候补队列第 1 位");
            assertThat(early.complaints()).isEmpty();
            assertThat(quick.complaints()).isEmpty();
        }
    }

    /** The evening before, a page was left open; in the morning nobody is signed in there any more. */
    @Test
    void whoeverIsSignedInNoMoreWhenTheWindowOpensIsAskedToSignInAndComesBack() {
        teacher("sleeper");
        open("2397期", "隔夜学期");
        opensIn("2397期", "10 seconds");
        try (var sleeper = stage.visit().signIn("sleeper")) {
            var at = "/selection/terms/" + term("2397期");
            sleeper.open(at + "?q=&free=true");
            sleeper.context().clearCookies();
            sleeper.page().waitForURL(Pattern.compile(".*/sign-in\\?next=.*"), new Page.WaitForURLOptions().setTimeout(Visit.PATIENCE));
            sleeper.page().getByLabel("用户名").fill("sleeper");
            sleeper.page().getByLabel("密码").fill(Stage.PASSWORD);
            sleeper.page().locator("form.paper button").first().click();
            sleeper.page().waitForURL(stage.address() + at + "?q=&free=true");
            sleeper.sees("选课");
        }
    }

    /** A page asks every ten seconds while places can be chosen: of eighteen times it asks in vain four, and none while nobody looks. */
    @Test
    void aPageThatAsksInVainAsksLessOftenAndNeverWhileNobodyLooks() {
        teacher("steady");
        open("2395期", "忙碌学期");
        try (var steady = stage.visit().signIn("steady")) {
            var page = steady.page();
            var asked = new AtomicInteger();
            page.clock().install();
            steady.open("/selection/terms/" + term("2395期"));
            page.waitForFunction("() => window.htmx");
            page.route("**/seats?*", route -> {
                asked.incrementAndGet();
                route.fulfill(new Route.FulfillOptions().setStatus(503));
            });
            ticks(page, 18);
            assertThat(asked.get()).isBetween(2, 6);

            page.evaluate("() => Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })");
            var before = asked.get();
            ticks(page, 8);
            assertThat(asked.get()).isEqualTo(before);
            page.evaluate("() => delete document.hidden");
            ticks(page, 8);
            assertThat(asked.get()).isGreaterThan(before);
        }
    }

    /** Of ten seconds each, by the clock of the browser. */
    private static void ticks(Page page, int n) {
        for (var i = 0; i < n; i++) {
            page.clock().runFor(10_000);
            page.waitForTimeout(100);
        }
    }

    /** By the clock of the browser, which the test turns: nobody waits, and a busy machine changes nothing. */
    @Test
    void aPageThatIsNotAnsweredAsksLessAndLessOftenAndSaysSoOnce() {
        teacher("patient");
        open("2396期", "拥挤学期");
        opensIn("2396期", "1 hour");
        try (var patient = stage.visit().signIn("patient")) {
            var page = patient.page();
            page.clock().install();
            patient.open("/selection/terms/" + term("2396期"));
            page.waitForFunction("() => window.htmx");
            page.evaluate("() => { document.body.dataset.asked = 0; document.body.addEventListener('opening', () => document.body.dataset.asked++); }");
            page.route("**/seats?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503).setContentType("text/html;charset=UTF-8")
                .setHeaders(Map.of("HX-Retarget", "#messages", "HX-Reswap", "innerHTML")).setBody("<p role=\"alert\">暂时打不开</p>")));
            page.clock().fastForward("01:00:00");
            page.waitForResponse(answer -> answer.status() == 503, () -> page.clock().runFor(10_000));
            patient.sees("暂时打不开");
            page.evaluate("() => document.querySelector('#messages [role=alert]').dataset.first = 'yes'");

            page.waitForResponse(answer -> answer.status() == 503, () -> page.clock().runFor("10:00"));
            assertThat(asked(page)).isBetween(3, 25);
            PlaywrightAssertions.assertThat(page.locator("#messages [role=alert][data-first]")).hasCount(1);

            page.unroute("**/seats?*");
            opensIn("2396期", "-1 minute");
            page.clock().runFor("01:00");
            page.locator("[id^=act-] button").waitFor(new Locator.WaitForOptions().setTimeout(Visit.PATIENCE));
            PlaywrightAssertions.assertThat(page.locator("#messages")).isEmpty();
        }
    }

    private String term(String code) {
        return stage.db().sql("select id from selection.term where code = :code").param("code", code).query(String.class).single();
    }

    private void opensIn(String code, String time) {
        stage.db().sql("""
            insert into selection.term_window (term_id, kind, version, opens_at, closes_at, reason, set_at)
            select t.id, 'SELECT', (select max(w.version) + 1 from selection.term_window w where w.term_id = t.id and w.kind = 'SELECT'),
                   now() + cast(:time as interval), now() + interval '2 days', 'Snow', now()
              from selection.term t
             where t.code = :code
            """).param("code", code).param("time", time).update();
    }

    /** How often the page has asked whether the window is open. */
    private static int asked(Page page) {
        return Integer.parseInt(String.valueOf(page.locator("body").getAttribute("data-asked")));
    }

    /** Somebody in Guangzhou who can sign in from now on, and whom no office asks to look at the choices of others. */
    private void teacher(String username) {
        stage.named(stage.db().sql("""
            select p.teacher_id
              from directory.person_card p
             where p.organization_path::text like '%440106_S%' and 'CLASSROOM_TEACHER' = any (p.posts)
               and not exists (select from identity.sign_in_name n where n.teacher_id = p.teacher_id and n.kind = 'USERNAME')
               and not exists (select from directory.appointment a where a.teacher_id = p.teacher_id)
             order by p.teacher_id limit 1
            """).query(java.util.UUID.class).single(), username);
    }

    private void open(String code, String title) {
        var today = LocalDate.now(Window.ZONE);
        try (var city = stage.visit().signIn("gzcity")) {
            city.open("/console/selection");
            var page = city.page();
            page.locator("summary", new Page.LocatorOptions().setHasText("新建学期")).click();
            page.locator("#code").fill(code);
            page.locator("#title").fill(title);
            page.locator("#most").fill("2");
            page.locator("#selectFirst").fill(today.minusDays(1).toString());
            page.locator("#selectLast").fill(today.plusDays(3).toString());
            city.press(AriaRole.BUTTON, "新建");
            page.locator("summary", new Page.LocatorOptions().setHasText("开设课程")).click();
            page.locator("#program").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(COURSE + "（选修科目）"));
            page.locator("#category").selectOption("ELECTIVE");
            page.locator("#hours").fill("3");
            page.locator("#places").fill("1");
            page.locator("#waiting").fill("1");
            city.press(AriaRole.BUTTON, "开设");
            city.sees(COURSE);
            city.press(AriaRole.BUTTON, "发布");
            page.locator("h1 .tag").waitFor(new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
            assertThat(city.complaints()).isEmpty();
        }
    }

    private static void find(Visit visit) {
        visit.open("/home");
        visit.page().locator(".todo li", new Page.LocatorOptions().setHasText(TERM)).locator("a").first().click();
        visit.press(AriaRole.LINK, COURSE);
        visit.sees("名额");
    }
}
