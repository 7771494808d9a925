package org.xingtan.selection;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Fixture;

/** Terms and offerings of a test: every call makes new ones. */
@Fixture
class Offered {

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private final DefineTerm terms;
    private final OfferProgram offer;
    private final Curriculum curriculum;
    private final Clock clock;

    Offered(DefineTerm terms, OfferProgram offer, Curriculum curriculum, Clock clock) {
        this.terms = terms;
        this.offer = offer;
        this.curriculum = curriculum;
        this.clock = clock;
    }

    /** A published term whose round of selection is open from yesterday to tomorrow. */
    TermId term(Cast.Place owner, int most) {
        return term(owner, most, Duration.ofDays(-1), Duration.ofDays(1));
    }

    TermId term(Cast.Place owner, int most, Duration opens, Duration closes) {
        var id = draft(owner, most, opens, closes);
        terms.publish(id);
        return id;
    }

    /** One that is not published. */
    TermId draft(Cast.Place owner, int most) {
        return draft(owner, most, Duration.ofDays(-1), Duration.ofDays(1));
    }

    private TermId draft(Cast.Place owner, int most, Duration opens, Duration closes) {
        var now = clock.instant();
        return terms.define(new DefineTerm.Definition(owner.id(), "22%04d期".formatted(NEXT.getAndIncrement()), new Localized("学期", "Term"), "穗教〔2022〕1号", most,
            List.of(new Window(Window.Kind.SELECT, now.plus(opens), now.plus(closes)))));
    }

    OfferingId online(TermId term, ProgramId program, int places) {
        return offer.offer(OfferProgram.Definition.online(term, program, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, places, 0));
    }

    OfferingId online(TermId term, Cast.Place owner, int places, int waiting) {
        return offer.offer(OfferProgram.Definition.online(term, program(owner), "PROFESSIONAL", CreditHours.of("4.00"), new BigDecimal("20.00"), places, waiting));
    }

    OfferingId meeting(TermId term, Cast.Place owner, int places, Duration from, Duration to) {
        var now = clock.instant();
        return offer.offer(new OfferProgram.Definition(term, program(owner), null, null, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, places, 0,
            new Meetings(List.of(new Meetings.Meeting(now.plus(from), now.plus(to))))));
    }

    ProgramId program(Cast.Place owner) {
        return curriculum.aProgram(owner.id()).title("Course " + NEXT.getAndIncrement()).publish().id();
    }
}
