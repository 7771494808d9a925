package org.xingtan.qualification;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Masks;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.CopyIn;
import org.xingtan.qualification.Qualification.State;

/** Use case: certificates of very many people come in at once, as an installation has them that was kept elsewhere before. */
@Component
public class LoadQualifications {

    /**
     * One of them; nobody has another one with its number.
     *
     * @param validUntil  the last day; null for ever
     * @param confirmedBy of the unit; null when nobody has looked at it yet
     */
    public record Row(TeacherId teacher, String kind, String number, String authority, LocalDate issuedOn, @Nullable LocalDate validUntil,
                      @Nullable TeacherId confirmedBy) {}

    private final CopyIn copy;
    private final PersonalValues values;
    private final Clock clock;

    LoadQualifications(CopyIn copy, PersonalValues values, Clock clock) {
        this.copy = copy;
        this.values = values;
        this.clock = clock;
    }

    /** @return how many there were */
    @Transactional
    public long load(List<Row> all) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        copy.copy("qualification.number (hash, teacher_id)", rows ->
            all.stream().filter(it -> it.confirmedBy() != null).forEach(it -> rows.add(hash(it), it.teacher())));
        return copy.copy("qualification.qualification (teacher_id, id, kind, number_hash, number_encrypted, number_masked, authority, issued_on, "
            + "valid_until, state, entered_at, entered_by, decided_at, decided_by)", rows ->
            all.forEach(it -> rows.add(it.teacher(), Uuids.next(), it.kind(), hash(it), values.seal(it.teacher(), it.number()), Masks.document(it.number()),
                it.authority(), it.issuedOn(), it.validUntil(), it.confirmedBy() == null ? State.RECORDED : State.CONFIRMED, now,
                it.confirmedBy() == null ? it.teacher() : it.confirmedBy(), it.confirmedBy() == null ? null : now, it.confirmedBy())));
    }

    private byte[] hash(Row row) {
        return values.hash("qualification." + row.kind(), row.number());
    }
}
