package org.xingtan.offering;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.offering.Choosers.Asked;
import org.xingtan.offering.Choosers.Count;
import org.xingtan.offering.Choosers.Which;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;
import org.xingtan.selection.TermId;

/** Use case: whoever may see the people of a unit looks at who of them has chosen in a term, and who has not. */
@Component
class LookAtChoosers {

    /** So many terms are offered for looking at; any other is found by its address. */
    static final int TERMS = 50;
    private static final int ROWS = 50;
    private static final int LONGEST_SEARCH = 100;

    /** What the address asks for; read only after the scope is decided. */
    public record Question(@Nullable String organization, @Nullable String term, @Nullable String which, @Nullable String q, @Nullable String year) {

        /** Taken as they are: to bind five texts as a form is bound costs as much as to read fifty people. */
        static Question of(Map<String, String> address) {
            return new Question(address.get("organization"), address.get("term"), address.get("which"), address.get("q"), address.get("year"));
        }
    }

    /** What is asked, decided. */
    record Decided(OrganizationCard unit, List<OfferedTerm> terms, @Nullable Asked asked, Which which) {

        /** @throws NotFound where nothing can be chosen */
        Asked required() {
            if (asked == null) {
                throw new NotFound("term");
            }
            return asked;
        }
    }

    private final Access access;
    private final Organizations organizations;
    private final OfferedTerm.Terms terms;
    private final ChooserPlaces places;
    private final Choosers choosers;
    private final Clock clock;

    LookAtChoosers(Access access, Organizations organizations, OfferedTerm.Terms terms, ChooserPlaces places, Choosers choosers, Clock clock) {
        this.access = access;
        this.organizations = organizations;
        this.terms = terms;
        this.places = places;
        this.choosers = choosers;
        this.clock = clock;
    }

    /** @throws NotFound when the unit is none of the actor's, or the term none of the unit's */
    Decided decide(Actor actor, Task task, Question question) {
        var unit = unit(actor, task, question.organization);
        return decide(unit, terms.at(unit.path(), TERMS), question);
    }

    private Decided decide(OrganizationCard unit, List<OfferedTerm> known, Question question) {
        var asked = asked(unit, known, question);
        var shown = asked == null || known.contains(asked.term()) ? known : Stream.concat(known.stream(), Stream.of(asked.term())).toList();
        return new Decided(unit, shown, asked, which(question.which));
    }

    private OrganizationCard unit(Actor actor, Task task, @Nullable String organization) {
        var id = id(actor, task, organization);
        access.require(actor, task, id);
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** Where nothing is said, where his scope begins. */
    private OrganizationId id(Actor actor, Task task, @Nullable String organization) {
        return organization == null || organization.isEmpty()
            ? organizations.roots(access.scope(actor, task)).stream().findFirst().orElseThrow(() -> new NotFound("choosers")).id() : OrganizationId.of(organization);
    }

    private @Nullable Asked asked(OrganizationCard unit, List<OfferedTerm> known, Question question) {
        var search = question.q == null || question.q.isBlank() ? null : question.q.strip();
        if (search != null && (search.length() > LONGEST_SEARCH || !StorableText.is(search))) {
            throw new Problem(400, "error.malformed");
        }
        if (question.term == null || question.term.isEmpty()) {
            return known.isEmpty() ? null : new Asked(known.getFirst(), year(known.getFirst(), question.year), unit.path(), search);
        }
        var id = TermId.of(question.term);
        var term = known.stream().filter(it -> it.id().equals(id)).findFirst().or(() -> terms.find(unit.path(), id)).orElseThrow(() -> new NotFound(id));
        return new Asked(term, year(term, question.year), unit.path(), search);
    }

    /** A term over new year is asked about for either of its years. */
    private static int year(OfferedTerm term, @Nullable String year) {
        return year == null || year.isEmpty() ? term.year() : term.years().stream().filter(it -> it.toString().equals(year)).findFirst().orElseThrow(() -> new NotFound(year));
    }

    private static Which which(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return Which.ALL;
        }
        return Arrays.stream(Which.values()).filter(it -> it.name().equals(name)).findFirst().orElseThrow(() -> new NotFound(name));
    }

    /** On two ways to the database, however many people there are: what is around the unit; how many of each there are, and a part of the list. */
    ChooserView at(Actor actor, Question question, @Nullable String after) {
        var around = around(actor, id(actor, Task.VIEW_TEACHERS, question.organization));
        var unit = around.place().unit();
        var decided = decide(unit, around.place().terms(), question);
        var place = around.place().with(decided.terms);
        var may = new ChooserView.May(contains(actor, Task.REMIND, unit), contains(actor, Task.CORRECT_HOURS, unit));
        var asked = decided.asked;
        if (asked == null) {
            return new ChooserView(clock.instant(), place, null, 0, decided.which, null, Count.NOBODY, List.of(), new Page<>(List.of(), null), may, Uuids.next());
        }
        var found = choosers.look(asked, decided.which, after, ROWS);
        var parts = around.below().stream().map(child -> new ChooserView.Part(child, found.counts().getOrDefault(child.path(), Count.NOBODY))).filter(it -> it.count().people() > 0).toList();
        return new ChooserView(clock.instant(), place, asked.term(), asked.year(), decided.which, asked.search(), found.all(), parts, found.page(), may, Uuids.next());
    }

    /** What is not his to see is said by whoever keeps the trail of it. */
    private ChooserPlaces.Around around(Actor actor, OrganizationId unit) {
        return places.around(unit, access.scope(actor, Task.VIEW_TEACHERS)).orElseGet(() -> {
            access.require(actor, Task.VIEW_TEACHERS, unit);
            throw new NotFound(unit);
        });
    }

    private boolean contains(Actor actor, Task task, OrganizationCard unit) {
        return access.scope(actor, task).contains(unit.path());
    }
}
