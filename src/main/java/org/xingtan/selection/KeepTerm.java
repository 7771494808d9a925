package org.xingtan.selection;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.program.ProgramDetail;

/** Use case: somebody in charge keeps the terms of his authority and what is offered in them. */
@Component
public class KeepTerm {

    private static final int LONGEST_REASON = 200;
    private static final Set<Window.Kind> KINDS = Set.of(Window.Kind.SELECT, Window.Kind.MAKEUP, Window.Kind.LEARN);

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
    record Acts(OfferProgram offer, ChangePlaces change, AuditTrail trail, ObjectProvider<DefineTerm.Drafts> drafts) {}

    /** @throws NotFound when the actor keeps no terms anywhere */
    List<Term> terms(Actor actor) {
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

    @Transactional
    public TermId define(Actor actor, DefineTerm.Form form) {
        var definition = form.definition();
        access.require(actor, Task.MANAGE_PROGRAMS, definition.owner());
        var id = define.define(definition);
        record(actor, "selection.define", id, Map.of("code", definition.code(), "title", definition.title().chinese(), "most", definition.most()));
        return id;
    }

    /**
     * What was written wrong is put right: everything of a draft; of a published term its names, its notice and a higher limit, with a reason. As it is
     * already, nothing happens.
     *
     * @throws org.xingtan.platform.Refused with everything that stands against it, also that somebody else has changed it since
     */
    @Transactional
    public void correct(Actor actor, TermId id, DefineTerm.Correction typed) {
        var term = held(actor, id);
        var to = typed.of(term);
        if (typed.isReadable() && to.equals(term)) {
            return;
        }
        typed.verdict(term, define.isUsed(term.owner(), to.code(), id)).orRefuse();
        define.correct(to);
        record(actor, "selection.correct", id, facts(term), facts(to, text(typed.reason())));
    }

    /**
     * A draft is thrown away with all it would have offered; its programs are for everybody again unless they are offered elsewhere. Gone already
     * is gone.
     *
     * @throws org.xingtan.platform.Refused when it was published
     */
    @Transactional
    public void discard(Actor actor, TermId id) {
        terms(actor);
        define.lockWhole(id);
        if (!terms.current(List.of(id)).containsKey(id)) {
            return;
        }
        var term = require(actor, id);
        Verdict.of(Condition.of("selection.term.draft", !term.published())).orRefuse();
        var programs = offerings.programs(id);
        record(actor, "selection.discard", id, facts(term), Map.of("offerings", programs.stream().map(ProgramId::toString).sorted().toList()));
        acts.drafts.forEach(it -> it.discard(id));
        define.discard(id);
        acts.offer.release(programs);
    }

    /** Nobody else changes it until the transaction ends. */
    private Term held(Actor actor, TermId id) {
        require(actor, id);
        define.lock(id);
        return require(actor, id);
    }

    private static Map<String, Object> facts(Term term) {
        return Map.of("code", term.code(), "title", term.title().chinese(), "titleEn", Objects.requireNonNullElse(term.title().english(), ""),
            "notice", Objects.requireNonNullElse(term.notice(), ""), "most", term.most());
    }

    private static Map<String, Object> facts(Term term, String reason) {
        var facts = new HashMap<>(facts(term));
        facts.put("reason", reason);
        return facts;
    }

    @Transactional
    public void publish(Actor actor, TermId id) {
        var term = held(actor, id);
        if (!term.published()) {
            define.publish(id);
            record(actor, "selection.publish", id, Map.of("code", term.code()));
        }
    }

    /** A window that is set anew says why; set again as it is, nothing happens. */
    @Transactional
    public void set(Actor actor, TermId id, Window.Kind kind, Days days) {
        var term = held(actor, id);
        if (!KINDS.contains(kind)) {
            throw new NotFound(kind);
        }
        var window = DefineTerm.Form.window(kind, days.first(), days.last());
        var reason = days.reason() == null ? "" : days.reason().strip();
        var known = term.windows().stream().filter(it -> it.kind() == kind).findFirst();
        if (window.isPresent() && window.equals(known)) {
            return;
        }
        Verdict.of(Condition.of("selection.window.days", window.isPresent()),
            Condition.of("selection.window.reason", known.isEmpty() || !reason.isEmpty() && reason.length() <= LONGEST_REASON, LONGEST_REASON)).orRefuse();
        define.set(id, window.orElseThrow(), reason);
        record(actor, "selection.window", id, Map.of("kind", kind.name(), "opens", window.get().opens().toString(), "closes", window.get().closes().toString(), "reason", reason));
    }

    /**
     * A window that nobody has chosen in is taken away, with a reason. Gone already is gone.
     *
     * @throws org.xingtan.platform.Refused when somebody has or waits for a place since then, and says who
     */
    @Transactional
    public void remove(Actor actor, TermId id, Window.Kind kind, @Nullable String typed) {
        var known = held(actor, id).windows().stream().filter(it -> it.kind() == kind).findFirst();
        if (known.isEmpty()) {
            return;
        }
        var reason = text(typed);
        var chosen = kind == Window.Kind.LEARN ? DefineTerm.Chosen.NOBODY : define.chosenIn(id, known.get());
        Verdict.of(Condition.of("selection.window.chosen", chosen.people() == 0, chosen.people(), chosen.names()),
            Condition.of("selection.window.reason", !reason.isEmpty() && reason.length() <= LONGEST_REASON && StorableText.is(reason), LONGEST_REASON)).orRefuse();
        define.remove(id, known.get(), reason);
        record(actor, "selection.window.remove", id, Map.of("kind", kind.name(), "opens", known.get().opens().toString(), "closes", known.get().closes().toString(), "reason", reason));
    }

    record Days(@Nullable String first, @Nullable String last, @Nullable String reason) {}

    /** What is offered, as it was typed. */
    record Offer(@Nullable String program, @Nullable String category, @Nullable String hours, @Nullable String price, @Nullable String places, @Nullable String waiting) {}

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
        var offering = offered(actor, id);
        offerings.hold(offering.term(), List.of(offering.program()));
        if (typed.isOvertaken(offered(actor, id))) {
            return false;
        }
        change(actor, id, typed.places(), typed.waiting());
        return true;
    }

    /** @throws NotFound when there is none, or none in a term of the actor's */
    Offering offered(Actor actor, OfferingId id) {
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
        var offering = offered(actor, id);
        Verdict.of(Condition.of("selection.offer.places", isCount(places) && isCount(waiting))).orRefuse();
        var promoted = acts.change.change(id, Integer.parseInt(text(places)), Integer.parseInt(text(waiting)));
        record(actor, "selection.places", offering.term(), Map.of("places", offering.seats().places(), "waiting", offering.waitingPlaces()),
            Map.of("offering", id.toString(), "places", text(places), "waiting", text(waiting), "promoted", promoted));
        return promoted;
    }

    void record(Actor actor, String act, TermId id, Map<String, Object> facts) {
        record(actor, act, id, null, facts);
    }

    /** @param before what it changed, as it was; null where there was nothing */
    void record(Actor actor, String act, TermId id, @Nullable Map<String, Object> before, Map<String, Object> facts) {
        var term = Objects.requireNonNull(terms.current(List.of(id)).get(id));
        acts.trail.record(actor, act, "term:" + id, term.ownerPath(), before, facts);
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
