package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.web.Page;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** A term by provider, price, and in every order: however small the parts, each course is there once. */
@XingtanTest
class MarketOrderTests {

    @Autowired MockMvcTester mvc;
    @Autowired Market market;
    @Autowired Terms terms;
    @Autowired OfferProgram offer;
    @Autowired ChoosePlace choose;
    @Autowired ChangePlaces places;
    @Autowired Curriculum curriculum;
    @Autowired Offered offered;
    @Autowired Cast cast;

    private Cast.Place county;
    private Cast.Place school;
    private Actor teacher;
    private TermId term;

    @BeforeEach
    void openATerm() {
        county = cast.county();
        school = cast.school(county);
        teacher = cast.actor(cast.teacher(school));
        term = offered.term(county, 9);
    }

    @Test
    void everyOrderIsRightAndEveryPartGoesOnWhereTheLastOneEnded() {
        var all = IntStream.range(0, 13).mapToObj(i -> offer("课程" + "丙甲乙".charAt(i % 3), i % 4, i % 3 * 10, i % 5, null)).toList();
        choose.choose(teacher, all.getLast());

        for (var sort : Market.Sort.values()) {
            var question = asked(null, null, sort);
            for (var size : new int[] {1, 2, 5, 12, 13, 50}) {
                var rows = read(question, size);
                assertThat(rows).as(sort + " by " + size).extracting(it -> it.offering().id()).containsExactlyInAnyOrderElementsOf(all);
                assertThat(inOrder(sort, rows)).as(sort + " by " + size).isTrue();
                assertThat(rows).as(sort + " by " + size).isEqualTo(read(question, 50));
            }
            var wanted = new HashSet<>(all.subList(0, 7));
            assertThat(read(question, 3, wanted)).as(sort.toString()).extracting(it -> it.offering().id()).containsExactlyInAnyOrderElementsOf(wanted);
        }
        assertThat(read(asked(null, null, Market.Sort.NAME), 50)).extracting(Market.Row::title).startsWith("课程丙").as("in the order of their sounds").endsWith("课程乙");
    }

    @Test
    void aTermBeginsWithWhatCanBeChosen() {
        var full = offer("甲", 4, 0, 0, null);
        var free = offer("乙", 4, 0, 5, null);

        assertThat(get("/selection/terms/" + term)).bodyText().satisfies(page -> assertThat(page.indexOf(free.toString())).isBetween(1, page.indexOf(full.toString())));
        assertThat(get("/selection/terms/" + term + "?sort=OFFERED")).bodyText()
            .satisfies(page -> assertThat(page.indexOf(full.toString())).isBetween(1, page.indexOf(free.toString())));
    }

    /** Of free places it is the order of each look; what falls back behind the one before is met again. */
    @Test
    void aCourseThatFillsUpBetweenTwoLooksIsOnThePageOnce() {
        var all = IntStream.range(0, 5).mapToObj(i -> offer("甲", 4, 0, 9 - i, null)).toList();
        var question = asked(null, null, Market.Sort.PLACES);
        var filled = new AtomicBoolean();

        var page = market.rows(teacher, terms.get(term), question, null, 20, new OfferedList.Look(it -> {
            if (it.id().equals(all.get(1)) && filled.compareAndSet(false, true)) {
                places.change(all.getFirst(), 1, 0);
            }
            return true;
        }, 2));

        assertThat(filled).isTrue();
        assertThat(page.items()).extracting(it -> it.offering().id()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(page.next()).isNull();
    }

    @Test
    void narrowsToWhoGivesItAndToWhatItCosts() {
        var provider = cast.school(county);
        var theirs = offer("甲", 4, 0, 5, provider.id());
        var free = offer("乙", 4, 0, 5, null);
        var paid = offer("丙", 4, 20, 5, null);

        assertThat(ids(asked(provider.id(), null, Market.Sort.OFFERED))).containsExactly(theirs);
        assertThat(ids(asked(county.id(), null, Market.Sort.OFFERED))).containsExactlyInAnyOrder(free, paid);
        assertThat(ids(asked(null, false, Market.Sort.OFFERED))).containsExactlyInAnyOrder(theirs, free);
        assertThat(ids(asked(county.id(), true, Market.Sort.PRICE))).containsExactly(paid);
        var page = get("/selection/terms/" + term + "?provider=" + provider.id() + "&sort=PRICE&paid=false");
        assertThat(page).hasStatusOk().bodyText().contains(theirs.toString(), "value=\"" + provider.id() + "\" selected", "value=\"PRICE\" selected", "全部承办单位")
            .contains("&amp;provider=" + provider.id() + "&amp;paid=true&amp;sort=PRICE").doesNotContain(free.toString(), paid.toString());
        assertThat(mvc.get().uri("/selection/terms/" + term).header("Accept-Language", "en").with(Cast.as(teacher)).exchange()).bodyText()
            .contains("All providers", "Lowest price", ">Paid<");
    }

    @Test
    void narrowsToSoManyHours() {
        var short1 = offer("甲", 4, 0, 5, null);
        var long1 = offer("乙", 8, 0, 5, null);
        var long2 = offer("丙", 8, 0, 5, null);

        assertThat(ids(new Market.Question(null, null, false, null, null, new BigDecimal("9.0"), Market.Sort.NAME))).containsExactlyInAnyOrder(long1, long2);
        assertThat(get("/selection/terms/" + term + "?hours=9")).hasStatusOk().bodyText().contains(long1.toString(), long2.toString(), "value=\"9.00\" selected", "学时不限")
            .contains("&amp;hours=9").doesNotContain(short1.toString());
        assertThat(get("/api/v1/terms/" + term + "/offerings?hours=5")).hasStatusOk().bodyText().contains(short1.toString()).doesNotContain(long1.toString());
        assertThat(get("/selection/terms/" + term + "?hours=8")).hasStatusOk().bodyText().contains("学时不限").doesNotContain(short1.toString());
        for (var bad : List.of("many", "1e999999999", "1e-999999999", "NaN")) {
            assertThat(get("/selection/terms/" + term + "?hours=" + bad)).as(bad).hasStatus(400);
            assertThat(get("/api/v1/terms/" + term + "/offerings?hours=" + bad)).as(bad).hasStatus(400);
        }
    }

    @Test
    void whatIsNoneOfOursIsSaid() {
        var at = "/selection/terms/" + term;
        IntStream.range(0, 3).forEach(i -> offer("甲", 4, i, 5, null));
        for (var bad : List.of("?sort=ANY", "?paid=perhaps", "?after=%25%25", "?after=" + cursor("PRICE:x:1"), "?sort=PRICE&after=" + cursor("PRICE:x:1"),
            "?sort=PLACES&after=" + cursor("PLACES:" + term + ":1.5"), "?sort=HOURS&after=" + cursor("HOURS:" + term + ":many"), "?sort=NAME&after=" + cursor("PRICE:" + term + ":1"),
            "?sort=PRICE&after=" + cursor(term.toString()))) {
            assertThat(get(at + bad)).as(bad).hasStatus(400);
        }
        assertThat(get(at + "?provider=nobody")).hasStatus(404);
        assertThat(get(at + "?provider=&paid=&hours=&sort=")).hasStatusOk();
        assertThatThrownBy(() -> market.rows(teacher, terms.get(term), asked(null, null, Market.Sort.PRICE), cursor("PRICE:" + term + ":--1"), 1)).isInstanceOf(Problem.class);
    }

    @Test
    void thePageSaysForWhomACourseIsAndWhoGivesIt() {
        var heads = curriculum.aProgram(county.id()).track("HOMEROOM", new Audience.All(List.of(new Audience.Post(List.of("HOMEROOM_TEACHER")),
            new Audience.YearsOfService(null, 5), new Audience.Not(new Audience.Rural()))), new CompletionRule.AllLessons(null)).publish().id();
        var narrow = offered.online(term, heads, 5);
        var wide = offer("甲", 4, 0, 5, school.id());

        assertThat(get("/selection/offerings/" + narrow)).hasStatusOk().bodyText().contains("参加对象", "同时符合：岗位为", "教龄不超过 5 年", "不属于：乡村学校的教师");
        assertThat(mvc.get().uri("/selection/offerings/" + narrow).header("Accept-Language", "en").with(Cast.as(teacher)).exchange()).bodyText()
            .contains("For whom", "All of: Post: ", "At most 5 years of service", "Not: Teaches at a rural school");
        assertThat(get("/selection/offerings/" + wide)).bodyText().contains("参加对象", "承办单位");
        assertThat(get("/selection/terms/" + term)).bodyText().contains(market.row(teacher, wide).provider().chinese());
    }

    private static Market.Question asked(@Nullable OrganizationId provider, @Nullable Boolean paid, Market.Sort sort) {
        return new Market.Question(null, null, false, provider, paid, null, sort);
    }

    private static String cursor(String key) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private List<OfferingId> ids(Market.Question question) {
        return read(question, 1).stream().map(it -> it.offering().id()).toList();
    }

    private List<Market.Row> read(Market.Question question, int size) {
        var rows = new ArrayList<Market.Row>();
        Page<Market.Row> page;
        String next = null;
        do {
            page = market.rows(teacher, terms.get(term), question, next, size);
            rows.addAll(page.items());
            next = page.next();
        } while (next != null);
        return rows;
    }

    /** Looked through by two at a time. */
    private List<Market.Row> read(Market.Question question, int size, java.util.Set<OfferingId> wanted) {
        var rows = new ArrayList<Market.Row>();
        String next = null;
        do {
            var page = market.rows(teacher, terms.get(term), question, next, size, new OfferedList.Look(it -> wanted.contains(it.id()), 2));
            rows.addAll(page.items());
            next = page.next();
        } while (next != null);
        return rows;
    }

    private static boolean inOrder(Market.Sort sort, List<Market.Row> rows) {
        return IntStream.range(1, rows.size()).allMatch(i -> {
            var one = rows.get(i - 1).offering();
            var other = rows.get(i).offering();
            return switch (sort) {
                case OPEN -> (one.seats().free() > 0 ? 0 : 1) <= (other.seats().free() > 0 ? 0 : 1);
                case OFFERED -> one.id().value().toString().compareTo(other.id().value().toString()) < 0;
                case PLACES -> one.seats().free() >= other.seats().free();
                case HOURS -> one.hours().compareTo(other.hours()) >= 0;
                case PRICE -> one.price().compareTo(other.price()) <= 0;
                case NAME -> "丙甲乙".contains(rows.get(i).title().substring(2));
            };
        });
    }

    private OfferingId offer(String title, int hours, int price, int places, @Nullable OrganizationId provider) {
        var program = curriculum.aProgram(county.id()).title(title).publish().id();
        return offer.offer(new OfferProgram.Definition(term, program, null, provider, "PROFESSIONAL", CreditHours.of((hours + 1) + ".00"), new BigDecimal(price), places, 0, Meetings.NONE));
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(java.net.URI.create(path)).with(Cast.as(teacher)).exchange();
    }
}
