package org.xingtan.selection;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.program.ProgramDetail;

/** Use cases: whoever keeps a term of his authority offers programs in it and changes their places. Who keeps it is decided here. */
@Component
public class KeepTerm {

    private final Access access;
    private final Terms terms;
    private final Offerings offerings;
    private final DefineTerm define;
    private final Acts acts;

    KeepTerm(Access access, Terms terms, Offerings offerings, DefineTerm define, Acts acts) {
        this.access = access;
        this.terms = terms;
        this.offerings = offerings;
        this.define = define;
        this.acts = acts;
    }

    /** What changes offerings, and the trail that tells of it. */
    @Component
    record Acts(OfferProgram offer, ChangePlaces change, AuditTrail trail) {}

    /** @throws NotFound when the actor keeps no terms anywhere */
    public List<Term> terms(Actor actor) {
        var scope = access.scope(actor, Task.MANAGE_PROGRAMS);
        if (scope.isEmpty()) {
            throw new NotFound("terms");
        }
        return terms.all().values().stream().filter(term -> scope.contains(term.ownerPath())).toList();
    }

    /** @throws NotFound when there is none, or none of the actor's */
    public Term require(Actor actor, TermId id) {
        var term = Optional.ofNullable(terms.current(List.of(id)).get(id)).orElseThrow(() -> new NotFound(id));
        access.require(actor, Task.MANAGE_PROGRAMS, term.owner());
        return term;
    }

    /** What is offered, as it was typed. */
    public record Offer(@Nullable String program, @Nullable String category, @Nullable String hours, @Nullable String price, @Nullable String places, @Nullable String waiting) {}

    @Transactional
    public void offer(Actor actor, TermId id, Offer offer) {
        require(actor, id);
        Verdict.of(
            Condition.of("selection.offer.hours", matches(offer.hours(), "[0-9]{1,3}([.][0-9]{1,2})?") && !matches(offer.hours(), "0+([.]0+)?")),
            Condition.of("selection.offer.price", matches(offer.price(), "[0-9]{1,5}([.][0-9]{1,2})?")),
            Condition.of("selection.offer.places", isCount(offer.places()) && isCount(offer.waiting()))).orRefuse();
        offer(actor, OfferProgram.Definition.online(id, ProgramId.of(text(offer.program())), text(offer.category()), CreditHours.of(text(offer.hours())),
            new BigDecimal(text(offer.price())), Integer.parseInt(text(offer.places())), Integer.parseInt(text(offer.waiting()))));
    }

    /** @throws NotFound when neither the term nor the program is the actor's @throws org.xingtan.platform.Refused with every condition that is not met */
    @Transactional
    public OfferingId offer(Actor actor, OfferProgram.Definition offer) {
        return offer(actor, offer.term(), List.of(offer.called(null))).getFirst();
    }

    /** Many in one term: all of them or none. @return in their order */
    @Transactional
    public List<OfferingId> offer(Actor actor, TermId id, List<OfferProgram.Named> offers) {
        require(actor, id);
        if (!define.stays(id)) {
            throw new NotFound(id);
        }
        var known = acts.offer.known(offers);
        known.values().stream().map(ProgramDetail::owner).distinct().forEach(it -> access.require(actor, Task.MANAGE_PROGRAMS, it));
        var made = acts.offer.offer(offers, known);
        record(actor, "selection.offer", id, IntStream.range(0, made.size()).mapToObj(i -> new AuditTrail.Change(null, offers.get(i).facts(made.get(i)))).toList());
        return made;
    }

    /**
     * Until the transaction ends nobody changes or chooses what the term offers, or has offered, of some programs. Whoever changes several offerings
     * asks for all of them at once, so that nobody waits for another one in a circle.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Actor actor, TermId id, Collection<ProgramId> of) {
        require(actor, id);
        offerings.hold(id, of);
    }

    /**
     * Places as somebody has typed them.
     *
     * @param shown print of what stood in the form; null to change whatever stands there by now
     */
    public record Places(@Nullable String places, @Nullable String waiting, @Nullable String shown) {

        public static String print(int places, int waiting) {
            return places + "/" + waiting;
        }

        /** Whether somebody else has changed them since, and not into the same. */
        boolean isOvertaken(Offering now) {
            var print = print(now.seats().places(), now.waitingPlaces());
            return !text(shown).isEmpty() && !text(shown).equals(print) && !print.equals(text(places) + "/" + text(waiting));
        }
    }

    /** @return false when they are otherwise than shown by now: then nothing was changed */
    @Transactional
    public boolean change(Actor actor, OfferingId id, Places typed) {
        var offering = require(actor, id);
        offerings.hold(offering.term(), List.of(offering.program()));
        if (typed.isOvertaken(require(actor, id))) {
            return false;
        }
        change(actor, id, typed.places(), typed.waiting());
        return true;
    }

    /** @throws NotFound when there is none, or none in a term of the actor's */
    public Offering require(Actor actor, OfferingId id) {
        var offering = Optional.ofNullable(offerings.find(Set.of(id)).get(id)).orElseThrow(() -> new NotFound(id));
        require(actor, offering.term());
        return offering;
    }

    /** Places of an offering that nobody has chosen, and how many may wait. */
    public record Room(OfferingId offering, int before, int waitingBefore, int places, int waiting) {

        private AuditTrail.Change change() {
            return new AuditTrail.Change(Map.of("places", before, "waiting", waitingBefore),
                Map.of("offering", offering.toString(), "places", String.valueOf(places), "waiting", String.valueOf(waiting), "promoted", 0));
        }
    }

    /** Several that are held already: nobody can have chosen them meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(Actor actor, TermId id, List<Room> rooms) {
        require(actor, id);
        acts.change.change(rooms);
        record(actor, "selection.places", id, rooms.stream().map(Room::change).toList());
    }

    /** @return how many got a place by it */
    @Transactional
    public int change(Actor actor, OfferingId id, @Nullable String places, @Nullable String waiting) {
        var offering = require(actor, id);
        Verdict.of(Condition.of("selection.offer.places", isCount(places) && isCount(waiting))).orRefuse();
        var promoted = acts.change.change(id, Integer.parseInt(text(places)), Integer.parseInt(text(waiting)));
        record(actor, "selection.places", offering.term(), Map.of("places", offering.seats().places(), "waiting", offering.waitingPlaces()),
            Map.of("offering", id.toString(), "places", text(places), "waiting", text(waiting), "promoted", promoted));
        return promoted;
    }

    /** @param before what it changed, as it was */
    void record(Actor actor, String act, TermId id, Map<String, Object> before, Map<String, Object> facts) {
        acts.trail.record(actor, act, "term:" + id, Objects.requireNonNull(terms.current(List.of(id)).get(id)).ownerPath(), before, facts);
    }

    /** The same act on several of its offerings. */
    void record(Actor actor, String act, TermId id, List<AuditTrail.Change> changes) {
        if (!changes.isEmpty()) {
            acts.trail.record(actor, act, "term:" + id, Objects.requireNonNull(terms.current(List.of(id)).get(id)).ownerPath(), changes);
        }
    }

    private static boolean isCount(@Nullable String text) {
        return matches(text, "[0-9]{1,6}");
    }

    private static boolean matches(@Nullable String text, String pattern) {
        return text(text).matches(pattern);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
