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
