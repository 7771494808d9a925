package org.xingtan.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Masks;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;

/**
 * Where mail reaches a person. An address is his when he has opened the link that was sent there; until then nothing else goes there.
 * Kept encrypted, shown masked.
 */
@Repository
public class Mailboxes {

    /** How long a link is good. */
    static final Duration GOOD = Duration.ofHours(24);
    /** Links of one day: enough for a typing error, too few to fill a stranger's mailbox. */
    static final int OF_A_DAY = 5;

    /**
     * What the person himself is shown.
     *
     * @param isOpen    whether this platform sends mails at all
     * @param confirmed the address that mails go to, masked
     * @param proposed  the address that waits for its link to be opened, masked
     */
    public record State(boolean isOpen, @Nullable String confirmed, @Nullable String proposed) {}

    /** An address that somebody says is his, and what the link to it ends with. */
    record Proposal(String address, String code) {}

    private final JdbcClient db;
    private final PersonalValues values;
    private final Ways ways;
    private final Clock clock;

    Mailboxes(JdbcClient db, PersonalValues values, Ways ways, Clock clock) {
        this.db = db;
        this.values = values;
        this.ways = ways;
        this.clock = clock;
    }

    public State of(TeacherId person) {
        return db.sql("select address_masked, proposed_masked, proposed_at from messaging.mailbox where teacher_id = :person")
            .param("person", person.value())
            .query((row, _) -> new State(isOpen(), row.getString("address_masked"),
                isGood(row.getObject("proposed_at", OffsetDateTime.class)) ? row.getString("proposed_masked") : null))
            .optional().orElseGet(() -> new State(isOpen(), null, null));
    }

    /** Whether an address can be confirmed here. */
    public boolean isOpen() {
        return ways.isOpen(Way.CONFIRMATION);
    }

    /**
     * Sends a link to an address, to see whether it is the person's. It says nothing of whose it is now.
     *
     * @throws Refused when too many links have been asked for today
     */
    @Transactional
    public void propose(TeacherId person, String address) {
        var now = clock.instant();
        var proposed = db.sql("""
                insert into messaging.mailbox as mailbox
                       (teacher_id, proposed_encrypted, proposed_masked, code_encrypted, proposed_at, proposed_on, proposals)
                values (:person, :address, :masked, :code, :now, :today, 1)
                    on conflict (teacher_id) do update
                   set proposed_encrypted = excluded.proposed_encrypted, proposed_masked = excluded.proposed_masked,
                       code_encrypted = excluded.code_encrypted, proposed_at = excluded.proposed_at, proposed_on = excluded.proposed_on,
                       proposals = case when mailbox.proposed_on = excluded.proposed_on then mailbox.proposals + 1 else 1 end
                 where mailbox.proposed_on is distinct from excluded.proposed_on or mailbox.proposals < :most
                """)
            .param("person", person.value()).param("address", values.seal(person, address)).param("masked", Masks.email(address))
            .param("code", values.seal(person, UUID.randomUUID().toString())).param("now", now.atOffset(ZoneOffset.UTC))
            .param("today", LocalDate.ofInstant(now, Window.ZONE)).param("most", OF_A_DAY).update();
        if (proposed == 0) {
            throw new Refused("messaging.mailbox.often", OF_A_DAY);
        }
        db.sql("""
                insert into messaging.envelope (id, teacher_id, way, slot, next_try_at, moved_at)
                values (:id, :person, 'CONFIRMATION', :now, :now, :now)
                    on conflict (teacher_id, way, slot) where state = 'WAITING' do nothing
                """)
            .param("id", Uuids.next()).param("person", person.value()).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /** No mail any more, and no link is good. */
    @Transactional
    public void remove(TeacherId person) {
        db.sql("""
                update messaging.mailbox
                   set address_encrypted = null, address_masked = null, confirmed_at = null,
                       proposed_encrypted = null, proposed_masked = null, code_encrypted = null
                 where teacher_id = :person
                """)
            .param("person", person.value()).update();
    }

    Optional<Proposal> proposal(TeacherId person) {
        return db.sql("select proposed_encrypted, code_encrypted, proposed_at from messaging.mailbox where teacher_id = :person and code_encrypted is not null")
            .param("person", person.value())
            .query((row, _) -> isGood(row.getObject("proposed_at", OffsetDateTime.class))
                ? Optional.of(new Proposal(values.open(person, row.getBytes("proposed_encrypted")), values.open(person, row.getBytes("code_encrypted"))))
                : Optional.<Proposal>empty())
            .optional().flatMap(it -> it);
    }

    void confirm(TeacherId person, Proposal proposal) {
        db.sql("""
                update messaging.mailbox
                   set address_encrypted = :address, address_masked = :masked, confirmed_at = now(),
                       proposed_encrypted = null, proposed_masked = null, code_encrypted = null
                 where teacher_id = :person
                """)
            .param("address", values.seal(person, proposal.address())).param("masked", Masks.email(proposal.address()))
            .param("person", person.value()).update();
    }

    Optional<String> address(TeacherId person) {
        return db.sql("select address_encrypted from messaging.mailbox where teacher_id = :person and confirmed_at is not null")
            .param("person", person.value())
            .query(byte[].class).optional().map(sealed -> values.open(person, sealed));
    }

    private boolean isGood(@Nullable OffsetDateTime proposedAt) {
        return proposedAt != null && Instant.now(clock).isBefore(proposedAt.toInstant().plus(GOOD));
    }
}
