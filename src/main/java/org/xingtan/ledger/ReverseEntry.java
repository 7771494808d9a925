package org.xingtan.ledger;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.Corrections.Correction;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.tally.Delta;
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
     * What a source takes back itself of many people, because what its hours rested on is gone: whoever asks has decided before that he may. What
     * stands for their entries after corrections is reversed, in as many statements for thousands as for two where it lies in no program; of whom
     * nothing was posted, or it was taken back before, nothing is.
     *
     * @param unit whose trail tells of it
     */
    @Transactional
    public void takeBack(Actor actor, Collection<TeacherId> people, OrganizationCard unit, String source, String reference, String reason) {
        var all = corrections.standing(people, source, reference).entrySet().stream().map(it -> new Correction(actor, it.getKey(), it.getValue(), unit, reason)).toList();
        if (!all.isEmpty()) {
            reverseAll(all);
            all.forEach(corrections::end);
        }
    }

    /** Within a correction that has begun; whoever began it ends it. The one that is there already when there is one. */
    Receipt reverse(Correction correction) {
        var teacher = correction.teacher();
        var entry = correction.entry().id().toString();
        return entries.find(teacher, SOURCE, entry).orElseGet(() -> {
            reverseAll(List.of(correction));
            return entries.find(teacher, SOURCE, entry).orElseThrow();
        });
    }

    /** Each of another person, by one actor for one reason, told in the trail of one unit. */
    private void reverseAll(List<Correction> all) {
        var one = all.getFirst();
        entries.addReversals(all.stream().collect(Collectors.toMap(Correction::teacher, it -> it.entry().id())), one.actor().teacher(), one.reason(), clock.instant());
        tally.addAll(all.stream().filter(corrections::isCounted).map(ReverseEntry::delta).toList());
        all.stream().collect(Collectors.groupingBy(it -> it.entry().earnedOn().getYear(), TreeMap::new, Collectors.mapping(Correction::teacher, Collectors.toList())))
            .forEach((year, people) -> followers.forEach(follower -> follower.moved(people, year)));
        audit.record(one.actor(), "ledger.reverse", one.unit().path(), all.stream().collect(Collectors.toMap(it -> "teacher:" + it.teacher(),
            it -> new AuditTrail.Change(Map.of("entry", it.entry().id(), "credited", it.entry().credited()), Map.of("reason", it.reason())))));
    }

    private static Delta delta(Correction correction) {
        return new Delta(correction.teacher(), new ProgramId(Objects.requireNonNull(correction.entry().program())), correction.unit().id(), Measure.HOURS,
            correction.entry().credited().negate().movePointRight(2).longValueExact());
    }
}
