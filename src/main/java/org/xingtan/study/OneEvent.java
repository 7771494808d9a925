package org.xingtan.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ProvenSource;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;

/** What holds back the hours of an event when one of its entries is put right: it gives them by its last closing alone, and none while it is not closed. What an earlier closing gave is put to less at most. */
record OneEvent(Events events, KeepEvent keep, Limits limits, Ledger ledger) implements ProvenSource.Bound {

    @Override
    public List<CreditRule.Cap> caps(TeacherId teacher, String reference) {
        return event(reference).map(it -> limits.caps(keep.unit(it).path(), keep.plan(it).category(), it.day().getYear())).orElse(List.of());
    }

    @Override
    public Optional<CreditHours> left(TeacherId teacher, String reference) {
        return event(reference).map(it -> !it.isClosed() || !reference.equals(it.reference()) ? CreditHours.ZERO
            : it.hours().minus(ledger.counted(teacher, CloseEvent.SOURCE, Arrays.stream(it.references()).filter(other -> !other.equals(reference)).toList())));
    }

    private Optional<Event> event(String reference) {
        return events.find(UUID.fromString(reference.split("/")[0]));
    }
}
