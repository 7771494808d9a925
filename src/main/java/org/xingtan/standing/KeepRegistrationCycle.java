package org.xingtan.standing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Verdict;

/** Use case: an authority says how often the teachers below it are registered. Each change is a new version; done again, nothing changes. */
@Component
public class KeepRegistrationCycle {

    private static final int LONGEST = 200;

    /**
     * As somebody has typed it.
     *
     * @param from  the first year that such a cycle may end with
     * @param above set when it is to be again as the authority above has it, whatever the years say
     */
    public record Form(@Nullable String years, @Nullable String from, @Nullable String basis, @Nullable String above) {

        public boolean followsAbove() {
            return above != null;
        }

        private @Nullable Integer number() {
            return followsAbove() ? null : Integer.valueOf(text(years));
        }

        Verdict verdict() {
            return Verdict.of(
                Condition.of("standing.cycle.years", followsAbove() || text(years).matches("[1-9][0-9]?") && Integer.parseInt(text(years)) <= RegistrationCycle.MOST, RegistrationCycle.MOST),
                Condition.of("standing.cycle.from", text(from).matches("20[0-9]{2}")),
                Condition.of("standing.cycle.basis", !text(basis).isEmpty() && text(basis).length() <= LONGEST && StorableText.is(text(basis)), LONGEST));
        }

        private static String text(@Nullable String typed) {
            return typed == null ? "" : typed.strip();
        }
    }

    /**
     * What the page of an authority shows.
     *
     * @param year     the last one that is over
     * @param inForce  for a cycle that ends with it
     * @param coming   for one that ends with the year after it
     * @param said     by the authority itself
     * @param says     whether it is one that says so
     */
    public record Said(OrganizationCard authority, int year, RegistrationCycle inForce, RegistrationCycle coming, List<RegistrationCycles.Version> said, boolean says) {

        /** What stands in the form when it is opened: what has ended is changed by nobody who does not mean to. */
        Form form() {
            return new Form(String.valueOf(coming.years()), String.valueOf(year + 1), coming.basis() == null ? "" : coming.basis(), null);
        }
    }

    private final KeepRequirement authorities;
    private final RegistrationCycles cycles;
    private final Years years;
    private final AuditTrail trail;
    private final Clock clock;

    KeepRegistrationCycle(KeepRequirement authorities, RegistrationCycles cycles, Years years, AuditTrail trail, Clock clock) {
        this.authorities = authorities;
        this.cycles = cycles;
        this.years = years;
        this.trail = trail;
        this.clock = clock;
    }

    /** @param organization null for where the actor's scope begins */
    Said of(Actor actor, @Nullable OrganizationId organization) {
        var authority = organization == null ? authorities.authorities(actor).getFirst() : authorities.authority(actor, organization);
        var year = years.current() - 1;
        return new Said(authority, year, cycles.of(authority, year), cycles.of(authority, year + 1), cycles.said(authority.id()), isAuthority(authority));
    }

    private static boolean isAuthority(OrganizationCard unit) {
        return Organizations.AUTHORITIES.contains(unit.kind());
    }

    @Transactional
    public void keep(Actor actor, OrganizationId organization, Form form) {
        var authority = authorities.authority(actor, organization);
        Verdict.of(Condition.of("standing.cycle.authority", isAuthority(authority))).orRefuse();
        form.verdict().orRefuse();
        var from = Integer.parseInt(Form.text(form.from));
        var years = form.number();
        var basis = Form.text(form.basis);
        var before = cycles.hold(authority.id(), from);
        if (before.filter(it -> it.says(years, basis)).isPresent()) {
            return;
        }
        cycles.add(authority.id(), new RegistrationCycles.Version(from, 1 + before.map(RegistrationCycles.Version::version).orElse(0), years, basis, clock.instant()), actor.teacher());
        trail.record(actor, "standing.cycle", "organization:" + authority.id(), authority.path(),
            before.map(it -> Map.of("years", said(it.years()))).orElse(null), Map.of("from", from, "years", said(years), "basis", basis));
    }

    private static Object said(@Nullable Integer years) {
        return years == null ? "ABOVE" : years;
    }
}
