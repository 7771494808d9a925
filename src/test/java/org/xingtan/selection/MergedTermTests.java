package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.XingtanTest;

/** A county goes up in another one while its term is open: first its schools go over, then it is closed. */
@XingtanTest
class MergedTermTests {

    @Autowired Cast cast;
    @Autowired Offered offered;
    @Autowired Organizations organizations;
    @Autowired Terms terms;
    @Autowired Crossing crossing;
    @Autowired SelectionAudit audit;
    @Autowired TransactionTemplate transaction;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place heir;
    private Cast.Place school;
    private TermId term;
    private OfferingId course;
    private OfferingId another;
    private Actor holder;
    private Actor waiting;

    @BeforeEach
    void somebodyWaits() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        heir = cast.under(city, "COUNTY");
        school = cast.school(county);
        term = offered.term(county, 3);
        course = offered.online(term, county, 1, 5);
        another = offered.online(term, county, 1, 5);
        holder = cast.actor(cast.teacher(school));
        waiting = cast.actor(cast.teacher(school));
        List.of(course, another).forEach(it -> {
            choose(holder, it);
            choose(waiting, it);
        });
        assertThat(states(waiting)).containsExactly("WAITING", "WAITING");
    }

    @Test
    void whoWaitsGoesOnWaitingAndTheOfficeThatTakesOverKeepsTheTerm() {
        var office = cast.administrator(heir);
        var page = "/console/selection/terms/" + term;
        assertThat(get(office, page)).hasStatus(404);

        move(school, heir);
        giveBack(holder, course);
        assertThat(states(waiting)).as("between the two").containsExactly("SELECTED", "WAITING");
        merge();

        assertThat(get(office, page)).hasStatusOk();
        assertThat(get(waiting, "/selection/terms/" + term)).hasStatusOk();
        var newcomer = cast.actor(cast.teacher(cast.school(heir)));
        assertThat(get(newcomer, "/selection/terms/" + term)).hasStatusOk();
        giveBack(holder, another);
        assertThat(states(waiting)).containsExactly("SELECTED", "SELECTED");
        choose(newcomer, another);
        assertThat(states(newcomer)).containsExactly("WAITING");
        assertThat(told(waiting)).doesNotContain("selection.lapsed");
        assertThat(audit.findings(false)).isEmpty();
    }

    /** A school that goes up in one of another county takes its people along, who have gone nowhere by themselves. */
    @Test
    void whoseSchoolGoesUpInOneOfAnotherCountyGoesOnWaiting() {
        merge(school, cast.school(heir));

        giveBack(holder, course);

        assertThat(states(waiting)).containsExactly("SELECTED", "WAITING");
        assertThat(told(waiting)).doesNotContain("selection.lapsed");
        assertThat(audit.findings(false)).isEmpty();
    }

    /** The same in two steps: the school has left the county already when it goes up in another one. */
    @Test
    void whoseSchoolGoesOverAndThenUpInAnotherOneGoesOnWaiting() {
        move(school, heir);
        merge(school, cast.school(heir));

        giveBack(holder, course);

        assertThat(states(waiting)).containsExactly("SELECTED", "WAITING");
    }

    /** His school goes over, and he goes on to a third one: he works for nobody any more whose term it is. */
    @Test
    void whoGoesElsewhereHimselfWaitsNoLonger() {
        move(school, heir);
        db.sql("update directory.employment set organization_id = :to where teacher_id = :who").param("to", cast.school(heir).id().value()).param("who", waiting.teacher().value()).update();

        giveBack(holder, course);

        assertThat(states(waiting)).containsExactly("DROPPED", "WAITING");
        assertThat(told(waiting)).contains("selection.lapsed");
    }

    /** What is over was the county's; a code that the other one has used is no longer free. */
    @Test
    void termsThatAreOverStayAndTheSameCodeIsThereOnce() {
        var over = offered.term(county, 2, Duration.ofDays(-9), Duration.ofDays(-2));
        var draft = offered.draft(county, 2);
        var theirs = offered.draft(heir, 2);
        var code = code(term);
        db.sql("update selection.term set code = :code where id = :id").param("code", code).param("id", theirs.value()).update();
        db.sql("update selection.term set code = :code where id = :id").param("code", code + "-2").param("id", draft.value()).update();

        move(school, heir);
        merge();

        assertThat(db.sql("select owner_id from selection.term where id = :id").param("id", over.value()).query(UUID.class).single()).isEqualTo(county.id().value());
        assertThat(db.sql("select code from selection.term where owner_id = :id order by code").param("id", heir.id().value()).query(String.class).list())
            .containsExactly(code, code + "-2", code + "-3");
        assertThat(code(term)).isEqualTo(code + "-3");
    }

    @Test
    void aCodeThatIsTakenAtThatMomentIsThereOnceAsWell() throws Exception {
        var theirs = offered.draft(heir, 2);
        var code = code(term);

        crossing.of(() -> db.sql("update selection.term set code = :code where id = :id").param("code", code).param("id", theirs.value()).update(),
            () -> transaction.executeWithoutResult(_ -> terms.inherit(county.id(), heir.id(), List.of())));

        assertThat(code(theirs)).isEqualTo(code);
        assertThat(code(term)).isEqualTo(code + "-2");
    }

    private String code(TermId term) {
        return db.sql("select code from selection.term where id = :id").param("id", term.value()).query(String.class).single();
    }

    private void move(Cast.Place unit, Cast.Place to) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var moved = organizations.changing(List.of(unit.id()));
            organizations.move(unit.id(), to.id());
            moved.run();
        });
    }

    private void merge() {
        merge(county, heir);
    }

    private void merge(Cast.Place unit, Cast.Place into) {
        assertThat(mvc.post().uri("/console/units/" + unit.id() + "/merging").param("code", into.code()).param("confirmed", "true").with(Cast.csrf())
            .with(Cast.as(cast.administrator(city))).exchange()).hasStatus3xxRedirection();
    }

    private MvcTestResult get(Actor actor, String uri) {
        return mvc.get().uri(uri).with(Cast.as(actor)).exchange();
    }

    private void choose(Actor actor, OfferingId offering) {
        assertThat(mvc.post().uri("/api/v1/offerings/" + offering + "/selection").contentType("application/json").content("{}").with(Cast.csrf()).with(Cast.as(actor)).exchange()).hasStatus(201);
    }

    private void giveBack(Actor actor, OfferingId offering) {
        assertThat(mvc.delete().uri("/api/v1/offerings/" + offering + "/selection").with(Cast.csrf()).with(Cast.as(actor)).exchange()).hasStatus(204);
    }

    private List<String> states(Actor actor) {
        return db.sql("select state from selection.selection where teacher_id = :id order by chosen_at, id").param("id", actor.teacher().value()).query(String.class).list();
    }

    private List<String> told(Actor actor) {
        return db.sql("select rule from messaging.message where teacher_id = :id").param("id", actor.teacher().value()).query(String.class).list();
    }
}
