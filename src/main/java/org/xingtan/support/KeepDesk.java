package org.xingtan.support;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Task;
import org.xingtan.platform.Verdict;

/** Use case: who answers for a unit opens a desk for the units below, or ends one. Sent twice it is one desk. */
@Component
public class KeepDesk {

    /** What the form brings. */
    public record Typed(@Nullable String organization, @Nullable List<String> segment, @Nullable List<String> kind, @Nullable String name,
                 @Nullable String channel, @Nullable String address, @Nullable String hours, @Nullable String answerer) {

        public Typed {
            organization = organization == null ? "" : organization;
            segment = segment == null ? List.of() : segment;
            kind = kind == null ? List.of() : kind;
            name = name == null ? "" : name;
            channel = channel == null ? "" : channel;
            address = address == null ? "" : address;
            hours = hours == null ? "" : hours;
            answerer = answerer == null ? "" : answerer.strip();
        }
    }

    private final HelpDesks desks;
    private final Organizations organizations;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    KeepDesk(HelpDesks desks, Organizations organizations, Access access, AuditTrail audit, Clock clock) {
        this.desks = desks;
        this.organizations = organizations;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @throws NotFound when the unit is none of the actor's
     * @throws Problem 409 when this very desk has been ended since
     */
    @Transactional
    public void open(Actor actor, UUID id, Typed typed) {
        var unit = OrganizationId.of(typed.organization);
        access.require(actor, Task.ANSWER_QUESTIONS, unit);
        var desk = desk(id, unit, typed);
        if (desks.add(desk, actor.teacher(), clock.instant())) {
            audit.record(actor, "support.desk.open", "organization:" + unit, organizations.find(unit).orElseThrow().path(), null,
                Map.of("name", desk.name(), "address", desk.address(), "kind", desk.kinds()));
        } else if (desks.find(id).isEmpty()) {
            throw new Problem(409, "support.desk.ended");
        }
    }

    @Transactional
    void end(Actor actor, UUID id) {
        var desk = desks.find(id).orElseThrow(() -> new NotFound(id));
        access.require(actor, Task.ANSWER_QUESTIONS, desk.unit());
        if (desks.end(id, clock.instant())) {
            audit.record(actor, "support.desk.end", "organization:" + desk.unit(), organizations.find(desk.unit()).orElseThrow().path(),
                Map.of("name", desk.name(), "address", desk.address()), null);
        }
    }

    /** By its code, a unit below in which somebody answers. */
    private Desk.@Nullable Answerer answerer(OrganizationId unit, String code) {
        if (code.isEmpty()) {
            return null;
        }
        var top = organizations.find(unit).orElseThrow(() -> new NotFound(unit));
        var found = StorableText.is(code) ? organizations.byCode(code).filter(it -> it.path().startsWith(top.path() + ".")) : Optional.<OrganizationCard>empty();
        Verdict.of(Condition.of("support.desk.answerer.below", found.isPresent()),
            Condition.of("support.desk.answerer.somebody", found.filter(it -> desks.hasAnswerers(it.id())).isPresent())).orRefuse();
        return new Desk.Answerer(found.orElseThrow().id(), new Localized(found.get().name(), found.get().nameEn()));
    }

    private Desk desk(UUID id, OrganizationId unit, Typed typed) {
        var known = new HashSet<>(desks.segments().stream().map(HelpDesks.Segment::code).toList());
        try {
            var kinds = typed.kind.stream().distinct().map(Question.Kind::valueOf).toList();
            var channel = Desk.Channel.valueOf(typed.channel);
            if (kinds.isEmpty() || !known.containsAll(typed.segment)) {
                throw new Problem(422, "support.desk.kinds");
            }
            return new Desk(id, unit, new Localized("", null), typed.segment.stream().distinct().toList(), kinds, Words.of(typed.name, 2, 60), channel,
                Words.of(typed.address, 2, 120), Words.of(typed.hours, 0, 60), answerer(unit, typed.answerer));
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "error.malformed");
        }
    }
}
