package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** What a page that stays open asks for: before a window opens, when it does, and while others choose. */
@XingtanTest
class LivePageTests {

    private static final Pattern PARTS = Pattern.compile("id=\"([^\"]+)\"[^>]*hx-swap-oob=\"true\"|id=\"([^\"]+)\" hidden [^>]*hx-swap-oob=\"true\"");

    @Autowired MockMvcTester mvc;
    @Autowired ChoosePlace choose;
    @Autowired DefineTerm terms;
    @Autowired Curriculum curriculum;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired Clock clock;

    private Cast.Place county;
    private Actor teacher;

    @BeforeEach
    void enter() {
        county = cast.county();
        teacher = teacher();
    }

    @Test
    void aPageFromBeforeTheOpeningLearnsThatItIsOpen() {
        var term = offered.term(county, 3, Duration.ofHours(3), Duration.ofDays(2));
        var offering = offered.online(term, county, 1, 1);
        for (var page : List.of("/selection/terms/" + term, "/selection/offerings/" + offering)) {
            assertThat(read(page)).as(page).contains("data-countdown=\"opens\"", "距开放还有", "hx-trigger=\"opening from:body\"", "choosing=false").doesNotContain("every 10s", ">选课<span");
            var early = read(address(read(page)));
            assertThat(early).as(page).contains("id=\"windows\"", "data-countdown=\"opens\"", "hx-trigger=\"opening from:body\"").doesNotContain(">选课<span");
        }
        var addresses = List.of(address(read("/selection/terms/" + term)), address(read("/selection/offerings/" + offering)));

        terms.set(term, new Window(Window.Kind.SELECT, clock.instant().minusSeconds(1), clock.instant().plus(Duration.ofDays(1))), "Sooner");

        for (var address : addresses) {
            assertThat(read(address)).as(address).contains("id=\"windows\"", "is-open", ">选课<span", "hx-trigger=\"every 10s\"", "choosing=true", "0 / 1")
                .doesNotContain("<html", "data-countdown=\"opens\"");
        }
    }

    @Test
    void theButtonAndThePositionFollowWhatOthersDo() {
        var term = offered.term(county, 3);
        var offering = offered.online(term, county, 1, 2);
        var first = teacher();
        var second = teacher();
        var addresses = List.of(address(read("/selection/terms/" + term)), address(read("/selection/offerings/" + offering)));
        addresses.forEach(it -> assertThat(read(it)).as(it).contains(">选课<span", "剩 1 个名额").doesNotContain("id=\"windows\""));

        choose.choose(first, offering);
        addresses.forEach(it -> assertThat(read(it)).as(it).contains(">排队候补<span", "候补 0 / 2").doesNotContain(">选课<span"));
        choose.choose(second, offering);
        choose.choose(teacher, offering);
        assertThat(read(addresses.getFirst())).contains("候补中，第 2 位", ">放弃候补<span", "我的选课 1 / 3");
        assertThat(read(addresses.getLast())).contains("您在候补队列第 2 位", ">放弃候补<span");
        assertThat(read("/selection/terms/" + term)).contains("候补中，第 2 位");
        choose.giveBack(second, offering);
        assertThat(read(addresses.getFirst())).contains("候补中，第 1 位");
        choose.giveBack(first, offering);
        addresses.forEach(it -> assertThat(read(it)).as(it).contains(">退选<span", "value=\"SELECTED\"").doesNotContain("放弃候补", "候补中"));
        assertThat(read(addresses.getLast())).contains("您已选上", "去学习");
    }

    @Test
    void whoHoldsAsManyAsHeMayIsOfferedNoMore() {
        var term = offered.term(county, 1);
        var held = offered.online(term, county, 5, 0);
        var other = offered.online(term, county, 5, 0);
        var pages = List.of("/selection/terms/" + term, "/selection/offerings/" + other);
        pages.forEach(it -> assertThat(read(it)).as(it).contains(">选课<span"));

        choose.choose(teacher, held);

        assertThat(read(pages.getFirst())).contains("本期已选满", ">退选<span").doesNotContain(">选课<span");
        assertThat(read(address(read(pages.getFirst())))).contains("本期已选满").doesNotContain(">选课<span");
        assertThat(read(pages.getLast())).contains("本期最多选 1 门，您已有 1 门").doesNotContain(">选课<span");
    }

    /** Whoever works elsewhere, or another audience, is offered nothing to press, and has not to look for what is not there. */
    @Test
    void everyPartHasItsPlaceOnThePageAndNothingElseIsSent() {
        var term = offered.term(county, 3);
        var one = offered.online(term, county, 1, 1);
        choose.choose(teacher, one);
        var closed = offered.online(term, curriculum.aProgram(county.id()).track("HOMEROOM", new Audience.Post(List.of("HOMEROOM_TEACHER")), new CompletionRule.AllLessons(null))
            .publish().id(), 5);
        var foreign = offered.online(offered.term(cast.county(), 1), county, 5, 0);

        for (var page : List.of("/selection/terms/" + term, "/selection/offerings/" + one)) {
            var whole = read(page);
            var part = read(address(whole));
            var ids = PARTS.matcher(part).results().map(it -> it.group(1) == null ? it.group(2) : it.group(1)).toList();
            assertThat(ids).as(page).contains("live", "seats-" + one, "act-" + one).doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(whole).contains("id=\"" + id + "\"")).noneMatch(id -> id.contains(foreign.toString()));
            assertThat(part).doesNotContain("<main", "<h1", "/offerings/" + closed + "/selection\"");
            assertThat(part.length()).isLessThan(whole.length());
        }
        assertThat(read("/selection/terms/" + term + "/seats?offering=" + foreign)).doesNotContain(foreign.toString());
        assertThat(mvc.get().uri("/selection/offerings/" + foreign + "/now").with(Cast.as(teacher)).exchange()).hasStatus(404);
    }

    @Test
    void whenTheWindowClosesNothingIsLeftToPress() {
        var term = offered.term(county, 3);
        var offering = offered.online(term, county, 1, 1);
        var addresses = List.of(address(read("/selection/terms/" + term)), address(read("/selection/offerings/" + offering)));

        terms.set(term, new Window(Window.Kind.SELECT, clock.instant().minus(Duration.ofDays(2)), clock.instant().minusSeconds(5)), "Over");

        addresses.forEach(it -> assertThat(read(it)).as(it).contains("id=\"windows\"", "is-over", "choosing=false", "opening from:body").doesNotContain("every 10s", ">选课<span"));
    }

    /** People can choose before and after, so nothing but the windows themselves says that another one is open. */
    @Test
    void aWindowThatFollowsAnotherOneIsShownAsSoonAsItIsOpen() {
        var term = offered.term(county, 3);
        terms.set(term, new Window(Window.Kind.MAKEUP, clock.instant().plus(Duration.ofDays(1)), clock.instant().plus(Duration.ofDays(2))), "");
        var offering = offered.online(term, county, 1, 1);
        var addresses = List.of(address(read("/selection/terms/" + term)), address(read("/selection/offerings/" + offering)));
        addresses.forEach(it -> assertThat(read(it)).as(it).contains("choosing=true").doesNotContain("id=\"windows\""));

        terms.set(term, new Window(Window.Kind.SELECT, clock.instant().minus(Duration.ofDays(1)), clock.instant().minusSeconds(2)), "Over");
        terms.set(term, new Window(Window.Kind.MAKEUP, clock.instant().minusSeconds(1), clock.instant().plus(Duration.ofDays(2))), "Now");

        for (var address : addresses) {
            var next = read(address);
            assertThat(next).as(address).contains("choosing=true", "id=\"windows\"", "is-over", "is-open", "every 10s").doesNotContain("data-countdown=\"opens\"");
            assertThat(read(address(next))).as(address).contains("choosing=true").doesNotContain("id=\"windows\"");
        }
    }

    @Test
    void aWindowThatIsMovedWhileItIsOpenIsShownAnew() {
        var term = offered.term(county, 3);
        var offering = offered.online(term, county, 1, 1);
        var addresses = List.of(address(read("/selection/terms/" + term)), address(read("/selection/offerings/" + offering)));

        terms.set(term, new Window(Window.Kind.SELECT, clock.instant().minus(Duration.ofDays(1)), clock.instant().plus(Duration.ofDays(6))), "Snow");

        addresses.forEach(it -> assertThat(read(it)).as(it).contains("id=\"windows\"", "is-open"));
    }

    private Actor teacher() {
        return cast.actor(cast.teacher(cast.school(county)));
    }

    /** Where the page asks for what has changed. */
    private static String address(String page) {
        var found = Pattern.compile("id=\"live\" hidden hx-get=\"([^\"]+)\"").matcher(page).results().map(it -> it.group(1).replace("&amp;", "&")).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private String read(String path) {
        var answer = mvc.get().uri(URI.create(path)).with(Cast.as(teacher)).exchange();
        assertThat(answer).as(path).hasStatusOk();
        try {
            return answer.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
