package org.xingtan.offering;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;
import org.xingtan.program.Owners;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.selection.KeepTerm;
import org.xingtan.selection.Meetings;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.ReviseOffering;
import org.xingtan.selection.Term;
import org.xingtan.selection.TermId;

/** Use cases: whoever keeps a term offers, changes and withdraws, by a form or row by row of a workbook. */
@Component
class KeepOfferings {

    /**
     * What somebody has typed.
     *
     * @param provider a unit's code; empty for the owner of the program
     * @param shown    print of what stood in the form; null to change whatever stands there by now
     */
    public record Form(@Nullable String title, @Nullable String provider, @Nullable String hours, @Nullable String price, @Nullable String meetings, @Nullable String shown) {

        static Form of(OfferedNow.Kept kept, @Nullable OrganizationCard provider) {
            var line = kept.line();
            return new Form(line.title(), provider == null ? null : provider.code(), line.hours(), line.price(), line.meetings(), line.revised().print());
        }
    }

    private final Access access;
    private final KeepTerm terms;
    private final ReviseOffering revise;
    private final OfferedNow now;
    private final Programs programs;
    private final Owners owners;

    KeepOfferings(Access access, KeepTerm terms, ReviseOffering revise, OfferedNow now, Programs programs, Owners owners) {
        this.access = access;
        this.terms = terms;
        this.revise = revise;
        this.now = now;
        this.programs = programs;
        this.owners = owners;
    }

    /** @throws NotFound when it is not the actor's */
    Term term(Actor actor, TermId id) {
        return terms.require(actor, id);
    }

    /** @throws NotFound when it is not in a term of the actor's */
    OfferedNow.Kept kept(Actor actor, OfferingId id) {
        terms.require(actor, id);
        return now.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** Published ones in the actor's charge that people may come into by places. */
    List<ProgramDetail> programs(Actor actor) {
        var scope = access.scope(actor, Task.MANAGE_PROGRAMS);
        return programs.published().stream().filter(it -> it.isForAll() || it.admission() == ProgramDetail.Admission.SELECTION)
            .filter(it -> scope.contains(owners.find(it.owner()).path())).toList();
    }

    /** Those of them that are not offered in the term yet. */
    List<ProgramDetail> offerable(Actor actor, TermId term) {
        var offered = now.programs(term);
        return programs(actor).stream().filter(it -> !offered.contains(it.id())).toList();
    }

    /** What these rows would change stays as it is for everybody else until the transaction ends. */
    void hold(Actor actor, TermId term, List<OfferingLine> lines) {
        terms.hold(actor, term, lines.stream().map(it -> new ProgramId(it.program())).toList());
    }

    void offer(Actor actor, TermId term, List<OfferingLine> lines) {
        if (!lines.isEmpty()) {
            terms.offer(actor, term, lines.stream().map(it -> it.offered(term).called(it.title())).toList());
        }
    }

    /** Where somebody has a place or waits, one after the other: places that are added are given to those who wait. */
    void change(Actor actor, TermId term, List<OfferingPlan.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        revise.revise(actor, term, rows.stream().collect(Collectors.toMap(it -> it.kept().id(), it -> it.line().revised())));
        var places = rows.stream().filter(it -> it.line().places() != it.kept().line().places() || it.line().waiting() != it.kept().line().waiting())
            .collect(Collectors.partitioningBy(it -> it.kept().chosen() > 0));
        places.get(true).forEach(it -> terms.change(actor, it.kept().id(), String.valueOf(it.line().places()), String.valueOf(it.line().waiting())));
        terms.change(actor, term, places.get(false).stream().map(it -> new KeepTerm.Room(it.kept().id(), it.kept().line().places(), it.kept().line().waiting(),
            it.line().places(), it.line().waiting())).toList());
    }

    /** @return false when somebody else has changed it since it was shown: then nothing was changed */
    @Transactional
    public boolean revise(Actor actor, OfferingId id, Form form) {
        var code = text(form.provider);
        if (!code.isEmpty()) {
            now.keepUnits();
        }
        var before = revise.held(actor, id);
        var provider = code.isEmpty() ? null : now.units(List.of(code)).get(code);
        var meetings = Meetings.typed(form.meetings);
        var title = text(form.title);
        Verdict.of(Condition.of("offering.form.provider", code.isEmpty() || provider != null && gives(provider, before), code),
            Condition.of("offering.form.hours", text(form.hours).matches("[0-9]{1,3}([.][0-9]{1,2})?")),
            Condition.of("offering.form.price", text(form.price).matches("[0-9]{1,5}([.][0-9]{1,2})?")),
            Condition.of("offering.form.meetings", meetings.isPresent())).orRefuse();
        var wanted = new ReviseOffering.Revised(title.isEmpty() ? null : title, provider == null ? null : new OrganizationId(provider),
            CreditHours.of(text(form.hours)), new BigDecimal(text(form.price)), meetings.orElseThrow());
        if (!text(form.shown).isEmpty() && !text(form.shown).equals(before.print()) && !wanted.print().equals(before.print())) {
            return false;
        }
        revise.revise(actor, id, wanted);
        return true;
    }

    /** Whoever gives the course already may go on when the unit is closed. */
    private boolean gives(UUID provider, ReviseOffering.Revised before) {
        return new OrganizationId(provider).equals(before.provider()) || now.closed(List.of(provider)).isEmpty();
    }

    /** @return how many had a place or waited */
    int withdraw(Actor actor, OfferingId id, @Nullable String reason) {
        return revise.withdraw(actor, id, reason);
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").strip();
    }
}
