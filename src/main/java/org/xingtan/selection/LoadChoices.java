package org.xingtan.selection;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.ValueRows;

/** Choices of many people in the caller's transaction, decided as anybody's: who is refused gets nothing. */
@Component
public class LoadChoices {

    /** @param at when he has chosen */
    public record Wanted(TeacherId teacher, OfferingId offering, Instant at) {}

    private final CommitRound rounds;

    LoadChoices(CommitRound rounds) {
        this.rounds = rounds;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void load(List<Wanted> wanted) {
        for (var start = 0; start < wanted.size(); start += ValueRows.MOST) {
            rounds.load(wanted.subList(start, Math.min(wanted.size(), start + ValueRows.MOST)).stream()
                .map(it -> new Wish(it.teacher(), it.offering(), true, it.at())).toList());
        }
    }
}
