package org.xingtan.recognition;

import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.platform.calendar.WorkingCalendar;

/**
 * Who reviews: the person's own unit, of a teaching point the school it belongs to, after it the authority above it. A unit that a city keeps
 * has no county to pass; who would review at his own unit, or has it closed behind him, goes straight to the next one. What waits where nobody can decide on it any more, because
 * a unit was moved or is another kind of unit now, goes where it would go if it was filed now.
 */
@Component
class Chain implements Organizations.Follower, Organizations.Heir {

    static final Task TASK = Task.REVIEW_RECOGNITIONS;

    private static final String COUNTY = "COUNTY";
    private static final String OWN = "SCHOOL";

    private final Organizations organizations;
    private final Access access;
    private final WorkingCalendar calendar;
    private final JdbcClient db;

    Chain(Organizations organizations, Access access, WorkingCalendar calendar, JdbcClient db) {
        this.organizations = organizations;
        this.access = access;
        this.calendar = calendar;
        this.db = db;
    }

    /** Where a claim of the actor's own goes. */
    List<Claim.Step> of(Actor claimant, OrganizationCard unit, Kind kind, Kind.Policy policy, LocalDate today) {
        var own = organizations.acting(unit);
        var passesBy = access.scope(claimant, TASK).paths().contains(own.path()) || isClosed(own);
        return steps(own, above(unit), kind.needsCounty(), passesBy, due(today, policy.firstDays()));
    }

    /** The rules alone. @param above the nearest authority; null where there is none */
    static List<Claim.Step> steps(OrganizationCard unit, @Nullable OrganizationCard above, boolean needsNext, boolean reviewsHimself, LocalDate due) {
        var skipsOwn = reviewsHimself && above != null;
        var steps = new ArrayList<Claim.Step>();
        steps.add(step(1, level(unit), unit.id(), skipsOwn, skipsOwn ? null : due));
        if (above != null) {
            var next = needsNext || skipsOwn;
            if (!Organizations.AUTHORITIES.contains(unit.kind()) && !above.kind().equals(COUNTY)) {
                steps.add(step(2, COUNTY, null, true, null));
            }
            steps.add(step(steps.size() + 1, level(above), above.id(), !next, skipsOwn ? due : null));
        }
        return steps;
    }

    /** What a provider says is confirmed by one authority. */
    List<Claim.Step> confirmation(OrganizationCard authority, Kind.Policy policy, LocalDate today) {
        return List.of(step(1, level(authority), authority.id(), false, due(today, policy.nextDays())));
    }

    /** The nearest authority above a unit that is open; null where there is none. */
    @Nullable OrganizationCard above(OrganizationCard unit) {
        return organizations.above(unit).stream().filter(it -> Organizations.AUTHORITIES.contains(it.kind()) && !isClosed(it)).findFirst().orElse(null);
    }

    /** Nobody acts for it, whatever is sent back there. */
    private boolean isClosed(OrganizationCard unit) {
        return db.sql("select closed_on is not null from directory.organization_card where id = :unit").param("unit", unit.id().value()).query(Boolean.class).single();
    }

    LocalDate due(LocalDate today, int days) {
        return calendar.days().after(today, days);
    }

    OrganizationCard unit(OrganizationId id) {
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    Scope scope(Actor actor) {
        return access.scope(actor, TASK);
    }

    /** @throws NotFound when the unit is none of the actor's */
    void require(Actor actor, OrganizationId unit) {
        access.require(actor, TASK, unit);
    }

    boolean isBelow(OrganizationId unit, OrganizationCard authority) {
        return organizations.find(unit).filter(it -> new Scope(List.of(authority.path())).contains(it.path())).isPresent();
    }

    /** Whether it is the actor's own place to act for that unit, and not one above it. */
    boolean actsFor(Actor actor, @Nullable OrganizationId unit) {
        return Optional.ofNullable(unit).filter(it -> scope(actor).paths().contains(organizations.acting(unit(it)).path())).isPresent();
    }

    /** The unit for which the actor looks at a claim of somebody in that unit: the one whose turn it is, when that is his, else the nearest of his own. */
    Optional<Localized> actingFor(Actor actor, OrganizationCard unit, Optional<OrganizationId> turn) {
        return turn.filter(it -> actsFor(actor, it)).map(it -> organizations.acting(unit(it))).or(() -> organizations.nearest(scope(actor), unit.path()))
            .map(it -> new Localized(it.name(), it.nameEn()));
    }

    private static String level(OrganizationCard unit) {
        return Organizations.AUTHORITIES.contains(unit.kind()) ? unit.kind() : OWN;
    }

    private static Claim.Step step(int position, String level, @Nullable OrganizationId unit, boolean skipped, @Nullable LocalDate due) {
        return new Claim.Step(position, level, unit, skipped ? Claim.Step.State.SKIPPED : Claim.Step.State.WAITING, due, null, null, null, "", null);
    }

    @Override
    public Runnable beforeChange(UUID[] units) {
        return () -> follow(units);
    }

    /** What is under way at a unit that goes up in another one is reviewed by that one. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                -- all teachers: those whose claims are under way there
                update recognition.claim
                   set unit_id = case when unit_id = :unit then :into else unit_id end,
                       lies_id = case when lies_id = :unit then :into else lies_id end
                 where state in ('WAITING', 'RETURNED') and (unit_id = :unit or lies_id = :unit)
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
        db.sql("""
                -- all teachers: those whose claims are under way there
                update recognition.step s set unit_id = :into
                 where s.unit_id = :unit and s.state = 'WAITING'
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
        follow(new UUID[] {into.value()});
    }

    @Override
    public List<Condition> waiting(OrganizationId unit) {
        var claims = db.sql("""
                -- all teachers: those whose claims wait there
                select count(*)::int from recognition.claim where lies_id = :unit and state = 'WAITING'
                """)
            .param("unit", unit.value()).query(Integer.class).single();
        return List.of(Condition.of("recognition.none-waits", claims == 0, claims));
    }

    /** Wherever something waits that people have filed themselves: what was filed while a unit was moved, and what is left from before anything followed. */
    void followAll() {
        follow(db.sql("""
                -- all teachers: those whose claims are under way
                select distinct unit_id from recognition.claim where state = 'WAITING' and import_id is null
                """)
            .query(UUID.class).list().toArray(UUID[]::new));
    }

    /** What waits again of a unit goes on to whoever decides on it by now. */
    void goesOn(OrganizationId unit) {
        var heir = db.sql("select directory.heir(:unit)").param("unit", unit.value()).query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).single();
        if (heir.equals(unit)) {
            follow(new UUID[] {unit.value()});
        } else {
            inherit(unit, heir);
        }
    }

    private void follow(UUID[] units) {
        for (var id : astray(units)) {
            var unit = unit(id);
            send(id, organizations.acting(unit), above(unit));
        }
    }

    /** Of these units those of which a claim waits at one that does not act for them, or for an authority that is not above them. Its claims stay as they are. */
    private Set<OrganizationId> astray(UUID[] units) {
        return db.sql("""
                -- all teachers: those whose claims are under way there
                select c.unit_id
                  from recognition.claim c
                  join directory.organization_card o on o.id = c.unit_id
                  join recognition.step s on s.teacher_id = c.teacher_id and s.claim_id = c.id and s.state = 'WAITING'
                  join directory.organization_card a on a.id = s.unit_id
                 where c.unit_id = any (:units) and c.state = 'WAITING' and c.import_id is null
                   and (s.position = 1 and a.id <> case when o.kind = 'TEACHING_POINT' then coalesce(o.parent_id, o.id) else o.id end or not a.path @> o.path)
                 order by c.teacher_id, c.id
                   for update of c
                """)
            .param("units", units).query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).list().stream().collect(Collectors.toSet());
    }

    /** What waits of a unit and lies astray waits where it would if it was filed now. */
    private void send(OrganizationId unit, OrganizationCard own, @Nullable OrganizationCard above) {
        db.sql("""
                -- all teachers: those whose claims are under way there
                update recognition.step s
                   set unit_id = case when s.position = 1 then :own else coalesce(cast(:above as uuid), s.unit_id) end,
                       level = case when s.position = 1 then s.level else coalesce(cast(:level as text), s.level) end
                  from recognition.claim c, directory.organization_card o, directory.organization_card a
                 where c.teacher_id = s.teacher_id and c.id = s.claim_id and c.unit_id = :unit and c.state = 'WAITING' and c.import_id is null
                   and s.state = 'WAITING' and o.id = c.unit_id and a.id = s.unit_id and (s.position = 1 or not a.path @> o.path)
                """)
            .param("unit", unit.value()).param("own", own.id().value()).param("above", above == null ? null : above.id().value(), Types.OTHER)
            .param("level", above == null ? null : above.kind(), Types.VARCHAR).update();
        db.sql("""
                -- all teachers: those whose claims are under way there
                update recognition.claim c
                   set lies_id = s.unit_id
                  from recognition.step s
                 where s.teacher_id = c.teacher_id and s.claim_id = c.id and s.state = 'WAITING' and s.unit_id <> c.lies_id
                   and c.unit_id = :unit and c.state = 'WAITING' and c.import_id is null
                   and not exists (select from recognition.step e
                                    where e.teacher_id = c.teacher_id and e.claim_id = c.id and e.state = 'WAITING' and e.position < s.position)
                """)
            .param("unit", unit.value()).update();
    }
}
