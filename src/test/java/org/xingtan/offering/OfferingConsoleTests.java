package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** One offering for whoever keeps its term: who has taken it, change it, withdraw it, and nothing of it for anybody else. */
@XingtanTest
class OfferingConsoleTests {

    private static final java.util.concurrent.atomic.AtomicInteger NEXT = new java.util.concurrent.atomic.AtomicInteger(1);

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Course course;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transaction;
    @Autowired Crossing crossing;

    private Cast.Place county;
    private Cast.Place school;
    private Actor office;
    private OfferingId offering;
    private String at;

    @BeforeEach
    void offerACourse() {
        county = cast.county();
        school = cast.school(county);
        office = cast.administrator(county);
        TermId term = course.term(county, 3);
        offering = course.offered(term, course.program(county).id(), 2, 5);
        at = "/console/offerings/" + offering;
    }

    @Test
    void whoHasAPlaceAndWhoWaitsStandsInTurnAPartAtATime() {
        var people = IntStream.range(0, 5).mapToObj(_ -> teacher()).toList();
        people.forEach(it -> course.choose(it, offering));

        var page = forms.get(office, at);
        assertThat(page).hasStatusOk().bodyText().contains(people.stream().map(Actor::personName).toList().toArray(String[]::new));
        var first = forms.get(office, "/api/v1/offerings/" + offering + "/selections?limit=3");
        assertThat(first).hasStatusOk().bodyJson().extractingPath("$.items[*].teacher.name").asArray().containsExactly(people.get(0).personName(), people.get(1).personName(), people.get(2).personName());
        assertThat(first).bodyJson().extractingPath("$.items[*].state").asArray().containsExactly("SELECTED", "SELECTED", "WAITING");
        assertThat(first).bodyJson().extractingPath("$.items[2].position").isEqualTo(1);
        assertThat(first).bodyJson().extractingPath("$.items[0].position").isNull();
        assertThat(first).bodyJson().extractingPath("$.items[0].organization.id").isEqualTo(school.id().toString());
        var second = forms.get(office, "/api/v1/offerings/" + offering + "/selections?limit=3&cursor=" + next(first));
        assertThat(second).bodyJson().extractingPath("$.items[*].position").asArray().containsExactly(2, 3);
        assertThat(second).bodyJson().extractingPath("$.next").isNull();
        assertThat(forms.get(office, "/api/v1/offerings/" + offering + "/selections?cursor=eA")).hasStatus(400);
        assertThat(forms.get(office, "/api/v1/offerings/" + offering + "/selections?limit=201")).hasStatus(400);
    }

    @Test
    void aProviderSeesWhatHeGivesAndHowManyHaveChosenItAndNobodyByName() {
        var place = cast.under(county.parent(), "PROVIDER");
        var staff = cast.actor(cast.staff(place, Role.PROVIDER_STAFF));
        var page = "/console/offerings/provided";
        assertThat(forms.get(staff, page)).hasStatusOk().bodyText().contains("还没有由您单位承办的课程");
        assertThat(forms.post(office, at, "title", "阅读工作坊", "provider", place.code(), "hours", "4", "price", "0", "meetings", "")).hasStatus3xxRedirection();
        var people = IntStream.range(0, 3).mapToObj(_ -> teacher()).toList();
        people.forEach(it -> course.choose(it, offering));

        assertThat(forms.get(staff, page)).hasStatusOk().bodyText().contains("阅读工作坊", "2 / 2", county.name()).doesNotContain(people.stream().map(Actor::personName).toArray(String[]::new));
        assertThat(mvc.get().uri(page).header("Accept-Language", "en").with(Cast.as(staff)).exchange()).hasStatusOk().bodyText().contains("Courses we give");
        assertThat(forms.get(people.getFirst(), "/selection/offerings/" + offering)).bodyText().contains("承办单位", place.name());
        assertThat(forms.get(cast.actor(cast.staff(cast.under(county.parent(), "PROVIDER"), Role.PROVIDER_STAFF)), page)).bodyText().doesNotContain("阅读工作坊");
        assertThat(forms.get(staff, at)).hasStatus(404);
        assertThat(forms.get(people.getFirst(), page)).hasStatus(404);
        assertThat(forms.get(staff, page + "?after=eA")).hasStatus(400);
    }

    /** Whoever is above a provider gives nothing of what it gives; the office of a term finds its courses where it keeps them. */
    @ParameterizedTest
    @ValueSource(strings = {"PROVIDER", "UNIVERSITY", "DEVELOPMENT_CENTER"})
    void whatAProviderGivesIsShownToItsOwnStaffAlone(String kind) {
        var city = county.parent();
        var provider = cast.under(city, kind);
        var page = "/console/offerings/provided";
        assertThat(forms.post(office, at, "title", "Given by one", "provider", provider.code(), "hours", "4", "price", "0", "meetings", "")).hasStatus3xxRedirection();

        for (var own : List.of(cast.actor(cast.staff(provider, Role.PROVIDER_STAFF)), cast.administrator(provider))) {
            assertThat(forms.get(own, page)).hasStatusOk().bodyText().contains("Given by one", "href=\"" + page + "\"");
        }
        for (var other : List.of(cast.administrator(city), office, cast.administrator(school), cast.actor(cast.staff(city, Role.OPERATOR)), cast.actor(cast.staff(city, Role.PROVIDER_STAFF)))) {
            assertThat(forms.get(other, page)).as(other.personName()).hasStatus(404);
            assertThat(forms.get(other, "/console/recognition/imports")).as(other.personName()).hasStatusOk().bodyText().doesNotContain("href=\"" + page + "\"");
        }
    }

    @Test
    void whatAProviderGivesIsGivenByTheOneItGoesUpIn() {
        var provider = cast.under(county.parent(), "PROVIDER");
        var heir = cast.under(county.parent(), "PROVIDER");
        var staff = cast.actor(cast.staff(heir, Role.PROVIDER_STAFF));
        var unplanned = course.offered(course.unplanned(county), course.program(county).id(), 5, 0);
        var over = course.offered(course.term(county, 3, Duration.ofDays(-9), Duration.ofDays(-2)), course.program(county).id(), 5, 0);
        var others = course.offered(course.term(county, 3), course.program(county).id(), 5, 0);
        var theirs = cast.under(county.parent(), "PROVIDER");
        List.of(offering, unplanned, over).forEach(it -> gives(it, provider));
        gives(others, theirs);
        assertThat(forms.get(staff, "/console/offerings/provided")).bodyText().contains("还没有由您单位承办的课程");

        transaction.executeWithoutResult(_ -> organizations.merge(provider.id(), heir.id()));

        assertThat(List.of(provider(offering), provider(unplanned))).as("of terms that are not over").containsOnly(heir.id().value());
        assertThat(provider(over)).as("as it was").isEqualTo(provider.id().value());
        assertThat(provider(others)).isEqualTo(theirs.id().value());
        assertThat(forms.get(staff, "/console/offerings/provided")).hasStatusOk().bodyText().contains("0 / 2").doesNotContain("还没有由您单位承办的课程");
    }

    @Test
    void aCourseIsNotGivenToAUnitThatIsBeingClosedAtThatMoment() throws Exception {
        var provider = cast.under(county.parent(), "PROVIDER");
        var heir = cast.under(county.parent(), "PROVIDER");
        crossing.of(() -> {
            organizations.hold();
            organizations.merge(provider.id(), heir.id());
            organizations.close(provider.id(), java.time.LocalDate.now());
        }, () -> assertThat(forms.post(office, at, "title", "", "provider", provider.code(), "hours", "4", "price", "0", "meetings", "")).hasStatus(422));

        assertThat(db.sql("select count(*) from selection.offering where provider_id = :id").param("id", provider.id().value()).query(Integer.class).single()).isZero();
        assertThat(forms.post(office, at, "title", "", "provider", heir.code(), "hours", "4", "price", "0", "meetings", "")).hasStatus3xxRedirection();
        assertThat(provider(offering)).isEqualTo(heir.id().value());
    }

    /** Nobody else is given a course of it; those that it gives are put right as ever. */
    @Test
    void whatAUnitGivesThatIsClosedByNowIsStillChanged() {
        var closed = cast.under(county.parent(), "PROVIDER");
        gives(offering, closed);
        db.sql("update directory.organization set closed_on = current_date where id = :id").param("id", closed.id().value()).update();
        var other = course.offered(course.term(county, 3), course.program(county).id(), 2, 5);

        assertThat(forms.post(office, at, "title", "Put right", "provider", closed.code(), "hours", "4", "price", "0", "meetings", "")).hasStatus3xxRedirection();

        assertThat(forms.get(office, at)).bodyText().contains("Put right");
        assertThat(provider(offering)).isEqualTo(closed.id().value());
        assertThat(forms.post(office, "/console/offerings/" + other, "title", "", "provider", closed.code(), "hours", "4", "price", "0", "meetings", "")).hasStatus(422);
    }

    private void gives(OfferingId offering, Cast.Place provider) {
        db.sql("update selection.offering set provider_id = :provider where offering_id = :id").param("provider", provider.id().value()).param("id", offering.value()).update();
    }

    private java.util.UUID provider(OfferingId offering) {
        return db.sql("select provider_id from selection.offering where offering_id = :id").param("id", offering.value()).query(java.util.UUID.class).single();
    }

    @Test
    void nobodyIsMissingWhoMovesUpBetweenTwoPartsOfTheList() {
        var people = IntStream.range(0, 5).mapToObj(_ -> teacher()).toList();
        people.forEach(it -> course.choose(it, offering));

        var first = forms.get(office, "/api/v1/offerings/" + offering + "/selections?limit=3");
        people.subList(0, 2).forEach(it -> assertThat(mvc.delete().uri("/api/v1/offerings/" + offering + "/selection").with(Cast.as(it)).with(Cast.csrf()).exchange()).hasStatus(204));
        var second = forms.get(office, "/api/v1/offerings/" + offering + "/selections?limit=3&cursor=" + next(first));

        assertThat(second).bodyJson().extractingPath("$.items[*].teacher.name").asArray().containsExactly(people.get(3).personName(), people.get(4).personName());
        assertThat(second).bodyJson().extractingPath("$.items[*].state").asArray().containsExactly("SELECTED", "WAITING");
        assertThat(second).bodyJson().extractingPath("$.items[1].position").isEqualTo(1);
    }

    @Test
    void aLongListIsTakenAwayAsItIsAtOneMoment() throws Exception {
        var many = course.offered(course.term(county, 1), course.program(county).id(), 150, 100);
        var people = IntStream.range(0, 230).mapToObj(_ -> teacher()).toList();
        course.choose(people, many);

        var taken = forms.post(office, "/console/offerings/" + many + "/selections/export", "file", "csv", "reason", "for the meeting", "confirmed", "true");

        var lines = new String(taken.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).lines().skip(2).toList();
        assertThat(lines).extracting(it -> it.split(",")[0]).containsExactlyElementsOf(people.stream().map(Actor::personName).toList());
        assertThat(lines.subList(150, 230)).extracting(it -> it.split(",")[3]).containsExactlyElementsOf(IntStream.rangeClosed(1, 80).mapToObj(String::valueOf).toList());
    }

    /** Whoever holds the course can ask after those who do not come. */
    @Test
    void whoHasAPlaceAndNeverBeganIsFound() {
        var wide = course.offered(course.term(county, 1), course.program(county).id(), 4, 5);
        var people = IntStream.range(0, 6).mapToObj(_ -> teacher()).toList();
        course.choose(people, wide);
        begin(people.get(1), wide);
        db.sql("insert into program.completion (teacher_id, program_id, track, completed_at, rule_version) select teacher_id, program_id, track, :at, 1 from enrollment.participation where teacher_id = :t")
            .param("at", OffsetDateTime.parse("2026-03-02T09:30:00+08:00")).param("t", people.get(1).teacher().value()).update();
        db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", cast.school().id().value()).param("t", people.get(3).teacher().value()).update();
        var list = "/api/v1/offerings/" + wide + "/selections";

        assertThat(forms.get(office, list)).bodyJson().extractingPath("$.items[*].begunAt").asArray().containsExactly(null, "2026-03-01T09:30:00+08:00", null, null, null, null);
        assertThat(forms.get(office, list)).bodyJson().extractingPath("$.items[1].completedAt").isEqualTo("2026-03-02T09:30:00+08:00");
        var first = forms.get(office, list + "?idle=true&limit=1");
        assertThat(first).bodyJson().extractingPath("$.items[*].teacher.name").asArray().containsExactly(people.get(0).personName());
        assertThat(forms.get(office, list + "?idle=true&limit=1&cursor=" + next(first))).bodyJson().extractingPath("$.items[*].teacher.name").asArray().containsExactly(people.get(2).personName());
        assertThat(forms.get(office, list + "?idle=true")).bodyJson().extractingPath("$.items.length()").isEqualTo(2);
        assertThat(forms.get(office, "/console/offerings/" + wide)).bodyText().contains("2026年3月1日 09:30", "2026年3月2日 09:30", "有名额、还没有开始学");
        assertThat(forms.get(office, "/console/offerings/" + wide + "?idle=true")).bodyText().contains(people.get(0).personName(), people.get(2).personName())
            .doesNotContain(people.get(1).personName(), people.get(3).personName(), people.get(4).personName());
        var lines = new String(forms.post(office, "/console/offerings/" + wide + "/selections/export", "file", "csv", "reason", "for the meeting", "confirmed", "true")
            .getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).lines().skip(2).toList();
        assertThat(lines.get(1)).endsWith("2026年3月1日 09:30,2026年3月2日 09:30");
        assertThat(new String(forms.post(office, "/console/offerings/" + wide + "/selections/export", "idle", "true", "file", "csv", "reason", "for the meeting", "confirmed", "true")
            .getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).lines().skip(2)).hasSize(2);
    }

    private void begin(Actor who, OfferingId of) {
        db.sql("update enrollment.participation set started_at = :at where teacher_id = :t and program_id = (select program_id from selection.offering where offering_id = :o)")
            .param("at", OffsetDateTime.parse("2026-03-01T09:30:00+08:00")).param("t", who.teacher().value()).param("o", of.value()).update();
    }

    @Test
    void whoWorksForSomebodyElseByNowKeepsHisTurnAndHisName() {
        var gone = teacher();
        var here = teacher();
        List.of(gone, here).forEach(it -> course.choose(it, offering));
        db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", cast.school().id().value()).param("t", gone.teacher().value()).update();

        var list = forms.get(office, "/api/v1/offerings/" + offering + "/selections");

        assertThat(list).bodyJson().extractingPath("$.items[0].teacher").isNull();
        assertThat(list).bodyJson().extractingPath("$.items[1].teacher.name").isEqualTo(here.personName());
        assertThat(forms.get(office, at)).bodyText().contains("已不在管辖范围内").doesNotContain(gone.personName());
    }

    @Test
    void theListIsTakenAwayWithAReasonAWatermarkAndATrace() {
        var teacher = teacher();
        course.choose(teacher, offering);

        assertThat(forms.post(office, at + "/selections/export", "file", "csv")).hasStatus(422);
        var taken = forms.post(office, at + "/selections/export", "file", "csv", "reason", "for the meeting", "confirmed", "true");

        assertThat(taken).hasStatusOk();
        assertThat(new String(taken.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)).contains(teacher.personName(), office.personName(), "for the meeting");
        assertThat(forms.post(office, at + "/selections/export", "reason", "for the meeting", "confirmed", "true").getResponse().getContentAsByteArray()).startsWith('P', 'K');
        assertThat(db.sql("select act from audit.entry where target = :t order by at, id").param("t", "offering:" + offering).query(String.class).list())
            .containsExactly("offering.export", "offering.exported", "offering.export", "offering.exported");
    }

    @Test
    void isChangedByAFormAndWithdrawnWithAReason() {
        var provider = cast.under(county, "SCHOOL");
        assertThat(forms.post(office, at, "title", "Another name", "provider", provider.code(), "hours", "5", "price", "9.9", "meetings", "2031-03-15 09:00~12:00")).hasStatus3xxRedirection();
        assertThat(forms.get(office, at)).bodyText().contains("Another name", "5.00", "9.90", "2031-03-15 09:00~12:00", provider.code());
        for (var wrong : List.of(new String[] {"provider", "nowhere", "hours", "5", "price", "1"}, new String[] {"hours", "x", "price", "1"},
            new String[] {"hours", "0", "price", "1"}, new String[] {"hours", "5", "price", "1", "meetings", "soon"}, new String[] {"hours", "5", "price", ""})) {
            assertThat(forms.post(office, at, wrong)).hasStatus(422);
        }
        course.choose(teacher(), offering);
        assertThat(forms.post(office, at, "title", "Another name", "provider", "", "hours", "6", "price", "9.90", "meetings", "2031-03-15 09:00~12:00")).hasStatus(422);
        assertThat(forms.get(office, at)).bodyText().contains("不能再改", "停开这门课程");

        assertThat(forms.post(office, at + "/withdrawal", "reason", "")).hasStatus(422);
        assertThat(forms.post(office, at + "/withdrawal", "reason", "The lecturer is ill")).hasStatus3xxRedirection();
        assertThat(forms.post(office, at + "/withdrawal", "reason", "The lecturer is ill")).hasStatus3xxRedirection();
        assertThat(forms.get(office, at)).bodyText().contains("已停开", "The lecturer is ill").doesNotContain("停开这门课程");
    }

    @Test
    void whatSomebodyElseHasChangedMeanwhileIsNotWrittenOverUnseen() {
        var shown = shown(forms.get(office, at), at);
        var hours = db.sql("select hours from selection.offering where offering_id = :id").param("id", offering.value()).query(String.class).single();
        var colleague = cast.administrator(county);
        assertThat(forms.post(colleague, at, "title", "By the colleague", "hours", hours, "price", "0", "shown", shown)).hasStatus3xxRedirection();

        String[] mine = {"title", "", "hours", hours, "price", "12.50", "shown", shown};
        var late = forms.post(office, at, mine);
        assertThat(late).hasStatus(409).bodyText().contains("value=\"12.50\"", "别人改过", "现在是：By the colleague");
        assertThat(db.sql("select title || ' ' || price from selection.offering where offering_id = :id").param("id", offering.value()).query(String.class).single())
            .isEqualTo("By the colleague 0.00");

        mine[mine.length - 1] = shown(late, at);
        assertThat(forms.post(office, at, mine)).hasStatus3xxRedirection();
        assertThat(forms.post(office, at, mine)).as("sent twice").hasStatus3xxRedirection();
        assertThat(forms.get(office, at)).bodyText().contains("value=\"12.50\"").doesNotContain("By the colleague");
    }

    @Test
    void ofTwoWhoSendAtTheSameMomentOneIsToldOfTheOther() throws Exception {
        var shown = shown(forms.get(office, at), at);
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = threads.invokeAll(IntStream.range(0, 2).mapToObj(i -> (java.util.concurrent.Callable<Integer>) () ->
                forms.post(office, at, "title", "Number " + i, "hours", "5", "price", "1", "shown", shown).getResponse().getStatus()).toList());
            assertThat(List.of(sent.get(0).get(), sent.get(1).get())).containsExactlyInAnyOrder(302, 409);
        }
    }

    @Test
    void placesThatSomebodyElseHasChangedMeanwhileAreNotWrittenOverUnseen() {
        var action = "/console/selection/offerings/" + offering + "/places";
        var shown = shown(forms.get(office, at), action);
        var term = db.sql("select term_id from selection.offering where offering_id = :id").param("id", offering.value()).query(String.class).single();
        assertThat(forms.get(office, "/console/selection/terms/" + term)).bodyText().contains("name=\"shown\" value=\"" + shown + "\"");
        assertThat(forms.post(office, action, "term", term, "places", "40", "waiting", "5", "shown", shown)).hasStatus3xxRedirection();

        var late = forms.post(office, action, "term", term, "places", "3", "waiting", "5", "shown", shown);
        assertThat(late).hasStatus(409).bodyText().contains("现在是 40 个名额", "value=\"3\"");
        assertThat(forms.post(office, action, "term", term, "places", "40", "waiting", "5", "shown", shown)).as("sent twice").hasStatus3xxRedirection();
        assertThat(forms.post(office, action, "term", term, "places", "3", "waiting", "5", "shown", shown(late, action))).hasStatus3xxRedirection();
        assertThat(db.sql("select places from selection.offering where offering_id = :id").param("id", offering.value()).query(Integer.class).single()).isEqualTo(3);
    }

    /** What a form on a page says was shown in it. */
    private static String shown(MvcTestResult page, String action) {
        try {
            var form = page.getResponse().getContentAsString(StandardCharsets.UTF_8).split("action=\"" + action + "\"", 2)[1];
            return form.split("name=\"shown\" value=\"", 2)[1].split("\"", 2)[0];
        } catch (java.io.UnsupportedEncodingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void nobodyElseSeesAnythingOfIt() {
        course.choose(teacher(), offering);
        for (var other : List.of(cast.administrator(cast.county()), cast.administrator(school), teacher())) {
            var list = "/api/v1/offerings/" + offering + "/selections";
            for (var path : List.of(at, list, list + "?limit=0", list + "?limit=x")) {
                assertThat(forms.get(other, path)).as(path).hasStatus(404);
            }
            assertThat(forms.post(other, at, "hours", "5", "price", "1")).hasStatus(404);
            assertThat(forms.post(other, at + "/withdrawal", "reason", "mine")).hasStatus(404);
            assertThat(forms.post(other, at + "/selections/export", "reason", "for the meeting", "confirmed", "true")).hasStatus(404);
        }
        assertThat(forms.get(office, "/console/offerings/" + java.util.UUID.randomUUID())).hasStatus(404);
    }

    private static String next(MvcTestResult part) {
        try {
            return com.jayway.jsonpath.JsonPath.read(part.getResponse().getContentAsString(), "$.next");
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private Actor teacher() {
        return cast.actor(cast.aPerson().at(school).name("某" + (char) ('一' + NEXT.getAndIncrement())).save());
    }
}
