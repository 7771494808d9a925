package org.xingtan.ledger;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Takes an entry back by its opposite. What it gives back is free under the caps for what is posted later. */
@Component
public class ReverseEntry {

    static final String SOURCE = "reversal";

    private final Accounts accounts;
    private final Entries entries;
    private final Tally tally;
    private final AuditTrail audit;
    private final Clock clock;

    ReverseEntry(Accounts accounts, Entries entries, Tally tally, AuditTrail audit, Clock clock) {
        this.accounts = accounts;
        this.entries = entries;
        this.tally = tally;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Reverses once; asked again it answers the same reversal. Whether the person still meets what hung on these hours is
     * judged by the caller. The caller has also decided that the actor may.
     *
     * @param unit the unit the person counts in for the entry's program now: its figure of hours shrinks
     * @param path ltree path of that unit, for the trail
     */
    @Transactional
    public Receipt reverse(Actor actor, TeacherId teacher, UUID entry, OrganizationId unit, String path, String reason) {
        if (reason.isBlank()) {
            throw new Refused("ledger.reason-missing");
        }
        accounts.lock(teacher);
        var original = entries.find(teacher, entry).orElseThrow(() -> new NotFound(entry));
        if (original.reverses() != null) {
            throw new Refused("ledger.reversal-stays");
        }
        var reversed = entries.find(teacher, SOURCE, entry.toString());
        if (reversed.isPresent()) {
            return reversed.get();
        }
        entries.addReversal(Uuids.next(), teacher, entry, actor.teacher(), reason.strip(), clock.instant());
        if (original.program() != null) {
            tally.add(teacher, new ProgramId(original.program()), unit, Measure.HOURS,
                original.credited().negate().movePointRight(2).longValueExact());
        }
        audit.record(actor, "ledger.reverse", "teacher:" + teacher, path,
            Map.of("entry", entry, "credited", original.credited()), Map.of("reason", reason.strip()));
        return entries.find(teacher, SOURCE, entry.toString()).orElseThrow();
    }
}
