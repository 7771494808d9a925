package org.xingtan.ledger;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.Corrections.Correction;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Takes an entry back by its opposite. What it gives back is free under the caps for what is posted later. */
@Component
public class ReverseEntry {

    static final String SOURCE = "reversal";

    private final Corrections corrections;
    private final Entries entries;
    private final Tally tally;
    private final AuditTrail audit;
    private final ObjectProvider<LedgerFollower> followers;
    private final Clock clock;

    ReverseEntry(Corrections corrections, Entries entries, Tally tally, AuditTrail audit, ObjectProvider<LedgerFollower> followers, Clock clock) {
        this.corrections = corrections;
        this.entries = entries;
        this.tally = tally;
        this.audit = audit;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Reverses once, and judges in the same transaction what hung on these hours; asked again it answers the same reversal.
     *
     * @throws org.xingtan.platform.NotFound when there is no such entry, or it is none of the actor's units'
     * @throws org.xingtan.platform.Forbidden when it is the actor's own
     */
    @Transactional
    public Receipt reverse(Actor actor, TeacherId teacher, UUID entry, String reason) {
        var correction = corrections.begin(actor, teacher, entry, reason);
        var before = entries.find(teacher, SOURCE, entry.toString());
        if (before.isPresent()) {
            return before.get();
        }
        var reversal = reverse(correction);
        corrections.end(correction);
        return reversal;
    }

    /**
     * What a source takes back itself, because what its hours rested on is gone: whoever asks has decided before that he may. What
     * stands for the entry after corrections is reversed.
     *
     * @param unit whose trail tells of it
     * @return empty when nothing was posted, or it was taken back before
     */
    @Transactional
    public Optional<Receipt> takeBack(Actor actor, TeacherId teacher, OrganizationCard unit, String source, String reference, String reason) {
        return corrections.latest(teacher, source, reference)
            .filter(entry -> entries.find(teacher, SOURCE, entry.id().toString()).isEmpty())
            .map(entry -> {
                var correction = new Correction(actor, teacher, entry, unit, reason);
                var reversal = reverse(correction);
                corrections.end(correction);
                return reversal;
            });
    }

    /** Within a correction that has begun; whoever began it ends it. The one that is there already when there is one. */
    Receipt reverse(Correction correction) {
        var teacher = correction.teacher();
        var entry = correction.entry();
        var before = entries.find(teacher, SOURCE, entry.id().toString());
        if (before.isPresent()) {
            return before.get();
        }
        entries.addReversal(Uuids.next(), teacher, entry.id(), correction.actor().teacher(), correction.reason(), clock.instant());
        if (entry.program() != null && corrections.isCounted(correction)) {
            tally.add(teacher, new ProgramId(entry.program()), correction.unit().id(), Measure.HOURS,
                entry.credited().negate().movePointRight(2).longValueExact());
        }
        followers.forEach(follower -> follower.moved(teacher, entry.earnedOn().getYear()));
        audit.record(correction.actor(), "ledger.reverse", "teacher:" + teacher, correction.unit().path(),
            Map.of("entry", entry.id(), "credited", entry.credited()), Map.of("reason", correction.reason()));
        return entries.find(teacher, SOURCE, entry.id().toString()).orElseThrow();
    }
}
