package org.xingtan.validation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.validation.Call.Stage;
import org.xingtan.validation.Dossier.Frozen;
import org.xingtan.validation.Dossier.State;
import org.xingtan.validation.Registrations.Registration;

/** Use case: somebody in charge looks at a year of one person. */
@Component
public class LookAtPerson {

    /** Where a person counts in a year, or was validated, and under which call. */
    record Place(Call call, OrganizationCard unit) {}

    /**
     * A year of one person for whoever is in charge.
     *
     * @param facts      as they are now; null where nobody has looked at him in that year
     * @param acts       whether the reader acts for his unit, and not for one above it
     * @param keeps      whether he acts for his unit or for one above it, or for the authority that asks; whoever does not looks at it alone
     * @param answers    whether the reader may answer what he objects to
     * @param confirms   what keeps whoever acts for it from confirming him; met when he may
     * @param authority  whether the reader may validate again
     * @param corrected  whether hours were corrected, or months exempted, since the year was validated
     */
    public record View(PersonCard person, Call call, Dossier dossier, @Nullable Facts facts, List<Frozen> frozen, List<Dossier.Step> steps, @Nullable Registration registration,
                       boolean acts, boolean keeps, boolean answers, Verdict confirms, boolean self, boolean authority, boolean corrected, Instant asOf) {

        public @Nullable Frozen inForce() {
            return frozen.isEmpty() ? null : frozen.getFirst();
        }

        /** What has come after validation, hours taken back being less than nothing. */
        public BigDecimal after() {
            var frozen = inForce();
            return frozen == null || facts == null ? BigDecimal.ZERO : facts.total().have().value().subtract(frozen.facts().total().have().value());
        }
    }

    private final LookAtUnit units;
    private final Calls calls;
    private final Dossiers dossiers;
    private final People people;
    private final Registrations registrations;
    private final Known known;

    /** What the ledger and the directory say of it, and when. */
    @Component
    record Known(JdbcClient db, Organizations organizations, Clock clock) {}

    LookAtPerson(LookAtUnit units, Calls calls, Dossiers dossiers, People people, Registrations registrations, Known known) {
        this.units = units;
        this.calls = calls;
        this.dossiers = dossiers;
        this.people = people;
        this.registrations = registrations;
        this.known = known;
    }

    /**
     * He is the business of the unit he counts in and of those above it, and of the authority that asks, wherever that unit lies since.
     *
     * @throws NotFound when he is not called in that year, or none of the actor's
     */
    Place place(Actor actor, TeacherId teacher, int year) {
        var place = known.db.sql("""
                select c.id as call, o.id
                  from validation.call c
                  left join standing.state_card s on s.teacher_id = :teacher and s.year = c.year and s.jurisdiction = c.owner_id
                  left join validation.dossier d on d.teacher_id = :teacher and d.year = c.year and d.call_id = c.id and d.state = 'VALIDATED'
                  join directory.organization_card o on o.id = coalesce(d.organization_id, s.organization_id)
                 where c.year = :year and c.published_at is not null
                 order by d.organization_id nulls last
                 limit 1
                """)
            .param("teacher", teacher.value()).param("year", year)
            .query((row, _) -> new Place(calls.find(row.getObject("call", UUID.class)).orElseThrow(),
                known.organizations.find(new OrganizationId(row.getObject("id", UUID.class))).orElseThrow())).optional()
            .orElseThrow(() -> new NotFound(teacher));
        var scope = units.scope(actor);
        if (!scope.contains(place.unit.path()) && !scope.contains(place.call.owner().path())) {
            throw new NotFound(teacher);
        }
        return place;
    }

    /** @throws org.xingtan.platform.Forbidden when it is one of those above that he acts for */
    Place own(Actor actor, TeacherId teacher, int year) {
        var place = place(actor, teacher, year);
        if (!actsFor(actor, teacher, place.unit)) {
            throw LookAtUnit.notYours();
        }
        return place;
    }

    /**
     * For whoever answers an objection: without an answer nobody validates the year.
     *
     * @throws org.xingtan.platform.Forbidden when it is a unit below that has to answer
     */
    Place answering(Actor actor, TeacherId teacher, int year) {
        var place = place(actor, teacher, year);
        if (!answersFor(actor, teacher, place)) {
            throw LookAtUnit.notYours();
        }
        return place;
    }

    /** Who keeps a unit is not confirmed by himself; as he may be alone there, the authority above his unit acts for it as well. */
    private boolean actsFor(Actor actor, TeacherId teacher, OrganizationCard unit) {
        return units.actsFor(actor, unit) || keepers(unit).contains(teacher) && isRightAbove(actor, unit);
    }

    /** Where nobody else keeps the unit, or its time is over, the authority above it answers as well. */
    private boolean answersFor(Actor actor, TeacherId teacher, Place place) {
        return actsFor(actor, teacher, place.unit) || isRightAbove(actor, place.unit)
            && (place.call.window(Stage.UNIT).isOver(known.clock.instant()) || keepers(place.unit).isEmpty());
    }

    private boolean isRightAbove(Actor actor, OrganizationCard unit) {
        return known.organizations.authorityAbove(known.organizations.acting(unit)).filter(it -> units.actsFor(actor, it)).isPresent();
    }

    private Set<TeacherId> keepers(OrganizationCard unit) {
        return known.db.sql("select teacher_id from directory.appointment_card where organization_id = :unit and role = any (:roles)")
            .param("unit", known.organizations.acting(unit).id().value()).param("roles", ValidationDuties.KEEPERS)
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).set();
    }

    /** @param until the last year of the cycle of his registration; the last one that is over when none is named */
    View view(Actor actor, TeacherId teacher, int year, @Nullable Integer until) {
        var place = place(actor, teacher, year);
        var now = known.clock.instant();
        var person = people.find(teacher).orElseThrow(() -> new NotFound(teacher));
        var dossier = dossiers.find(teacher, year);
        var frozen = dossiers.frozen(teacher, year);
        var facts = dossiers.live(teacher, year).orElse(null);
        var authority = units.keeps(actor, place.call.owner().path());
        return new View(person, place.call, dossier, facts, frozen, dossiers.steps(teacher, year), units.looksAt(actor, person) ? registrations.of(person, registrations.last(until)) : null,
            actsFor(actor, teacher, place.unit), authority || units.keeps(actor, place.unit.path()), dossier.state() == State.OBJECTED && !ConfirmUnit.isSelf(actor, teacher) && answersFor(actor, teacher, place),
            ValidationRules.unitConfirms(place.call, dossier, now, ConfirmUnit.isSelf(actor, teacher)), ConfirmUnit.isSelf(actor, teacher),
            authority, !frozen.isEmpty() && corrected(teacher, frozen.getFirst(), facts), now);
    }

    /** Hours that came by themselves are no correction: they stay beside the frozen year. What an appeal has granted is one, and what was taken back and is given again. */
    boolean corrected(TeacherId teacher, Frozen frozen, @Nullable Facts facts) {
        return facts != null && facts.months() != frozen.facts().months() || known.db.sql("""
                select exists (select from ledger.entry_card e
                                 join validation.frozen f on f.teacher_id = e.teacher_id and f.year = e.year and f.version = :version
                                where e.teacher_id = :teacher and e.year = :year and (e.source in ('reversal', 'correction') or e.by_appeal or e.again)
                                  and (f.last_entry is null or (e.posted_at, e.id) > (f.last_posted_at, f.last_entry)))
                """)
            .param("teacher", teacher.value()).param("year", frozen.year()).param("version", frozen.version()).query(Boolean.class).single();
    }
}
