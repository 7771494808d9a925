package org.xingtan.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;

/** Payments as they were recorded. */
@Repository
public class Payments {

    /**
     * Money that came in for a statement, or the reversal of a record of it.
     *
     * @param amount     below zero for a reversal
     * @param reverses   the payment that it takes back
     * @param reversed   whether another one takes it back
     * @param recordedBy empty for what a channel brought by itself
     */
    public record Payment(UUID id, UUID statement, String channel, Money amount, LocalDate paidOn, String voucher, String note, @Nullable UUID reverses,
                          boolean reversed, Instant recordedAt, String recordedBy) {

        public boolean isReversible() {
            return reverses == null && !reversed;
        }
    }

    /** A payment that stands in the books of the same authority under the same voucher, and is not reversed. */
    public record SameVoucher(UUID payment, UUID statement, String number, Localized debtor, Money amount, LocalDate paidOn) {

        public String href() {
            return "/console/fee/statements/" + statement;
        }
    }

    private static final String SELECT = """
        select p.id, p.statement_id, p.channel, p.key, p.amount, p.paid_on, p.voucher, p.note, p.reverses, p.recorded_at, p.recorded_by_name,
               exists (select from fee.payment r where r.reverses = p.id) as reversed
          from fee.payment p
        """;

    private final JdbcClient db;

    Payments(JdbcClient db) {
        this.db = db;
    }

    List<Payment> of(UUID statement) {
        return db.sql(SELECT + "where p.statement_id = :statement order by p.recorded_at, p.id").param("statement", statement)
            .query(Payments::payment).list();
    }

    Optional<Payment> find(UUID id) {
        return db.sql(SELECT + "where p.id = :id").param("id", id).query(Payments::payment).optional();
    }

    Optional<Payment> find(String channel, String key) {
        return db.sql(SELECT + "where p.channel = :channel and p.key = :key").param("channel", channel).param("key", key)
            .query(Payments::payment).optional();
    }

    /** Whoever else records this voucher in the books of the authority waits until the transaction is over. */
    void hold(OrganizationId authority, String voucher) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('voucher of ' || :authority || ' ' || upper(:voucher), 0))")
            .param("authority", authority.toString()).param("voucher", voucher).query(_ -> {});
    }

    /** What the authority's books say of a voucher, however it was written. */
    List<SameVoucher> of(OrganizationId authority, String voucher) {
        return db.sql("""
                select p.id, p.statement_id, s.number, %s, p.amount, p.paid_on
                  from fee.payment p
                  join fee.statement s on s.id = p.statement_id
                  join fee.account a on a.id = s.account_id
                  join selection.term_card t on t.id = a.term_id
                 where upper(p.voucher) = upper(:voucher) and p.reverses is null and t.owner_id = :authority
                   and not exists (select from fee.payment r where r.reverses = p.id)
                 order by p.recorded_at, p.id
                """.formatted(Statements.DEBTOR))
            .param("voucher", voucher).param("authority", authority.value())
            .query((row, _) -> new SameVoucher(row.getObject("id", UUID.class), row.getObject("statement_id", UUID.class), row.getString("number"),
                new Localized(row.getString("debtor"), row.getString("debtor_en")), FeeTerms.money(row, "amount"), row.getObject("paid_on", LocalDate.class)))
            .list();
    }

    /** @param by null for what a channel brought by itself; @return whether it is new */
    boolean add(PaymentGateway.Receipt receipt, @Nullable Actor by, Instant at) {
        return db.sql("""
                insert into fee.payment (id, statement_id, channel, key, amount, paid_on, voucher, note, recorded_at, recorded_by, recorded_by_name)
                values (:id, :statement, :channel, :key, :amount, :paidOn, :voucher, :note, :at, :by, :name)
                on conflict (channel, key) do nothing
                """)
            .param("id", Uuids.next()).param("statement", receipt.statement()).param("channel", receipt.channel()).param("key", receipt.key())
            .param("amount", Money.ofFen(receipt.fen()).yuan()).param("paidOn", receipt.paidOn()).param("voucher", receipt.voucher())
            .param("note", receipt.note()).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by == null ? null : by.teacher().value())
            .param("name", by == null ? "" : by.personName()).update() == 1;
    }

    /** @return whether it is new: a payment is reversed once */
    boolean reverse(Payment payment, String reason, Actor by, Instant at) {
        return db.sql("""
                insert into fee.payment (id, statement_id, channel, key, amount, paid_on, voucher, note, reverses, recorded_at, recorded_by, recorded_by_name)
                values (:id, :statement, :channel, :key, :amount, :paidOn, :voucher, :note, :reverses, :at, :by, :name)
                on conflict do nothing
                """)
            .param("id", Uuids.next()).param("statement", payment.statement()).param("channel", payment.channel())
            .param("key", "reversal of " + payment.id()).param("amount", payment.amount().negated().yuan()).param("paidOn", payment.paidOn())
            .param("voucher", payment.voucher()).param("note", reason).param("reverses", payment.id()).param("at", at.atOffset(ZoneOffset.UTC))
            .param("by", by.teacher().value()).param("name", by.personName()).update() == 1;
    }

    private static Payment payment(ResultSet row, int number) throws SQLException {
        return new Payment(row.getObject("id", UUID.class), row.getObject("statement_id", UUID.class), row.getString("channel"),
            FeeTerms.money(row, "amount"), row.getObject("paid_on", LocalDate.class), row.getString("voucher"), row.getString("note"),
            row.getObject("reverses", UUID.class), row.getBoolean("reversed"), row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
            row.getString("recorded_by_name"));
    }
}
