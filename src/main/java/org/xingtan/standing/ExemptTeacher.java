package org.xingtan.standing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.People;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/**
 * Use case: an authority above the unit in which a year counts somebody exempts him for some months of it, or ends that. Nobody exempts
 * himself, no unit its own people.
 */
@Component
class ExemptTeacher {

    private static final int LONGEST_REASON = 200;

    private final PersonInYears.Finder find;
    private final People people;
    private final Exemptions exemptions;
    private final LinesMet met;
    private final AuditTrail trail;
    private final Clock clock;

    ExemptTeacher(PersonInYears.Finder find, People people, Exemptions exemptions, LinesMet met, AuditTrail trail, Clock clock) {
        this.find = find;
        this.people = people;
        this.exemptions = exemptions;
        this.met = met;
        this.trail = trail;
        this.clock = clock;
    }

    /** As it was typed. */
    record Form(@Nullable String year, @Nullable String first, @Nullable String last, @Nullable String kind, @Nullable String reason) {}

    /** @return the year */
    @Transactional
    public int grant(Actor actor, TeacherId teacher, Form form) {
        var now = LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
        var first = number(form.first());
        var last = number(form.last());
        var year = number(form.year());
        var path = decided(actor, teacher, year);
        var reason = form.reason() == null ? "" : form.reason().strip();
        Verdict.of(
            Condition.of("standing.exemption.year", year >= now - 1 && year <= now + 1, now - 1, now + 1),
            Condition.of("standing.exemption.months", first >= 1 && last <= Standing.MONTHS && first <= last),
            Condition.of("standing.exemption.kind", Arrays.stream(Exemption.Kind.values()).anyMatch(it -> it.name().equals(form.kind()))),
            Condition.of("standing.exemption.reason", !reason.isEmpty() && reason.length() <= LONGEST_REASON && StorableText.is(reason), LONGEST_REASON)).orRefuse();
        people.lock(teacher);
        var before = exemptions.inForce(teacher, year);
        var exemption = new Exemption(Uuids.next(), teacher, year, first, last, Exemption.Kind.valueOf(String.valueOf(form.kind())), reason, clock.instant(), null, null);
        if (before.stream().anyMatch(it -> same(it, exemption))) {
            return year;
        }
        Verdict.of(Condition.of("standing.exemption.free", before.stream().noneMatch(it -> it.first() <= last && it.last() >= first))).orRefuse();
        exemptions.add(exemption, actor.teacher());
        met.changed(List.of(teacher), year);
        trail.record(actor, "standing.exempt", "teacher:" + teacher, path, null,
            Map.of("year", year, "months", first + "-" + last, "kind", exemption.kind().name(), "reason", reason));
        return year;
    }

    private static boolean same(Exemption one, Exemption other) {
        return one.first() == other.first() && one.last() == other.last() && one.kind() == other.kind() && one.reason().equals(other.reason());
    }

    /** @return the year */
    @Transactional
    public int end(Actor actor, TeacherId teacher, UUID id, @Nullable String why) {
        var exemption = exemptions.find(teacher, id).orElseThrow(() -> new NotFound(id));
        var path = decided(actor, teacher, exemption.year());
        var reason = why == null ? "" : why.strip();
        Verdict.of(Condition.of("standing.exemption.reason", !reason.isEmpty() && reason.length() <= LONGEST_REASON && StorableText.is(reason), LONGEST_REASON)).orRefuse();
        if (exemptions.end(exemption, reason, clock.instant(), actor.teacher())) {
            met.changed(List.of(teacher), exemption.year());
            trail.record(actor, "standing.exemption-ended", "teacher:" + teacher, path, Map.of("year", exemption.year(),
                "months", exemption.first() + "-" + exemption.last(), "reason", exemption.reason()), Map.of("reason", reason));
        }
        return exemption.year();
    }

    /** @return the path of the unit he belongs to in that year */
    private String decided(Actor actor, TeacherId teacher, int year) {
        var person = find.of(actor, teacher, year);
        if (!person.mayDecide(year)) {
            throw new Forbidden("standing.exemption.above");
        }
        return person.path(year).orElseThrow();
    }

    private static int number(@Nullable String text) {
        return text != null && text.strip().matches("[0-9]{1,4}") ? Integer.parseInt(text.strip()) : -1;
    }
}
