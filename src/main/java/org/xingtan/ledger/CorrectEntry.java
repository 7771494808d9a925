package org.xingtan.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.ledger.Corrections.Correction;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.program.CreditRule;
import org.xingtan.program.Programs;

/** Puts an entry right: its reversal, and a new entry in its place. Also what gives back hours that were reversed in error. */
@Component
public class CorrectEntry {

    /** A correction's source; its reference is the id of the entry it stands for, so each entry is put right once. */
    public static final String SOURCE = "correction";

    private final Corrections corrections;
    private final ReverseEntry reversal;
    private final Entries entries;
    private final Ledger ledger;
    private final Rules rules;
    private final AuditTrail audit;

    /** What says how much of an entry may count: its program, or the source outside of any. */
    @Component
    record Rules(Programs programs, ObjectProvider<ProvenSource> outside) {

        List<CreditRule.Cap> caps(TeacherId teacher, Receipt origin) {
            return bounds(origin).flatMap(it -> it.caps(teacher, origin.reference()).stream()).toList();
        }

        Optional<CreditHours> left(TeacherId teacher, Receipt origin) {
            return bounds(origin).flatMap(it -> it.left(teacher, origin.reference()).stream()).findFirst();
        }

        private Stream<ProvenSource.Bound> bounds(Receipt origin) {
            return origin.program() != null ? Stream.of() : outside.stream().filter(it -> it.name().equals(origin.source())).map(ProvenSource::bound);
        }
    }

    CorrectEntry(Corrections corrections, ReverseEntry reversal, Entries entries, Ledger ledger, Rules rules, AuditTrail audit) {
        this.corrections = corrections;
        this.reversal = reversal;
        this.entries = entries;
        this.ledger = ledger;
        this.rules = rules;
        this.audit = audit;
    }

    /**
     * The caps count the new entry as one posted now, in the category in which it was earned. What hangs on the hours is judged once, after both.
     *
     * @param hours at most what was first earned, before any correction: more would need evidence of its own; and what its source's own maximum leaves
     * @return the new entry; the one that is there already when this entry has been put right before
     */
    @Transactional
    public Receipt correct(Actor actor, TeacherId teacher, UUID entry, CreditHours hours, String reason) {
        var correction = corrections.begin(actor, teacher, entry, reason);
        var before = entries.find(teacher, SOURCE, entry.toString());
        if (before.isPresent()) {
            return before.get();
        }
        Verdict.of(bounds(correction, hours)).orRefuse();
        reversal.reverse(correction);
        var posted = ledger.post(earning(correction, hours), corrections.isCounted(correction));
        audit.record(actor, "ledger.correct", "teacher:" + teacher, correction.unit().path(),
            Map.of("entry", entry, "credited", correction.entry().credited()),
            Map.of("entry", posted.id(), "credited", posted.credited(), "reason", correction.reason()));
        corrections.end(correction);
        return posted;
    }

    /** As much as it counts now an entry may count in any case: what puts less in its place takes nothing from anybody. */
    private List<Condition> bounds(Correction correction, CreditHours hours) {
        var entry = correction.entry();
        var origin = entries.origin(correction.teacher(), entry);
        var counts = entries.find(correction.teacher(), ReverseEntry.SOURCE, entry.id().toString()).isPresent() ? CreditHours.ZERO : new CreditHours(entry.credited());
        var earned = atMost("ledger.no-more-than-earned", new CreditHours(origin.earned()), hours);
        return rules.left(correction.teacher(), origin).map(left -> List.of(earned, atMost("ledger.no-more-than-left", left.compareTo(counts) < 0 ? counts : left, hours)))
            .orElse(List.of(earned));
    }

    private static Condition atMost(String code, CreditHours most, CreditHours hours) {
        return Condition.of(code, hours.compareTo(most) <= 0, most.toString()).withNeed("≤ " + most, hours.toString());
    }

    /** What is put right keeps its theme. */
    private Map<String, Object> evidence(Correction correction) {
        var theme = entries.theme(correction.teacher(), correction.entry().id());
        return theme == null ? Map.of("corrects", correction.entry().id()) : Map.of("corrects", correction.entry().id(), "theme", theme);
    }

    private CreditRule outside(Correction correction, CreditHours hours) {
        return new CreditRule(correction.entry().category(), new CreditRule.Fixed(hours),
            rules.caps(correction.teacher(), entries.origin(correction.teacher(), correction.entry())));
    }

    /** The program's rule of today in the category in which the hours were first earned: what one category loses no other one gives back. */
    private CreditRule inside(Correction correction, CreditRule current) {
        return new CreditRule(entries.origin(correction.teacher(), correction.entry()).category(), current.measure(), current.caps());
    }

    private Earning earning(Correction correction, CreditHours hours) {
        var entry = correction.entry();
        var program = entry.program() == null ? null : rules.programs.current(new ProgramId(entry.program()));
        var rule = program == null ? outside(correction, hours) : inside(correction, program.rules().credit());
        return new Earning(correction.teacher(), correction.unit().id(), correction.unit().path(), program == null ? null : program.id(),
            entries.place(correction.teacher(), entry.id()), rule, program == null ? entry.ruleVersion() : program.ruleVersion(),
            program == null ? List.of() : rules.programs.capFamily(program.id()), hours, SOURCE, entry.id().toString(), entry.title(),
            evidence(correction), entry.earnedOn(), entries.days(correction.teacher(), entry.id()), new Earning.By(correction.actor().teacher(), correction.reason()));
    }
}
