package org.xingtan.qualification;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;
import org.xingtan.qualification.Qualification.State;

/**
 * A qualification that somebody's posts need, and how he stands to it.
 *
 * @param until the last day of what he holds, or of what he held; null where there is none
 */
public record Need(Kind kind, Standing standing, @Nullable LocalDate until) {

    /** How somebody stands to a qualification that his post needs. */
    public enum Standing {

        /** Confirmed and valid. */
        HELD,
        /** Confirmed and valid, but not for long. */
        EXPIRING,
        /** Entered, and nobody has looked at it yet. */
        WAITING,
        /** Was confirmed and is valid no more. */
        EXPIRED,
        /** There is nothing. */
        MISSING;

        public boolean isHeld() {
            return this == HELD || this == EXPIRING;
        }
    }

    /** How many days before its end a qualification is said to end. */
    static final int SOON = 90;

    private static final Comparator<Qualification> LASTS_LONGER =
        Comparator.comparing(Qualification::validUntil, Comparator.nullsLast(Comparator.naturalOrder()));

    /** What these posts need in a unit of these stages, in the order of the kinds. */
    static List<Need> of(List<Kind> kinds, Collection<String> posts, Collection<String> stages, List<Qualification> entered, LocalDate today) {
        return kinds.stream().filter(kind -> kind.isNeeded(posts, stages))
            .map(kind -> of(kind, entered.stream().filter(it -> it.kind().equals(kind.code())).toList(), today)).toList();
    }

    private static Need of(Kind kind, List<Qualification> entered, LocalDate today) {
        var confirmed = entered.stream().filter(it -> it.state() == State.CONFIRMED).max(LASTS_LONGER);
        if (confirmed.filter(it -> it.isValid(today)).isPresent()) {
            var until = confirmed.get().validUntil();
            return new Need(kind, until != null && !until.isAfter(today.plusDays(SOON)) ? Standing.EXPIRING : Standing.HELD, until);
        }
        if (entered.stream().anyMatch(it -> it.state() == State.RECORDED && it.isValid(today))) {
            return new Need(kind, Standing.WAITING, null);
        }
        return new Need(kind, confirmed.isPresent() ? Standing.EXPIRED : Standing.MISSING, confirmed.map(Qualification::validUntil).orElse(null));
    }

    /** Whether somebody holds what his posts need, need by need. */
    static Verdict verdict(List<Need> needs) {
        return Verdict.of(needs.stream().map(Need::condition).toList());
    }

    private Condition condition() {
        var code = "qualification.need." + (standing == Standing.HELD && until != null ? "held-until" : standing.name().toLowerCase(Locale.ROOT));
        return Condition.of(code, standing.isHeld(), Optional.<Object>ofNullable(until).map(day -> new Object[] {kind.title(), day})
            .orElseGet(() -> new Object[] {kind.title()})).from(kind.basis());
    }
}
