package org.xingtan.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.LoadEntries;
import org.xingtan.ledger.Receipt;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.CreditRule.Cap;
import org.xingtan.program.ProgramDetail;

/** The account of one invented person while it is filled. It knows the one kind of cap that the demo's programs have. */
final class DemoLedger {

    private static final String SOURCE = "lesson";

    private final TeacherId teacher;
    private final OrganizationId jurisdiction;
    private final List<LoadEntries.Entry> entries = new ArrayList<>();

    DemoLedger(TeacherId teacher, OrganizationId jurisdiction) {
        this.teacher = teacher;
        this.jurisdiction = jurisdiction;
    }

    /** Credits what the program's cap leaves. */
    CreditHours post(ProgramDetail program, Earning.Place place, CreditHours earned, String reference, String title, Instant at) {
        var cap = cap(program);
        var left = cap == null ? earned : cap.max().minus(credited(program.id()));
        var credited = earned.min(left);
        var limit = cap == null || credited.equals(earned) ? null : new Receipt.Limit(cap.scope().name(), cap.scope().name(), cap.max());
        entries.add(new LoadEntries.Entry(teacher, jurisdiction, program.id(), place, program.rules().credit().category(),
            LocalDate.ofInstant(at, Window.ZONE), earned, credited, limit, program.ruleVersion(), SOURCE, reference, title, at));
        return credited;
    }

    private static @Nullable Cap cap(ProgramDetail program) {
        var caps = program.rules().credit().caps();
        if (caps.isEmpty()) {
            return null;
        }
        if (caps.size() > 1 || caps.getFirst().scope() != Cap.Scope.PROGRAM) {
            throw new IllegalStateException("The demo keeps no other cap than one of the program: " + caps);
        }
        return caps.getFirst();
    }

    CreditHours earned(ProgramId program) {
        return entries.stream().filter(it -> program.equals(it.program())).map(LoadEntries.Entry::earned).reduce(CreditHours.ZERO, CreditHours::plus);
    }

    CreditHours credited(ProgramId program) {
        return entries.stream().filter(it -> program.equals(it.program())).map(LoadEntries.Entry::credited).reduce(CreditHours.ZERO, CreditHours::plus);
    }

    /** Empty without an entry: then there is no account either. */
    List<LoadEntries.Account> accounts() {
        return entries.isEmpty() ? List.of() : List.of(new LoadEntries.Account(teacher, jurisdiction, entries.getFirst().postedAt()));
    }

    List<LoadEntries.Entry> entries() {
        return entries;
    }
}
