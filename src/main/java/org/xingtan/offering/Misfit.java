package org.xingtan.offering;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Dates;
import org.xingtan.program.ProgramDetail;
import org.xingtan.selection.Term;

/**
 * Where what is offered says something else than its program: more hours than anybody is credited in it, or a time to learn in which it cannot be learned. It is
 * said wherever somebody keeps the term, and refused nowhere: the rules and windows of a program become others after it was offered.
 */
final class Misfit {

    private Misfit() {}

    /** What does not hold of it; empty when it fits. */
    static List<Condition> of(Term term, OfferingLine line, ProgramDetail program) {
        var called = line.title() == null ? line.called() : line.title();
        var unmet = new ArrayList<Condition>();
        var said = CreditHours.of(line.hours());
        var most = program.mostHours();
        if (said.compareTo(most) > 0) {
            unmet.add(Condition.of("offering.fits.hours", false, called, said, most).withNeed("≤ " + most, said.toString()));
        }
        if (!program.learnWindows().isEmpty()) {
            time(term, called, program).ifPresent(unmet::add);
        }
        return unmet;
    }

    /** When it is to be learned; where the term does not say, at least whoever chooses last has time left. */
    private static Optional<Condition> time(Term term, String called, ProgramDetail program) {
        var opens = program.learnWindows().stream().map(Window::opens).min(Comparator.naturalOrder()).orElseThrow();
        var closes = program.learnWindows().stream().map(Window::closes).max(Comparator.naturalOrder()).orElseThrow();
        var learned = term.windows().stream().filter(it -> it.kind() == Window.Kind.LEARN).findFirst();
        if (learned.isPresent()) {
            return learned.filter(it -> it.opens().isBefore(opens) || it.closes().isAfter(closes))
                .map(it -> Condition.of("offering.fits.time", false, called, days(it.opens(), it.closes()), days(opens, closes)));
        }
        return term.windows().stream().map(Window::closes).max(Comparator.naturalOrder()).filter(it -> it.isAfter(closes))
            .map(it -> Condition.of("offering.fits.over", false, called, LocalDate.ofInstant(it, Window.ZONE), LocalDate.ofInstant(closes, Window.ZONE)));
    }

    private static Localized days(Instant from, Instant to) {
        return Dates.days(LocalDate.ofInstant(from, Window.ZONE), LocalDate.ofInstant(to, Window.ZONE));
    }
}
