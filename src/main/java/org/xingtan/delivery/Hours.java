package org.xingtan.delivery;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.CreditRule.Cap;
import org.xingtan.program.Programs;

/** How many hours sessions of a training may have, and what holds them back. */
@Component
class Hours {

    private final Programs programs;
    private final Requirements requirements;

    Hours(Programs programs, Requirements requirements) {
        this.programs = programs;
        this.requirements = requirements;
    }

    DeliveryView.Bound bound(Training training) {
        var program = programs.find(training.program());
        var offered = training.offered();
        return offered == null
            ? new DeliveryView.Bound(program.rules().credit().category(), training.days().stream().map(it -> day(training, it)).reduce(CreditHours.ZERO, CreditHours::plus), program.mostHours())
            : new DeliveryView.Bound(offered.category(), offered.hours(), program.mostHours());
    }

    /** How many hours a day holds. */
    CreditHours day(Training training, LocalDate day) {
        return requirements.dayOutside(training.owner().path(), day.getYear());
    }

    /** What the ledger holds back of a session's hours: the day, and what the program's rule says of a day, a category and a year. */
    List<Cap> caps(Training training, LocalDate day) {
        var caps = new ArrayList<Cap>();
        caps.add(new Cap(Cap.Scope.DAY, day(training, day)));
        programs.find(training.program()).rules().credit().caps().stream()
            .filter(it -> it.scope() == Cap.Scope.DAY || it.scope() == Cap.Scope.CATEGORY || it.scope() == Cap.Scope.YEAR).forEach(caps::add);
        return caps;
    }
}
