package org.xingtan.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ProvenSource;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;

/** What holds back the hours of a session when one of its entries is put right: however often it was closed, it gives them once. */
record OneSession(Sessions sessions, Trainings trainings, Hours hours, Ledger ledger) implements ProvenSource.Bound {

    @Override
    public List<CreditRule.Cap> caps(TeacherId teacher, String reference) {
        return session(reference).flatMap(it -> trainings.find(it.training()).map(training -> hours.caps(training, it.day()))).orElse(List.of());
    }

    @Override
    public Optional<CreditHours> left(TeacherId teacher, String reference) {
        return session(reference).map(it ->
            it.hours().minus(ledger.counted(teacher, CloseSession.SOURCE, Arrays.stream(it.references()).filter(other -> !other.equals(reference)).toList())));
    }

    private Optional<Session> session(String reference) {
        return sessions.find(UUID.fromString(reference.split("/")[0]));
    }
}
