package org.xingtan.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** A unit goes up in another one or lies elsewhere: whatever is being written for its people names where they are from then on. */
@XingtanTest
class FollowUnitsTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired StartDraft start;
    @Autowired EditDraft edit;
    @Autowired Drafts drafts;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place heir;
    private Actor office;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        heir = cast.under(city, "COUNTY");
        office = cast.administrator(county);
    }

    @Test
    void draftsOfAUnitThatGoesUpInAnotherOneAreForThePeopleOfThatOne() {
        var written = draft(county);
        var template = start.template(office, Uuids.next(), written);
        var open = change(Duration.ofDays(30));
        var over = change(Duration.ofDays(-2));
        var neighbours = draft(city);

        merge();

        assertThat(within(written)).containsExactly(heir.path());
        assertThat(within(template)).containsExactly(heir.path());
        assertThat(within(open)).containsExactly(heir.path());
        assertThat(within(over)).as("as the program says that it changes").containsExactly(county.path());
        assertThat(within(neighbours)).as("as a published one of somebody else").containsExactly(county.path());
        assertThat(drafts.find(written).orElseThrow().owner().id()).isEqualTo(heir.id());
    }

    @Test
    void whoeverHasAPageOpenIsToldAndLosesNothingOfIt() {
        var written = draft(county);
        var version = drafts.find(written).orElseThrow().version();

        merge();

        var later = cast.administrator(heir);
        assertThatThrownBy(() -> edit.change(later, written, version, "anything", it -> it)).isInstanceOf(OptimisticLockingFailureException.class);
        assertThatThrownBy(() -> edit.change(later, written, version, "audience", it -> it)).as("nor is it taken for the last act").isInstanceOf(OptimisticLockingFailureException.class);
        edit.change(later, written, version + 1, "anything", it -> it);
        assertThat(within(written)).containsExactly(heir.path());
    }

    /** With all that lies below it; of everybody who names it. */
    @Test
    void draftsFollowAUnitThatLiesElsewhere() {
        var written = draft(county);
        var neighbours = draft(city);
        var published = draft(city);
        db.sql("update authoring.draft set published_at = now(), program_id = :program where id = :id").param("id", published)
            .param("program", curriculum.aProgram(city.id()).publish().id().value()).update();

        move(county, cast.under(city.parent(), "CITY"));

        var there = organizations.find(county.id()).orElseThrow().path();
        assertThat(there).isNotEqualTo(county.path());
        assertThat(within(written)).containsExactly(there);
        assertThat(within(neighbours)).containsExactly(there);
        assertThat(within(published)).as("what was published is on record").containsExactly(county.path());
    }

    /** Nor does he spoil the move. */
    @Test
    void whoeverWritesWhileUnitsMoveIsNotAheadOfThem() {
        var written = draft(county);
        var version = drafts.find(written).orElseThrow().version();
        var to = cast.under(city.parent(), "CITY");
        var moving = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        moving.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        var writing = moving.execute(_ -> {
            organizations.hold();
            assertThat(within(written)).containsExactly(county.path());
            var act = CompletableFuture.runAsync(() -> edit.change(office, written, version, "anything", it -> it));
            Await.until(() -> db.sql("select exists (select from pg_locks where not granted and relation = 'directory.organization'::regclass)").query(Boolean.class).single());
            lie(county, to);
            return act;
        });

        assertThatThrownBy(writing::join).hasCauseInstanceOf(OptimisticLockingFailureException.class);
        assertThat(within(written)).containsExactly(organizations.find(county.id()).orElseThrow().path()).isNotEqualTo(List.of(county.path()));
    }

    /** Of everybody in the county. */
    private UUID draft(Cast.Place owner) {
        var id = Uuids.next();
        var by = cast.administrator(owner);
        start.empty(by, id, owner.id(), "研修");
        edit.change(by, id, 1, "audience", it -> it.withTrack("PARTICIPANT", track -> track.with(audience())));
        return id;
    }

    private UUID change(Duration until) {
        var program = curriculum.aProgram(county.id()).open(Duration.ofDays(-9), until).track("PARTICIPANT", audience(), new CompletionRule.AllLessons(null)).publish().id();
        var id = start.change(office, program);
        edit.change(office, id, 1, "audience", it -> it.withTrack("PARTICIPANT", track -> track.with(audience())));
        return id;
    }

    private Audience audience() {
        return new Audience.Not(new Audience.Within(List.of(county.path())));
    }

    private List<String> within(UUID draft) {
        return drafts.find(draft).orElseThrow().content().tracks().stream().map(ProgramDraft.Track::audience)
            .map(it -> ((Audience.Within) ((Audience.Not) it).part()).paths()).findFirst().orElseThrow();
    }

    private void merge() {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            organizations.merge(county.id(), heir.id());
        });
    }

    private void move(Cast.Place unit, Cast.Place to) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            lie(unit, to);
        });
    }

    private void lie(Cast.Place unit, Cast.Place to) {
        var moved = organizations.changing(List.of(unit.id()));
        organizations.move(unit.id(), to.id());
        moved.run();
    }
}
