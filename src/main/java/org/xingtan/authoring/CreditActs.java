package org.xingtan.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.xingtan.program.CreditRule;
import org.xingtan.program.CreditRule.Cap;

/** How lessons become hours, under which caps, and what the certificate is called. */
final class CreditActs {

    private CreditActs() {}

    static Map<String, Act> all() {
        return Map.of("credit", CreditActs::credit, "cap", CreditActs::cap, "cap-off", CreditActs::capOff, "certificate", CreditActs::certificate);
    }

    private static ProgramDraft credit(ProgramDraft draft, Fields fields) {
        var category = fields.text("category");
        if (!category.matches("[A-Z][A-Z0-9_]{0,39}")) {
            throw Fields.malformed();
        }
        var measure = switch (fields.text("measure")) {
            case "fixed" -> new CreditRule.Fixed(fields.hours("hours"));
            case "verified-minutes" -> new CreditRule.VerifiedMinutes(fields.number("minutes", 1, 600));
            default -> throw Fields.malformed();
        };
        return draft.withCredit(new CreditRule(category, measure, draft.credit().caps()));
    }

    /** One cap for each scope: another one takes its place. */
    private static ProgramDraft cap(ProgramDraft draft, Fields fields) {
        var cap = new Cap(fields.one("scope", Cap.Scope.values()), fields.hours("max"));
        var caps = new ArrayList<>(others(draft, cap.scope()));
        caps.add(cap);
        return with(draft, List.copyOf(caps));
    }

    private static ProgramDraft capOff(ProgramDraft draft, Fields fields) {
        return with(draft, others(draft, fields.one("scope", Cap.Scope.values())));
    }

    private static ProgramDraft certificate(ProgramDraft draft, Fields fields) {
        var prefix = fields.text("prefix");
        if (!prefix.matches("[A-Z0-9]{0,12}")) {
            throw Fields.malformed();
        }
        return draft.withCertificate(fields.text("title"), prefix);
    }

    private static List<Cap> others(ProgramDraft draft, Cap.Scope scope) {
        return draft.credit().caps().stream().filter(it -> it.scope() != scope).toList();
    }

    private static ProgramDraft with(ProgramDraft draft, List<Cap> caps) {
        return draft.withCredit(new CreditRule(draft.credit().category(), draft.credit().measure(), caps));
    }
}
