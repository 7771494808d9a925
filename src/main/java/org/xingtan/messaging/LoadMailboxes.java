package org.xingtan.messaging;

import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Masks;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.CopyIn;

/** Bulk loading of addresses that are known to be people's own, who may be told at any hour. */
@Component
public class LoadMailboxes {

    /** Whose address it is. */
    public record Row(TeacherId person, String address) {}

    private final CopyIn copy;
    private final PersonalValues values;
    private final Clock clock;

    LoadMailboxes(CopyIn copy, PersonalValues values, Clock clock) {
        this.copy = copy;
        this.values = values;
        this.clock = clock;
    }

    @Transactional
    public void load(List<Row> rows) {
        var now = clock.instant();
        copy.copy("messaging.setting (teacher_id, quiet_from, quiet_to)", into ->
            rows.forEach(row -> into.add(row.person(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
        copy.copy("messaging.mailbox (teacher_id, address_encrypted, address_masked, confirmed_at)", into ->
            rows.forEach(row -> into.add(row.person(), values.seal(row.person(), row.address()), Masks.email(row.address()), now)));
    }
}
