package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.offering.Choosers.Asked;
import org.xingtan.offering.Choosers.Count;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Await;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What is kept of each unit is what the facts say, whatever happens and whoever looks in between. */
@XingtanTest
class ChooserFigureTests extends ChooserSteps {

    private static final int STEPS = 50;

    @Autowired KeepChooserFigures keep;
    @Autowired PlatformTransactionManager transactions;
    @Autowired Organizations organizations;

    private final List<Cast.Place> schools = new ArrayList<>();
    private final List<Actor> people = new ArrayList<>();
    private final List<OfferingId> offerings = new ArrayList<>();
    private final Set<String> chosen = new HashSet<>();
    private final List<ProgramId> over = new ArrayList<>();
    private TermId other;
    private TermId away;

    @BeforeEach
    void begin() {
        var second = cast.under(city, "COUNTY");
        schools.addAll(List.of(school, cast.school(county), cast.school(second), cast.school(second), cast.school(elsewhere), county, second));
        other = term(Duration.ofDays(2), learning(YEAR));
        away = term(elsewhere, Duration.ofDays(2), learning(YEAR));
        over.addAll(List.of(over(city), over(elsewhere)));
        offerings.addAll(List.of(offering("PROFESSIONAL", "20", 2), offering("COMMON", "10", 9), offering(term, ethics, "COMMON", "4", 9),
            offering(other, course.program(city).id(), "PROFESSIONAL", "12", 9), offering(term, over.getFirst(), "PROFESSIONAL", "20", 5),
            offering(away, course.program(elsewhere).id(), "COMMON", "10", 9), offering(away, over.getLast(), "PROFESSIONAL", "20", 9)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isWhatTheFactsSayWhateverHappens(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 12; i++) {
            people.add(teacher(any(schools, random)));
        }
        for (var step = 0; step < STEPS; step++) {
            happens(random.nextInt(11), random);
            var unit = any(List.of(city, county, school), random);
            var asked = asked(unit);
            if (random.nextInt(4) > 0) {
                assertThat(counts(asked)).as("seed %s, step %s, %s", seed, step, unit.kind()).isEqualTo(figures.facts(asked));
                isListed(asked, any(List.of(Which.values()), random));
            } else if (random.nextBoolean()) {
                keepSome(asked, random);
            }
        }
        assertThat(counts(asked(city))).isEqualTo(figures.facts(asked(city)));
        assertThat(sum(asked(city)).people()).isPositive();
    }

    private void happens(int what, Random random) {
        var who = any(people, random);
        switch (what) {
            case 0, 1, 2 -> choose(who, any(offerings, random));
            case 3 -> drop(who);
            case 4 -> earn(who, random.nextBoolean() ? "PROFESSIONAL" : "COMMON", "10", random.nextBoolean() ? ethics : null, Map.of());
            case 5 -> goTo(who, any(schools, random));
            case 6 -> people.add(teacher(any(schools, random)));
            case 7 -> exemptOnce(who);
            case 8 -> nobody(who);
            case 9 -> move(any(schools.subList(1, 4), random), any(schools.subList(5, 7), random));
            default -> decree(random.nextInt(5), random);
        }
    }

    /** What concerns everybody, or nobody but who comes from there. */
    private void decree(int what, Random random) {
        switch (what) {
            case 0 -> ask(any(List.of(city, elsewhere), random), String.valueOf(5 + random.nextInt(20)));
            case 1 -> terms.set(any(List.of(other, away), random), learning(YEAR + random.nextInt(2)), "later");
            case 2 -> extend(any(over, random));
            case 3 -> offering(term(elsewhere, Duration.ofDays(2), learning(YEAR)), course.program(elsewhere).id(), "PROFESSIONAL", "20", 5);
            default -> offering(draft(county, Duration.ofDays(2), learning(YEAR)), course.program(county).id(), "PROFESSIONAL", "20", 5);
        }
    }

    private void choose(Actor who, OfferingId what) {
        if (isOffered(what, who) && chosen.add(who.teacher() + " " + what)) {
            course.choose(who, what);
        }
    }

    private boolean isOffered(OfferingId what, Actor who) {
        return db.sql("""
                select exists (select from selection.offering f join selection.term t on t.id = f.term_id join directory.organization o on o.id = t.owner_id
                                 join directory.person_card p on p.organization_path <@ o.path
                                where f.offering_id = :what and p.teacher_id = :who)
                """)
            .param("what", what.value()).param("who", who.teacher().value()).query(Boolean.class).single();
    }

    private void drop(Actor who) {
        transaction.executeWithoutResult(_ -> {
            db.sql("delete from selection.place where teacher_id = :who").param("who", who.teacher().value()).update();
            db.sql("update selection.selection set state = 'DROPPED', dropped_at = now() where teacher_id = :who and state <> 'DROPPED'").param("who", who.teacher().value()).update();
        });
        chosen.removeIf(it -> it.startsWith(who.teacher().toString()));
    }

    private void exemptOnce(Actor who) {
        if (db.sql("select not exists (select from standing.exemption where teacher_id = :who)").param("who", who.teacher().value()).query(Boolean.class).single()) {
            exempt(who, 1, 6);
        }
    }

    private void isListed(Asked asked, Which which) {
        var listed = new ArrayList<TeacherId>();
        String after = null;
        Choosers.Look look;
        do {
            look = choosers.look(asked, which, after, 3);
            listed.addAll(look.page().items().stream().map(Choosers.Row::teacher).toList());
            after = look.page().next();
        } while (after != null);
        var all = look.all();
        var taken = new ArrayList<TeacherId>();
        transaction.executeWithoutResult(_ -> choosers.each(asked, which, 1000, row -> taken.add(row.teacher())));
        assertThat(listed).as("%s", which).isEqualTo(taken).hasSize(all.of(which));
    }

    /** Whoever counts while somebody has not committed yet does not see it, and what he keeps does not stand. */
    @Test
    void whoIsCountedWhileSomebodyChoosesIsCountedAgain() {
        var teacher = teacher();
        var asked = asked(city);
        var apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(_ -> {
            course.choose(teacher, offerings.get(1));
            assertThat(apart.<Count>execute(_ -> sum(asked)).chosen()).isZero();
        });
        assertThat(sum(asked)).isEqualTo(new Count(1, 1, 0, 0, 1));
    }

    /** One fact after the other, each of which changes the figures by itself. */
    @Test
    void everyKindOfFactIsSeen() {
        var fifteen = offering("PROFESSIONAL", "15", 9);
        var one = teacher();
        after(() -> course.choose(one, fifteen), new Count(1, 1, 0, 0, 1));
        after(() -> common(one), new Count(1, 1, 0, 0, 1));
        after(() -> earn(one, "PROFESSIONAL", "5", null, Map.of()), new Count(1, 1, 0, 0, 0));
        after(() -> drop(one), new Count(1, 0, 0, 1, 1));
        after(() -> exempt(one, 1, 12), new Count(1, 0, 0, 1, 0));
        after(() -> cast.teacher(school), new Count(2, 0, 0, 2, 0));
    }

    /** As whoever loads them or puts them right may do it. */
    @Test
    void aYearAndAnEmploymentThatComeAndGoAreSeen() {
        var one = teacher();
        after(() -> alter(one, "delete from standing.state where teacher_id = :who"), new Count(1, 0, 0, 1, 0));
        after(() -> alter(one, "insert into standing.state (teacher_id, year, jurisdiction) values (:who, :year, :city)"), new Count(1, 0, 0, 1, 1));
        after(() -> alter(one, "update directory.employment set organization_id = :other where teacher_id = :who"), new Count(1, 0, 0, 1, 1));
        after(() -> alter(one, "delete from directory.employment where teacher_id = :who"), Count.NOBODY);
    }

    private void move(Cast.Place unit, Cast.Place where) {
        transaction.executeWithoutResult(_ -> organizations.move(unit.id(), where.id()));
    }

    @Test
    void aUnitThatGoesElsewhereIsAddedUpThere() {
        teacher(schools.get(1));
        settle(asked(city));
        assertThat(counts(asked(city))).containsOnlyKeys(county.path());
        move(schools.get(1), schools.get(6));
        assertThat(counts(asked(city))).isEqualTo(Map.of(schools.get(6).path(), new Count(1, 0, 0, 1, 1)));
        assertThat(counts(asked(county))).isEmpty();
    }

    /** Whoever adds up while somebody has not committed yet does so by the tree as it was. */
    @Test
    void whatIsAddedUpWhileAUnitIsMovedIsAddedUpAgain() {
        teacher(schools.get(1));
        var apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(_ -> {
            organizations.move(schools.get(1).id(), schools.get(6).id());
            Await.until(() -> Boolean.TRUE.equals(apart.<Boolean>execute(_ -> {
                assertThat(counts(asked(city))).containsOnlyKeys(county.path());
                return sums() > 0;
            })));
        });
        assertThat(counts(asked(city))).isEqualTo(Map.of(schools.get(6).path(), new Count(1, 0, 0, 1, 1)));
    }

    /** Also by who knows nothing of sums. */
    @Test
    void whateverIsDoneToAFigureTakesTheSumsAboveItAlong() {
        for (var what : List.of("delete from offering.figure where term_id = :term and organization_id = :school", "update offering.figure set day = day - 1 where term_id = :term and organization_id = :school", """
                insert into offering.figure (term_id, year, organization_id, day, basis, people, chosen, waiting, nothing, lacking)
                select f.term_id, f.year, o.id, f.day, f.basis, 0, 0, 0, 0, 0
                  from offering.figure f cross join directory.organization o
                 where f.term_id = :term and f.organization_id = :school and o.id = :opened
                on conflict (term_id, year, organization_id) do update set day = excluded.day
                """)) {
            addUp();
            var opened = cast.school(county);
            transaction.executeWithoutResult(alone -> {
                alone.setRollbackOnly();
                db.sql("select pg_advisory_xact_lock(hashtextextended('offering.figure', 0))").query(_ -> {});
                assertThat(sums()).as("nobody is there yet").isOne();
                assertThat(db.sql(what).param("term", term.value()).param("school", school.id().value()).param("opened", opened.id().value()).update()).isOne();
                assertThat(sums()).as(what).isZero();
            });
        }
    }

    private void addUp() {
        settle(asked(city));
        Await.until(() -> {
            counts(asked(city));
            return sums() == 1;
        });
    }

    private int sums() {
        return db.sql("select count(*) from offering.sum where term_id = :term and organization_id = :city").param("term", term.value()).param("city", city.id().value()).query(Integer.class).single();
    }

    @Test
    void whatIsAddedUpIsReadAsItIsUntilSomethingChanges() {
        var one = teacher();
        addUp();
        db.sql("update offering.sum set waiting = people where term_id = :term").param("term", term.value()).update();
        assertThat(sum(asked(city)).waiting()).as("as it is added up").isOne();
        assertThat(keep.findings(false)).anyMatch(it -> it.contains(asked(city).term().code()) && it.contains(city.path()));
        course.choose(one, offerings.get(1));
        assertThat(sum(asked(city))).isEqualTo(new Count(1, 1, 0, 0, 1));
    }

    private void alter(Actor who, String sql) {
        db.sql(sql).param("who", who.teacher().value()).param("year", YEAR).param("city", city.id().value()).param("other", schools.get(2).id().value()).update();
    }

    private void after(Runnable fact, Count sum) {
        settle(asked(city));
        fact.run();
        assertThat(sum(asked(city))).isEqualTo(sum);
    }

    @Test
    void whatIsKeptIsNotCountedAgainUntilSomethingChanges() {
        var one = teacher();
        var asked = asked(city);
        settle(asked);
        plant(asked);
        assertThat(sum(asked).waiting()).as("as it is kept").isOne();
        course.choose(one, offerings.get(1));
        assertThat(sum(asked)).isEqualTo(new Count(1, 1, 0, 0, 1));
    }

    @Test
    void whereNothingCanBeKeptTheNumbersAreReadAllTheSame() {
        var one = teacher();
        db.sql("alter table offering.figure add constraint full_disk check (term_id <> '" + term + "') not valid").update();
        try {
            course.choose(one, offerings.get(1));
            assertThat(sum(asked(city))).isEqualTo(new Count(1, 1, 0, 0, 1));
            assertThat(db.sql("select count(*) from offering.figure where term_id = :term").param("term", term.value()).query(Integer.class).single()).isZero();
        } finally {
            db.sql("alter table offering.figure drop constraint full_disk").update();
        }
    }

    /** Whoever moves a unit holds it as long as that takes. */
    @Test
    void whoeverLooksDoesNotWaitForWhoeverMovesUnits() {
        teacher();
        var asked = asked(city);
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            db.sql("select 1 from directory.organization where path <@ :path::public.ltree for update").param("path", city.path()).query(_ -> {});
            assertThat(CompletableFuture.supplyAsync(() -> sum(asked)).orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(new Count(1, 0, 0, 1, 1));
        });
    }

    @Test
    void theAuditNamesAFalseFigure() {
        teacher();
        var asked = asked(city);
        settle(asked);
        assertThat(keep.findings(false)).noneMatch(it -> it.contains(asked.term().code()));
        plant(asked);
        assertThat(keep.findings(false)).anyMatch(it -> it.contains(asked.term().code()));
        db.sql("delete from offering.figure where term_id = :term").param("term", term.value()).update();
    }

    /** In the order in which it comes about, or the one without the other. */
    private void keepSome(Asked asked, Random random) {
        if (random.nextBoolean()) {
            figures.letGo();
        }
        figures.keep(asked, 1 + random.nextInt(3));
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
