package org.xingtan.roster;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.IncomingPeople.Incoming;
import org.xingtan.directory.KnownPeople;
import org.xingtan.directory.KnownPeople.Known;

/** Where a plan lies while somebody looks at it: people beside the directory, transfers to be asked for, findings. */
@Component
class PlanStore {

    private final KnownPeople known;
    private final IncomingPeople people;
    private final Transfers transfers;
    private final Findings findings;
    private final Imports imports;

    PlanStore(KnownPeople known, IncomingPeople people, Transfers transfers, Findings findings, Imports imports) {
        this.known = known;
        this.people = people;
        this.transfers = transfers;
        this.findings = findings;
        this.imports = imports;
    }

    void clear(RosterImport one) {
        people.discard(one.id());
        transfers.discard(one.id());
        findings.clear(one.id());
    }

    Map<DocumentNumber, Known> known(Collection<DocumentNumber> documents) {
        return known.by(documents);
    }

    /** Findings stand in the order of their rows. */
    void add(RosterImport one, List<Incoming> incoming, List<Decision.Asking> asking, List<RowFinding> found) {
        people.stage(one.id(), incoming);
        asking.forEach(it -> transfers.plan(one.id(), it));
        findings.add(one.id(), findings.count(one.id()), found.stream().sorted(Comparator.comparingInt(it -> it.finding().row())).toList());
    }

    void progress(RosterImport one, int done, int expected) {
        imports.progress(one.id(), done, expected);
    }
}
