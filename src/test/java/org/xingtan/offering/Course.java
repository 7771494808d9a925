package org.xingtan.offering;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.LoadChoices;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Fixture;

/** Terms, courses and choices of a test: every call makes new ones. */
@Fixture
class Course {

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    /** A program that may be offered. */
    record Made(ProgramId id, String title) {}

    private final DefineTerm terms;
    private final OfferProgram offer;
    private final LoadChoices choices;
    private final Curriculum curriculum;
    private final TransactionTemplate transaction;
    private final JdbcClient db;
    private final Clock clock;

    Course(DefineTerm terms, OfferProgram offer, LoadChoices choices, Curriculum curriculum, TransactionTemplate transaction, JdbcClient db, Clock clock) {
        this.terms = terms;
        this.offer = offer;
        this.choices = choices;
        this.curriculum = curriculum;
        this.transaction = transaction;
        this.db = db;
        this.clock = clock;
    }

    /** A published term whose round of selection is open from yesterday to tomorrow. */
    TermId term(Cast.Place owner, int most) {
        return term(owner, most, Duration.ofDays(-1), Duration.ofDays(1));
    }

    /** Opening and closing, counted from now. */
    TermId term(Cast.Place owner, int most, Duration from, Duration to) {
        var now = clock.instant();
        var id = define(owner, most, List.of(new Window(Window.Kind.SELECT, now.plus(from), now.plus(to))));
        terms.publish(id);
        return id;
    }

    /** One that is not published. */
    TermId draft(Cast.Place owner, int most) {
        var now = clock.instant();
        return define(owner, most, List.of(new Window(Window.Kind.SELECT, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))));
    }

    /** One without a day, that nobody sees yet. */
    TermId unplanned(Cast.Place owner) {
        return define(owner, 3, List.of());
    }

    private TermId define(Cast.Place owner, int most, List<Window> windows) {
        return terms.define(new DefineTerm.Definition(owner.id(), "of%04d".formatted(NEXT.getAndIncrement()), new Localized("学期", "Term"), "穗教〔2022〕1号", most, windows));
    }

    Made program(Cast.Place owner) {
        var title = "Offered course " + NEXT.getAndIncrement();
        return new Made(curriculum.aProgram(owner.id()).title(title).publish().id(), title);
    }

    OfferingId offered(TermId term, ProgramId program, int places, int waiting) {
        return offer.offer(OfferProgram.Definition.online(term, program, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, places, waiting));
    }

    /** A course of its own. */
    OfferingId offered(TermId term, Cast.Place owner, int places, int waiting) {
        return offered(term, program(owner).id(), places, waiting);
    }

    OfferingId offering(TermId term, ProgramId program) {
        return new OfferingId(db.sql("select offering_id from selection.offering where term_id = :t and program_id = :p").param("t", term.value()).param("p", program.value())
            .query(UUID.class).single());
    }

    void choose(Actor actor, OfferingId offering) {
        choose(List.of(actor), offering);
    }

    /** In this order. */
    void choose(List<Actor> actors, OfferingId offering) {
        transaction.executeWithoutResult(_ -> choices.load(actors.stream().map(it -> new LoadChoices.Wanted(it.teacher(), offering, clock.instant())).toList()));
    }
}
