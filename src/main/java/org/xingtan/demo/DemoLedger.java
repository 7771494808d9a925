package org.xingtan.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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

/** The account of one invented person while it is filled. It knows the kinds of caps that the demo's programs have. */
final class DemoLedger {

    private static final String SOURCE = "lesson";

    private final TeacherId teacher;
    private final OrganizationId jurisdiction;
    private final List<LoadEntries.Entry> entries = new ArrayList<>();

    DemoLedger(TeacherId teacher, OrganizationId jurisdiction) {
        this.teacher = teacher;
        this.jurisdiction = jurisdiction;
    }

    /** Credits what the tightest cap of the program leaves. */
    CreditHours post(ProgramDetail program, Earning.Place place, CreditHours earned, String reference, String title, Instant at) {
        var day = LocalDate.ofInstant(at, Window.ZONE);
        var tightest = program.rules().credit().caps().stream().min(Comparator.comparing(cap -> cap.max().minus(used(cap, program, day))));
        var credited = tightest.map(cap -> earned.min(cap.max().minus(used(cap, program, day)))).orElse(earned);
        var limit = credited.equals(earned) ? null : tightest.map(cap -> new Receipt.Limit(cap.scope().name(), cap.scope().name(), cap.max())).orElseThrow();
        entries.add(new LoadEntries.Entry(teacher, jurisdiction, program.id(), place, program.rules().credit().category(),
            day, earned, credited, limit, program.ruleVersion(), SOURCE, reference, title, at));
        return credited;
    }

    private CreditHours used(Cap cap, ProgramDetail program, LocalDate day) {
        return switch (cap.scope()) {
            case PROGRAM -> credited(program.id());
            case DAY -> entries.stream().filter(it -> it.earnedOn().equals(day)).map(LoadEntries.Entry::credited).reduce(CreditHours.ZERO, CreditHours::plus);
            default -> throw new IllegalStateException("The demo keeps no other caps than those of a program and of a day: " + cap);
        };
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
