package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What is offered changes and ends, and nobody who has chosen it is left in the dark. */
@XingtanTest
class ReviseOfferingTests {

    private static final java.util.concurrent.atomic.AtomicInteger NEXT = new java.util.concurrent.atomic.AtomicInteger(1);

    @Autowired ReviseOffering revise;
    @Autowired ChoosePlace choose;
    @Autowired KeepTerm keep;
    @Autowired OfferProgram offer;
    @Autowired Market market;
    @Autowired Offerings offerings;
    @Autowired SelectionAudit audit;
    @Autowired Participations participations;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Cast.Place county;
    private Cast.Place school;
    private Actor office;
    private TermId term;

    @BeforeEach
    void openATerm() {
        county = cast.county();
        school = cast.school(county);
        office = cast.administrator(county);
        term = offered.term(county, 3);
    }

    @Test
    void everythingChangesWhileNobodyHasChosen() {
        var id = offered.online(term, county, 5, 0);
        var meetings = Meetings.typed("2031-03-15 09:00~12:00").orElseThrow();

        assertThat(revise.revise(office, id, revised("Another name", "6.00", "30.00", meetings))).isTrue();
        assertThat(revise.revise(office, id, revised("Another name", "6.00", "30", meetings))).isFalse();

        var row = market.row(teacher(), id);
        assertThat(row.title()).isEqualTo("Another name");
        assertThat(row.offering().hours()).isEqualTo(CreditHours.of("6.00"));
        assertThat(row.offering().meetings()).isEqualTo(meetings);
        assertThat(market.rows(teacher(), keep.require(office, term), new Market.Question("another", null, false), null, 10).items()).hasSize(1);
    }

    @Test
    void hoursPriceAndMeetingsStayForThoseWhoHaveChosenAndTheyAreNamed() {
        var id = offered.online(term, county, 1, 1);
        var first = teacher();
        var second = teacher();
        choose.choose(first, id);
        choose.choose(second, id);

        for (var to : List.of(revised(null, "5.00", "20.00", Meetings.NONE), revised(null, "4.00", "21.00", Meetings.NONE),
            revised(null, "4.00", "20.00", Meetings.typed("2031-03-15 09:00~12:00").orElseThrow()))) {
            var refused = catchThrowableOfType(Refused.class, () -> revise.revise(office, id, to));
            assertThat(refused.verdict().unmet()).singleElement().satisfies(it -> {
                assertThat(it.code()).isEqualTo("selection.revise.chosen");
                assertThat(it.arguments()).containsExactly(2, List.of(first.personName(), second.personName()));
            });
        }
        assertThatThrownBy(() -> db.sql("update selection.offering set hours = 9 where offering_id = :id").param("id", id.value()).update()).isInstanceOf(DataAccessException.class);
        assertThat(revise.revise(office, id, revised("New name", "4.00", "20.00", Meetings.NONE))).isTrue();
        assertThat(catchThrowableOfType(Refused.class, () -> revise.revise(office, id, revised("x".repeat(500), "4.00", "20.00", Meetings.NONE))).verdict().conditions())
            .filteredOn(Condition::met).extracting(Condition::code).contains("selection.revise.free");
        assertThat(market.row(first, id).title()).isEqualTo("New name");
    }

    @Test
    void whoHasAPlaceOrWaitsLosesItWithAMessageWhenItIsWithdrawn() {
        var id = offered.online(term, county, 2, 1);
        var program = offering(id).program();
        var taken = teacher();
        var started = teacher();
        var waits = teacher();
        List.of(taken, started, waits).forEach(it -> choose.choose(it, id));
        db.sql("update enrollment.participation set started_at = now() where teacher_id = :t and program_id = :p").param("t", started.teacher().value())
            .param("p", program.value()).update();

        assertThatThrownBy(() -> revise.withdraw(office, id, " ")).isInstanceOf(Refused.class);
        assertThat(revise.withdraw(office, id, "The lecturer is ill")).isEqualTo(3);
        assertThat(revise.withdraw(office, id, "The lecturer is ill")).isZero();

        assertThat(rules(taken)).containsExactly("selection.withdrawn.taken");
        assertThat(rules(waits)).containsExactly("selection.withdrawn.waiting");
        assertThat(rules(started)).containsExactly("selection.withdrawn.started");
        assertThat(participations.find(taken.teacher(), program)).isEmpty();
        assertThat(participations.find(started.teacher(), program)).isPresent();
        assertThat(offering(id).seats()).extracting(Offering.Seats::places, Offering.Seats::taken, Offering.Seats::waiting).containsExactly(0, 0, 0);
        assertThat(market.offered(keep.require(office, term), new Market.Question(null, null, false), null, 10).items()).isEmpty();
        assertThatThrownBy(() -> market.row(taken, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> choose.choose(taken, id)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> keep.change(office, id, "5", "0")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> revise.revise(office, id, revised(null, "4.00", "20.00", Meetings.NONE))).isInstanceOf(Refused.class);
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(id.toString()));
        assertThat(db.sql("select act from audit.entry where target = :t order by at, id").param("t", "term:" + term).query(String.class).list()).containsExactly("selection.withdraw");
    }

    @Test
    void whatWasWithdrawnIsOfferedAnewAndChosenAgain() {
        var id = offered.online(term, county, 1, 0);
        var teacher = teacher();
        choose.choose(teacher, id);
        revise.withdraw(office, id, "No room");

        var again = offered.online(term, offering(id).program(), 3);

        assertThat(again).isEqualTo(id);
        assertThat(choose.choose(teacher, id).state()).isEqualTo(Choice.State.SELECTED);
        assertThatThrownBy(() -> offered.online(term, offering(id).program(), 3)).isInstanceOf(Refused.class);
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(id.toString()));
    }

    @Test
    void whoChoosesWhileItIsWithdrawnHasAPlaceNowhere() throws Exception {
        for (var round = 0; round < 4; round++) {
            var id = offered.online(term, county, 30, 10);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var wishes = IntStream.range(0, 20).mapToObj(_ -> teacher()).toList().stream().map(it -> threads.submit(() -> {
                    try {
                        choose.choose(it, id);
                    } catch (Refused e) {
                        assertThat(e.verdict().unmet()).extracting("code").containsExactly("selection.room");
                    }
                    return true;
                })).toList();
                threads.submit(() -> revise.withdraw(office, id, "at the same moment")).get();
                for (var wish : wishes) {
                    wish.get();
                }
            }
            assertThat(db.sql("select count(*) from selection.place where offering_id = :id").param("id", id.value()).query(Integer.class).single()).isZero();
            assertThat(participations(id)).isZero();
            assertThat(audit.findings(false)).noneMatch(it -> it.contains(id.toString()));
        }
    }

    @Test
    void whoIsBeingChangedLongerThanALockIsWaitedForIsWaitedForByAWithdrawalSentTwice() throws Exception {
        var id = offered.online(term, county, 3, 0);
        var people = List.of(teacher(), teacher(), teacher());
        people.forEach(it -> choose.choose(it, id));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = transaction.execute(_ -> {
                lock(people.get(1));
                var sent = IntStream.range(0, 2).mapToObj(_ -> threads.submit(() -> revise.withdraw(office, id, "The lecturer is ill"))).toList();
                db.sql("select pg_sleep(3.5)").query(_ -> {});
                return sent;
            });
            assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(3, 0);
        }
        people.forEach(it -> assertThat(rules(it)).containsExactly("selection.withdrawn.taken"));
        assertThat(participations(id)).isZero();
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(id.toString()));
    }

    @Test
    void nothingIsWithdrawnWhileSomebodyIsBeingChangedAllTheTime() {
        var id = offered.online(term, county, 3, 0);
        var busy = teacher();
        var beginning = teacher();
        List.of(busy, beginning).forEach(it -> choose.choose(it, id));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Runnable other : List.<Runnable>of(() -> lock(busy),
                () -> db.sql("select 1 from enrollment.participation where teacher_id = :t for update").param("t", beginning.teacher().value()).query(_ -> {}),
                () -> db.sql("select 1 from selection.offering where offering_id = :id for update").param("id", id.value()).query(_ -> {}))) {
                transaction.executeWithoutResult(_ -> {
                    other.run();
                    assertThat(threads.submit(() -> catchThrowableOfType(Problem.class, () -> revise.withdraw(office, id, "The lecturer is ill", Duration.ZERO))))
                        .succeedsWithin(Duration.ofMinutes(1)).satisfies(it -> assertThat(it.status()).isEqualTo(409)).extracting(Problem::code).isEqualTo("selection.withdraw.busy");
                });
            }
        }
        assertThat(offering(id).seats()).extracting(Offering.Seats::places, Offering.Seats::taken).containsExactly(3, 2);
        assertThat(participations(id)).isEqualTo(2);
        assertThat(rules(busy)).isEmpty();
        assertThat(revise.withdraw(office, id, "The lecturer is ill", Duration.ZERO)).isEqualTo(2);
    }

    private void lock(Actor actor) {
        db.sql("select 1 from directory.teacher where teacher_id = :t for update").param("t", actor.teacher().value()).query(_ -> {});
    }

    @Test
    void whoWorksForSomebodyElseByNowIsCountedAndNotNamed() {
        var id = offered.online(term, county, 2, 0);
        var gone = teacher();
        var here = teacher();
        List.of(here, gone).forEach(it -> choose.choose(it, id));
        db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", cast.school().id().value()).param("t", gone.teacher().value()).update();

        assertThat(catchThrowableOfType(Refused.class, () -> revise.revise(office, id, revised(null, "5.00", "20.00", Meetings.NONE))).verdict().unmet()).singleElement()
            .satisfies(it -> assertThat(it.arguments()).containsExactly(2, List.of(here.personName())));
        assertThat(catchThrowableOfType(Refused.class, () -> keep.change(office, id, "0", "0")).verdict().unmet().getFirst().arguments()).containsExactly(0, 2, List.of(here.personName()));
    }

    @Test
    void theTrailSaysWhatItWasBefore() {
        var id = offered.online(term, county, 5, 1);
        revise.revise(office, id, revised("Another name", "6.00", "30.00", Meetings.NONE));
        keep.change(office, id, "7", "2");
        revise.withdraw(office, id, "No room");

        assertThat(db.sql("select act || ' ' || concat_ws(' ', before ->> 'hours', before ->> 'price', before ->> 'places', before ->> 'waiting') from audit.entry where target = :t order by at, id")
            .param("t", "term:" + term).query(String.class).list()).containsExactly("selection.revise 4.00 20.00", "selection.places 5 1", "selection.withdraw 7 2");
    }

    @Test
    void whoMovesUpAndWhoLosesHisPlaceAreToldWhatTheCourseIsCalledInTheTerm() {
        var id = offered.online(term, county, 1, 1);
        revise.revise(office, id, revised("Called so in this term", "4.00", "20.00", Meetings.NONE));
        var first = teacher();
        var second = teacher();
        List.of(first, second).forEach(it -> choose.choose(it, id));

        choose.giveBack(first, id);
        revise.withdraw(office, id, "The lecturer is ill");

        assertThat(db.sql("select rule || ' ' || (arguments -> 0 ->> 'text') from messaging.message where teacher_id = :id order by id").param("id", second.teacher().value()).query(String.class).list())
            .containsExactly("selection.promoted Called so in this term", "selection.withdrawn.taken Called so in this term");
    }

    @Test
    void placesThatAreChangedWhileItIsWithdrawnAreRefused() throws Exception {
        var id = offered.online(term, county, 5, 0);

        assertThat(beside(() -> revise.withdraw(office, id, "at the same moment"), () -> keep.change(office, id, "5", "0"))).isInstanceOf(Refused.class);

        assertThat(offering(id).seats().places()).isZero();
    }

    /** What comes of an act that has to wait for another one, which is committed then. */
    private Throwable beside(Runnable first, Runnable second) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = transaction.execute(_ -> {
                first.run();
                var other = threads.submit(() -> catchThrowable(second::run));
                while (!other.isDone() && !db.sql("select exists (select from pg_stat_activity a where pg_backend_pid() = any (pg_blocking_pids(a.pid)))").query(Boolean.class).single()) {
                    Thread.onSpinWait();
                }
                return other;
            });
            return waiting.get();
        }
    }

    @Test
    void anotherAuthorityFindsNothingToKeep() {
        var id = offered.online(term, county, 5, 0);
        for (var other : List.of(cast.administrator(cast.county()), cast.administrator(school), teacher())) {
            assertThatThrownBy(() -> revise.withdraw(other, id, "mine")).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> revise.revise(other, id, revised(null, "4.00", "20.00", Meetings.NONE))).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void hoursAreReadAsPeopleTypeThemAndWrittenSo() {
        assertThat(Meetings.typed("2026-03-15 9:00～12:00；2026-03-16 14:00-2026-03-17 8:30").orElseThrow().written())
            .isEqualTo("2026-03-15 09:00~12:00, 2026-03-16 14:00~2026-03-17 08:30");
        assertThat(Meetings.typed(" ").orElseThrow()).isEqualTo(Meetings.NONE);
        for (var wrong : List.of("soon", "2026-02-30 09:00~10:00", "2026-03-15 10:00~09:00", "2026-03-15 25:00~26:00", "2026-03-15 09:00~11:00, 2026-03-15 10:00~12:00")) {
            assertThat(Meetings.typed(wrong)).as(wrong).isEmpty();
        }
        assertThat(Duration.ofHours(3)).isEqualTo(Duration.between(Meetings.typed("2026-03-15 09:00~12:00").orElseThrow().meetings().getFirst().from(),
            Meetings.typed("2026-03-15 09:00~12:00").orElseThrow().meetings().getFirst().to()));
    }

    private static ReviseOffering.Revised revised(String title, String hours, String price, Meetings meetings) {
        return new ReviseOffering.Revised(title, null, CreditHours.of(hours), new BigDecimal(price), meetings);
    }

    private int participations(OfferingId id) {
        return db.sql("select count(*) from enrollment.participation where program_id = :p").param("p", offering(id).program().value()).query(Integer.class).single();
    }

    private List<String> rules(Actor actor) {
        return db.sql("select rule from messaging.message where teacher_id = :id").param("id", actor.teacher().value()).query(String.class).list();
    }

    private Offering offering(OfferingId id) {
        return offerings.find(Set.of(id)).get(id);
    }

    private Actor teacher() {
        return cast.actor(cast.aPerson().at(school).name("某" + (char) ('一' + NEXT.getAndIncrement())).save());
    }
}
