package org.xingtan.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Dates;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** Plans as other systems read them. */
@XingtanTest
class PlanningApiTests extends PlanSteps {

    @Autowired MockMvcTester mvc;

    @Test
    void listsThoseOfOnesUnitsAndBelowThemAndWhatIsPublishedAbove() {
        var above = plan();
        var own = ofTheSchool();
        assertThat(ids(read(office, "/plans"))).containsExactlyInAnyOrder(above, own);
        assertThat(ids(read(city, "/plans"))).contains(above, own);
        assertThat(ids(read(principal, "/plans"))).as("another unit's draft").containsExactly(own);
        line(above, "第一项", Group.EVERYBODY);
        load.publish(office, above);
        assertThat(ids(read(principal, "/plans?year=" + YEAR))).containsExactlyInAnyOrder(above, own);
        assertThat(ids(read(principal, "/plans?year=" + (YEAR + 1)))).isEmpty();
        assertThat(ids(read(cast.administrator(cast.county()), "/plans"))).isEmpty();
        assertThat(get(principal, "/plans")).bodyJson().extractingPath("$.items[?(@.id=='" + above + "')]").asArray().singleElement().isEqualTo(Map.of("id", above.toString(), "year", YEAR,
            "title", "年度规划", "basis", "示例文件", "aims", "人人有安排", "state", "PUBLISHED", "publishedAt", published(above), "organization",
            Map.of("id", county.id().toString(), "code", county.code(), "name", county.name(), "kind", "COUNTY")));
    }

    @Test
    void aListIsReadInPartsAndScopeIsDecidedFirst() {
        var some = List.of(plan(), ofTheSchool());
        var first = read(office, "/plans?limit=1");
        var second = read(office, "/plans?limit=1&cursor=" + first.path("next").asString());
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(List.of(ids(first).getFirst(), ids(second).getFirst())).containsExactlyInAnyOrderElementsOf(some);
        for (var wrong : List.of("limit=0", "limit=201", "limit=x", "cursor=AAAA", "cursor=%25", "year=1999", "year=x")) {
            assertThat(get(office, "/plans?" + wrong)).as(wrong).hasStatus(400).hasContentTypeCompatibleWith("application/problem+json");
            assertThat(get(cast.actor(cast.teacher(school)), "/plans?" + wrong)).as(wrong).hasStatus(404);
        }
        assertThat(mvc.get().uri("/api/v1/plans").exchange()).hasStatus(401);
    }

    @Test
    void onePlanHasItsLinesAndHowFarTheyReach() {
        var teacher = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));
        var training = training();
        var plan = plan();
        load.line(office, plan, new LoadPlans.Wanted("班主任", posts("HOMEROOM_TEACHER"), "带好班", "PROFESSIONAL", "1", List.of(training.id())));
        assertThat(get(principal, "/plans/" + plan)).as("another unit's draft").hasStatus(404);
        load.publish(office, plan);
        learning.complete(teacher, training);

        assertThat(get(office, "/plans/" + plan)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
            {"plan": {"id": "%s", "state": "PUBLISHED"}, "organization": {"code": "%s"}, "lines": [{"title": "班主任", "aims": "带好班", "category": "PROFESSIONAL", "hours": "1.00",
              "group": {"serviceFrom": null, "serviceTo": null, "stages": [], "subjects": [], "rural": false, "posts": ["HOMEROOM_TEACHER"], "units": []}, "programs": ["%s"], "study": false,
              "figures": {"people": 1, "taking": 1, "completed": 1, "reached": 1, "hours": "1.00"}}]}
            """.formatted(plan, county.code(), training.id()));
        assertThat(read(principal, "/plans/" + plan).at("/organization/code").asString()).as("where his scope begins").isEqualTo(school.code());
        assertThat(read(office, "/plans/" + plan + "?organization=" + privately.id()).at("/lines/0/figures/people").asInt()).isZero();
        assertThat(read(office, "/plans/" + plan + "?ownership=PRIVATE").at("/lines/0/figures/people").asInt()).isZero();
        assertThat(get(office, "/plans/" + plan + "?ownership=x")).hasStatus(400);
        for (var none : List.of("/plans/" + plan + "?organization=" + cast.school().id(), "/plans/" + plan + "?organization=x", "/plans/x", "/plans/" + UUID.randomUUID())) {
            assertThat(get(office, none)).as(none).hasStatus(404);
        }
        for (var other : List.of(cast.administrator(cast.county()), teacher)) {
            assertThat(get(other, "/plans/" + plan + "?ownership=x")).hasStatus(404);
        }
    }

    @Test
    void somebodyReadsWhatIsPlannedForHimself() {
        var teacher = cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));
        var training = training();
        var plan = published(posts("HOMEROOM_TEACHER"), training.id());
        learning.join(teacher, training);
        assertThat(get(teacher, "/me/plans")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
            {"items": [{"id": "%s", "year": %d, "unit": "%s", "lines": [{"title": "第一项", "category": null, "need": null, "have": "0.00", "study": false,
              "trainings": [{"program": "%s", "state": "TAKING", "at": null}]}]}], "next": null}
            """.formatted(plan, YEAR, county.name(), training.id()));
        ofTheSchool();
        var first = read(teacher, "/me/plans?limit=1");
        assertThat(first.at("/items/0/title").asString()).as("the nearest first").isEqualTo("本校规划");
        assertThat(ids(read(teacher, "/me/plans?limit=1&cursor=" + first.path("next").asString()))).containsExactly(plan);
        assertThat(ids(read(cast.actor(cast.teacher(cast.school())), "/me/plans"))).isEmpty();
    }

    private UUID ofTheSchool() {
        var plan = load.plan(principal, school.id(), YEAR, "本校规划", "", "目标");
        load.line(principal, plan, new LoadPlans.Wanted("全员", Group.EVERYBODY, "", null, null, List.of()));
        load.publish(principal, plan);
        return plan;
    }

    private String published(UUID plan) {
        return Dates.rfc3339(plans.find(plan).orElseThrow().publishedAt());
    }

    private MvcTestResult get(Actor reader, String path) {
        return mvc.get().uri(URI.create("/api/v1" + path)).with(Cast.as(reader)).exchange();
    }

    private JsonNode read(Actor reader, String path) {
        var answer = get(reader, path);
        assertThat(answer).as(path).hasStatusOk();
        return Json.read(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8), JsonNode.class);
    }

    private static List<UUID> ids(JsonNode list) {
        return list.path("items").valueStream().map(it -> UUID.fromString(it.path("id").asString())).toList();
    }
}
