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
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Refunds: proposed, decided, paid out; and what was put right of their vouchers. */
@Repository
public class Refunds {

    /** Where a refund is on its way. */
    public enum State { PROPOSED, APPROVED, REJECTED, PAID }

    /** What goes back to somebody, or shall. @param corrections how often its voucher was put right */
    public record Refund(UUID id, Account account, OrganizationId owner, String ownerPath, String termCode, Localized termTitle, Money amount, String reason, State state,
                         Instant proposedAt, TeacherId proposedBy, String proposedByName, @Nullable TeacherId decidedBy, @Nullable String decidedByName,
                         @Nullable Instant decidedAt, String decision, @Nullable LocalDate paidOn, @Nullable String voucher, @Nullable String paidByName, int corrections) {

        public String href() {
            return "/console/fee/refunds/" + id;
        }
    }

    /**
     * What stood as a voucher, and what stood there afterwards.
     *
     * @param wasOn     the day of the payout that stood there; null where the number alone was put right
     * @param becomesOn null likewise
     */
    public record Correction(UUID refund, String was, @Nullable LocalDate wasOn, String becomes, @Nullable LocalDate becomesOn, String reason, Instant at, String by) {

        /** Whether it was another day. */
        public boolean movesDay() {
            return wasOn != null && !wasOn.equals(becomesOn);
        }
    }

    private static final String SELECT = """
        select r.id, r.amount, r.reason, r.state, r.proposed_at, r.proposed_by, r.proposed_by_name, r.decided_by, r.decided_by_name, r.decided_at, r.decision,
               r.paid_on, r.voucher, r.paid_by_name, t.owner_id, o.path::text as owner_path, t.code, t.title, t.title_en,
               (select count(*) from fee.voucher_correction c where c.refund_id = r.id) as corrections, %s
          from fee.refund r
          join fee.account a on a.id = r.account_id
          join directory.organization_card d on d.id = a.keeper_id
          join selection.term_card t on t.id = a.term_id
          join directory.organization_card o on o.id = t.owner_id
        """.formatted(Account.COLUMNS);

    private static final String CORRECTION = "select refund_id, was, was_on, becomes, becomes_on, reason, corrected_at, corrected_by_name from fee.voucher_correction ";

    private final JdbcClient db;

    Refunds(JdbcClient db) {
        this.db = db;
    }

    Optional<Account> account(UUID id) {
        return db.sql("select " + Account.COLUMNS + " from fee.account a join directory.organization_card d on d.id = a.keeper_id where a.id = :id")
            .param("id", id).query((row, _) -> Account.read(row)).optional();
    }

    /** Nobody else proposes, decides or pays out on that account until the transaction ends. */
    Account lock(UUID account) {
        db.sql("select 1 from fee.account where id = :id for no key update").param("id", account).query(_ -> {});
        return account(account).orElseThrow();
    }

    Optional<Refund> find(UUID id) {
        return db.sql(SELECT + "where r.id = :id").param("id", id).query(Refunds::refund).optional();
    }

    List<Refund> of(UUID account) {
        return db.sql(SELECT + "where r.account_id = :account order by r.id").param("account", account).query(Refunds::refund).list();
    }

    /** Whoever else pays out by this voucher in the books of the authority waits until the transaction is over; the account comes first. */
    void hold(OrganizationId authority, String voucher) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('voucher of refunds of ' || :authority || ' ' || upper(:voucher), 0))")
            .param("authority", authority.toString()).param("voucher", voucher).query(_ -> {});
    }

    /** What the authority's books say went back by a voucher, however it was written. */
    List<Refund> of(OrganizationId authority, String voucher) {
        return db.sql(SELECT + "where r.state = 'PAID' and upper(r.voucher) = upper(:voucher) and t.owner_id = :authority order by r.paid_at, r.id")
            .param("voucher", voucher).param("authority", authority.value()).query(Refunds::refund).list();
    }

    /** In the scope, what waits first, the newest first. */
    Page<Refund> page(Scope scope, boolean waiting, @Nullable UUID after, int limit) {
        var rows = db.sql(SELECT + """
                 where (d.path <@ any (cast(:scope as public.ltree[])) or o.path <@ any (cast(:scope as public.ltree[])))
                   and (r.state in ('PROPOSED', 'APPROVED')) = :waiting
                   and (cast(:after as uuid) is null or r.id < cast(:after as uuid))
                 order by r.id desc
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("waiting", waiting).param("after", after).param("limit", limit + 1).query(Refunds::refund).list();
        return Page.of(rows, limit, it -> it.id().toString());
    }

    /** An account on which too much was paid, and where that can be proposed to go back. */
    public record Credit(Account account, String termCode, UUID statement) {}

    /** Of terms in the scope, those of which no refund is on its way. */
    Page<Credit> credits(Scope scope, @Nullable UUID after, int limit) {
        var rows = db.sql("select " + Account.COLUMNS + """
                       , t.code, (select s.id from fee.statement s where s.account_id = a.id and s.number is not null order by s.number desc limit 1) as statement_id
                  from fee.account a
                  join directory.organization_card d on d.id = a.keeper_id
                  join selection.term_card t on t.id = a.term_id
                  join directory.organization_card o on o.id = t.owner_id
                 where o.path <@ any (cast(:scope as public.ltree[])) and a.paid - a.billed - a.refunded > 0
                   and not exists (select from fee.refund r where r.account_id = a.id and r.state in ('PROPOSED', 'APPROVED'))
                   and (cast(:after as uuid) is null or a.id > cast(:after as uuid))
                 order by a.id
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("after", after).param("limit", limit + 1)
            .query((row, _) -> new Credit(Account.read(row), row.getString("code"), row.getObject("statement_id", UUID.class))).list();
        return Page.of(rows, limit, it -> it.account().id().toString());
    }

    /** @return false when it is there already, or another one of the account is on its way */
    boolean propose(UUID id, Account account, Money amount, String reason, Actor by, Instant at) {
        return db.sql("""
                insert into fee.refund (id, account_id, amount, reason, proposed_at, proposed_by, proposed_by_name)
                values (:id, :account, :amount, :reason, :at, :by, :name)
                on conflict do nothing
                """)
            .param("id", id).param("account", account.id()).param("amount", amount.yuan()).param("reason", reason).param("at", at.atOffset(ZoneOffset.UTC))
            .param("by", by.teacher().value()).param("name", by.personName()).update() == 1;
    }

    /** What is approved and not paid out yet may still be rejected. @return whether it still waited for that */
    boolean decide(Refund refund, State state, String decision, Actor by, Instant at) {
        return db.sql("""
                update fee.refund set state = :state, decision = :decision, decided_at = :at, decided_by = :by, decided_by_name = :name
                 where id = :id and (state = 'PROPOSED' or state = 'APPROVED' and :state = 'REJECTED')
                """)
            .param("state", state.name()).param("decision", decision).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value())
            .param("name", by.personName()).param("id", refund.id()).update() == 1;
    }

    /** @return whether it still had to be paid out */
    boolean payOut(Refund refund, LocalDate day, String voucher, Actor by, Instant at) {
        return db.sql("""
                update fee.refund set state = 'PAID', paid_on = :day, voucher = :voucher, paid_at = :at, paid_by = :by, paid_by_name = :name
                 where id = :id and state = 'APPROVED'
                """)
            .param("day", day).param("voucher", voucher).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value())
            .param("name", by.personName()).param("id", refund.id()).update() == 1;
    }

    /** The first one first. */
    List<Correction> corrections(UUID refund) {
        return db.sql(CORRECTION + "where refund_id = :refund order by n").param("refund", refund).query(Refunds::correction).list();
    }

    Optional<Correction> correction(UUID id) {
        return db.sql(CORRECTION + "where id = :id").param("id", id).query(Refunds::correction).optional();
    }

    /** @return false when the id is another one's */
    boolean correct(UUID id, Refund refund, String voucher, LocalDate day, String reason, Actor by, Instant at) {
        return db.sql("""
                insert into fee.voucher_correction (id, refund_id, n, was, was_on, becomes, becomes_on, reason, corrected_at, corrected_by, corrected_by_name)
                values (:id, :refund, :n, :was, :was_on, :becomes, :becomes_on, :reason, :at, :by, :name)
                on conflict (id) do nothing
                """)
            .param("id", id).param("refund", refund.id()).param("n", refund.corrections() + 1).param("was", refund.voucher())
            .param("was_on", refund.paidOn()).param("becomes", voucher).param("becomes_on", day).param("reason", reason).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("name", by.personName()).update() == 1;
    }

    private static Correction correction(ResultSet row, int number) throws SQLException {
        return new Correction(row.getObject("refund_id", UUID.class), row.getString("was"), row.getObject("was_on", LocalDate.class), row.getString("becomes"),
            row.getObject("becomes_on", LocalDate.class), row.getString("reason"), row.getObject("corrected_at", OffsetDateTime.class).toInstant(), row.getString("corrected_by_name"));
    }

    private static Refund refund(ResultSet row, int number) throws SQLException {
        var decidedBy = row.getObject("decided_by", UUID.class);
        var decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new Refund(row.getObject("id", UUID.class), Account.read(row), new OrganizationId(row.getObject("owner_id", UUID.class)),
            row.getString("owner_path"), row.getString("code"),
            new Localized(row.getString("title"), row.getString("title_en")), FeeTerms.money(row, "amount"), row.getString("reason"),
            State.valueOf(row.getString("state")), row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
            new TeacherId(row.getObject("proposed_by", UUID.class)), row.getString("proposed_by_name"), decidedBy == null ? null : new TeacherId(decidedBy),
            row.getString("decided_by_name"), decidedAt == null ? null : decidedAt.toInstant(), row.getString("decision"),
            row.getObject("paid_on", LocalDate.class), row.getString("voucher"), row.getString("paid_by_name"), row.getInt("corrections"));
    }
}
