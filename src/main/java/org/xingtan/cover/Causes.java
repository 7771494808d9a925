package org.xingtan.cover;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Whether what was arranged still has its cause: somebody who is away, and people who serve the unit. */
@Component
class Causes {

    /** Why it holds no more: he is not away, he is not of the unit, or whoever takes his lessons is not. */
    public enum Why { BACK, LEFT, COVER_LEFT }

    /** @param away null where the cause is gone @param why null while it holds */
    record Judged(Arrangement arrangement, @Nullable Away away, @Nullable Why why) {

        boolean holds() {
            return why == null;
        }
    }

    private final Absences absences;
    private final Staff staff;

    Causes(Absences absences, Staff staff) {
        this.absences = absences;
        this.staff = staff;
    }

    /** Of many in one statement for each of what may be asked. Of what nobody here tells, nothing is said. */
    List<Judged> of(Collection<Arrangement> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        var days = all.stream().map(Arrangement::day).toList();
        return of(all, absences.of(all.stream().map(it -> it.key().who().id()).distinct().toList(), days.stream().min(Comparator.<LocalDate>naturalOrder()).orElseThrow(),
            days.stream().max(Comparator.<LocalDate>naturalOrder()).orElseThrow()));
    }

    /** @param known where those are, on those days, of whom it is */
    List<Judged> of(Collection<Arrangement> all, List<Away> known) {
        var away = known.stream().collect(Collectors.toMap(Away::key, Function.identity()));
        var units = staff.units(all.stream().flatMap(it -> Stream.of(it.key().who(), it.cover())).filter(Objects::nonNull).map(Arrangement.Colleague::id).distinct().toList());
        return all.stream().filter(it -> absences.knows(it.key().cause())).map(it -> judged(it, away.get(it.key().away()), units)).toList();
    }

    private static Judged judged(Arrangement one, @Nullable Away away, Map<TeacherId, Set<OrganizationId>> units) {
        var cover = one.cover();
        var why = away == null ? Why.BACK
            : !units.getOrDefault(one.key().who().id(), Set.of()).contains(one.unit()) ? Why.LEFT
            : cover != null && !units.getOrDefault(cover.id(), Set.of()).contains(one.unit()) ? Why.COVER_LEFT : null;
        return new Judged(one, away, why);
    }
}
