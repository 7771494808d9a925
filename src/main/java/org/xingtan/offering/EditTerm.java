package org.xingtan.offering;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.KeepTerm;
import org.xingtan.selection.Term;
import org.xingtan.selection.TermId;

/** Use cases: somebody in charge makes a term of his authority, puts it right, publishes it, sets its windows, or throws a draft away. */
@Component
class EditTerm {

    private static final int LONGEST_REASON = 200;
    private static final Window EVER = Window.ofDays(Window.Kind.LEARN, LocalDate.of(2000, 1, 1), LocalDate.of(2999, 12, 31));
    private static final Set<Window.Kind> KINDS = Set.of(Window.Kind.SELECT, Window.Kind.MAKEUP, Window.Kind.LEARN);

    private final Access access;
    private final Organizations organizations;
    private final KeepTerm keep;
    private final DefineTerm define;
    private final OfferedNow now;
    private final AuditTrail trail;

    EditTerm(Access access, Organizations organizations, KeepTerm keep, DefineTerm define, OfferedNow now, AuditTrail trail) {
        this.access = access;
        this.organizations = organizations;
        this.keep = keep;
        this.define = define;
        this.now = now;
        this.trail = trail;
    }

    /** The authorities for which the actor may make terms. */
    List<OrganizationCard> owners(Actor actor) {
        return organizations.roots(access.scope(actor, Task.MANAGE_PROGRAMS));
    }

    @Transactional
    public TermId define(Actor actor, TermForm form) {
        var definition = form.definition();
        access.require(actor, Task.MANAGE_PROGRAMS, definition.owner());
        var id = define.define(definition);
        record(actor, "selection.define", keep.require(actor, id), null, Map.of("code", definition.code(), "title", definition.title().chinese(), "most", definition.most()));
        return id;
    }

    /**
     * What was written wrong is put right: everything of a draft; of a published term its names, its notice and a higher limit, with a reason. As it is
     * already, nothing happens.
     *
     * @throws org.xingtan.platform.Refused with everything that stands against it, also that somebody else has changed it since
     */
    @Transactional
    public void correct(Actor actor, TermId id, TermForm.Correction typed) {
        var term = held(actor, id);
        var to = typed.of(term);
        if (typed.isReadable() && to.equals(term)) {
            return;
        }
        typed.verdict(term, define.isUsed(term.owner(), to.code(), id)).orRefuse();
        define.correct(to);
        record(actor, "selection.correct", term, facts(term), facts(to, TermForm.text(typed.reason())));
    }

    /**
     * A draft is thrown away with all it would have offered; its programs are for everybody again unless they are offered elsewhere. Gone already
     * is gone.
     *
     * @throws org.xingtan.platform.Refused when it was published
     */
    @Transactional
    public void discard(Actor actor, TermId id) {
        keep.terms(actor);
        if (!define.lockWhole(id)) {
            return;
        }
        var term = keep.require(actor, id);
        Verdict.of(Condition.of("selection.term.draft", !term.published())).orRefuse();
        record(actor, "selection.discard", term, facts(term), Map.of("offerings", now.programs(id).stream().map(ProgramId::toString).sorted().toList()));
        define.discard(id);
    }

    @Transactional
    public void publish(Actor actor, TermId id) {
        var term = held(actor, id);
        if (!term.published()) {
            define.publish(id);
            record(actor, "selection.publish", term, null, Map.of("code", term.code()));
        }
    }

    /**
     * A window that is set anew says why; set again as it is, nothing happens.
     *
     * @throws org.xingtan.platform.Refused also when people would have less time than they were told
     */
    @Transactional
    public void set(Actor actor, TermId id, Window.Kind kind, TermForm.Days days) {
        var term = held(actor, id);
        if (!KINDS.contains(kind)) {
            throw new NotFound(kind);
        }
        var window = TermForm.window(kind, days.first(), days.last());
        var reason = TermForm.text(days.reason());
        var known = term.windows().stream().filter(it -> it.kind() == kind).findFirst();
        if (window.isPresent() && window.equals(known)) {
            return;
        }
        var conditions = new ArrayList<>(List.of(Condition.of("selection.window.days", window.isPresent()),
            Condition.of("selection.window.reason", known.isEmpty() || !reason.isEmpty() && reason.length() <= LONGEST_REASON, LONGEST_REASON)));
        window.ifPresent(it -> conditions.addAll(define.asTold(term, it)));
        Verdict.of(conditions).orRefuse();
        define.set(id, window.orElseThrow(), reason);
        record(actor, "selection.window", term, null, facts(window.get(), reason));
    }

    /**
     * A window that nobody has chosen in is taken away, with a reason; the time to learn, and what people were told of and is not over, while nobody has chosen at all: without
     * it a term is over with its last window, and nobody waits any more. Gone already is gone.
     *
     * @throws org.xingtan.platform.Refused when somebody has or waits for a place since then, and says who
     */
    @Transactional
    public void remove(Actor actor, TermId id, Window.Kind kind, @Nullable String typed) {
        var term = held(actor, id);
        var known = term.windows().stream().filter(it -> it.kind() == kind).findFirst();
        if (known.isEmpty()) {
            return;
        }
        var reason = TermForm.text(typed);
        var told = define.isCountedOn(term, known.get());
        Verdict.of(free(told ? kind == Window.Kind.LEARN ? "selection.window.learned" : "selection.window.told" : "selection.window.chosen", define.chosenIn(id, told ? EVER : known.get())),
            Condition.of("selection.window.reason", !reason.isEmpty() && reason.length() <= LONGEST_REASON && StorableText.is(reason), LONGEST_REASON)).orRefuse();
        define.remove(id, known.get(), reason);
        record(actor, "selection.window.remove", term, null, facts(known.get(), reason));
    }

    private static Condition free(String otherwise, DefineTerm.Chosen chosen) {
        return chosen.people() == 0 ? Condition.of("selection.window.free", true) : Condition.of(otherwise, false, chosen.people(), chosen.names());
    }

    /** Nobody else changes it until the transaction ends. */
    private Term held(Actor actor, TermId id) {
        keep.require(actor, id);
        define.lock(id);
        return keep.require(actor, id);
    }

    private void record(Actor actor, String act, Term term, @Nullable Map<String, Object> before, Map<String, Object> after) {
        trail.record(actor, act, "term:" + term.id(), term.ownerPath(), before, after);
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

    private static Map<String, Object> facts(Window window, String reason) {
        return Map.of("kind", window.kind().name(), "opens", window.opens().toString(), "closes", window.closes().toString(), "reason", reason);
    }
}
