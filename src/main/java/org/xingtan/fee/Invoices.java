package org.xingtan.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.document.Confidential;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Invoices that were asked for, and what became of them. */
@Repository
public class Invoices implements Confidential {

    /** Where a request is. */
    public enum State { REQUESTED, ISSUED, REJECTED }

    /** What goes on an invoice beside the amount. */
    public record TaxData(String title, String taxpayer, String address, String bank, String email) {}

    /**
     * A request for an invoice.
     *
     * @param number   of the invoice itself
     * @param document its file; null where only the number is told
     * @param reason   why there is none
     */
    public record Invoice(UUID id, UUID statement, String statementNumber, Localized debtor, Money amount, TaxData data, State state, Instant askedAt,
                          TeacherId askedBy, String askedByName, @Nullable String number, @Nullable DocumentId document, String reason,
                          @Nullable Instant decidedAt, @Nullable String decidedByName) {

        public String href() {
            return "/console/fee/invoices/" + id;
        }
    }

    private static final String SELECT = """
        select v.id, v.statement_id, s.number as statement_number, %s, v.amount, v.title, v.taxpayer, v.address, v.bank, v.email, v.state, v.asked_at,
               v.asked_by, v.asked_by_name, v.number, v.document_id, v.reason, v.decided_at, v.decided_by_name
          from fee.invoice v
          join fee.statement s on s.id = v.statement_id
        """.formatted(Statements.DEBTOR);

    private final JdbcClient db;

    Invoices(JdbcClient db) {
        this.db = db;
    }

    Optional<Invoice> find(UUID id) {
        return db.sql(SELECT + "where v.id = :id").param("id", id).query(Invoices::invoice).optional();
    }

    List<Invoice> of(UUID statement) {
        return db.sql(SELECT + "where v.statement_id = :statement order by v.id").param("statement", statement).query(Invoices::invoice).list();
    }

    /** The tax data that were last given for who pays this statement: nobody types them twice. */
    Optional<TaxData> last(Statement statement) {
        return db.sql(SELECT + """
                  join fee.account a on a.id = s.account_id
                 where a.debtor_id = :debtor order by v.asked_at desc, v.id desc limit 1
                """).param("debtor", statement.account().debtor().value()).query(Invoices::invoice).optional().map(Invoice::data);
    }

    /** In the scope, the newest first. */
    Page<Invoice> page(Scope scope, State state, @Nullable UUID after, int limit) {
        var rows = db.sql(SELECT + """
                  join fee.account a on a.id = s.account_id
                  join directory.organization_card d on d.id = a.keeper_id
                  join selection.term_card t on t.id = a.term_id
                  join directory.organization_card o on o.id = t.owner_id
                 where (d.path <@ any (cast(:scope as public.ltree[])) or o.path <@ any (cast(:scope as public.ltree[])))
                   and v.state = :state and (cast(:after as uuid) is null or v.id < cast(:after as uuid))
                 order by v.id desc
                 limit :limit
                """)
            .param("scope", scope.toArray()).param("state", state.name()).param("after", after).param("limit", limit + 1)
            .query(Invoices::invoice).list();
        return Page.of(rows, limit, it -> it.id().toString());
    }

    /** What is asked for or written of a statement so far; nobody else asks until the transaction ends. */
    Money taken(Statement statement) {
        db.sql("select 1 from fee.statement where id = :id for no key update").param("id", statement.id()).query(_ -> {});
        return db.sql("select coalesce(sum(amount), 0) as amount from fee.invoice where statement_id = :id and state <> 'REJECTED'")
            .param("id", statement.id()).query((row, _) -> FeeTerms.money(row, "amount")).single();
    }

    /** @return false when it is there already */
    boolean add(UUID id, Statement statement, Money amount, TaxData data, Actor by, Instant at) {
        return db.sql("""
                insert into fee.invoice (id, statement_id, amount, title, taxpayer, address, bank, email, asked_at, asked_by, asked_by_name)
                values (:id, :statement, :amount, :title, :taxpayer, :address, :bank, :email, :at, :by, :name)
                on conflict (id) do nothing
                """)
            .param("id", id).param("statement", statement.id()).param("amount", amount.yuan()).param("title", data.title())
            .param("taxpayer", data.taxpayer()).param("address", data.address()).param("bank", data.bank()).param("email", data.email())
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("name", by.personName()).update() == 1;
    }

    boolean isKnown(String number) {
        return db.sql("select exists (select from fee.invoice where number = :number)").param("number", number).query(Boolean.class).single();
    }

    /** @return whether it still waited */
    boolean answer(Invoice invoice, State state, @Nullable String number, @Nullable DocumentId document, String reason, Actor by, Instant at) {
        return db.sql("""
                update fee.invoice
                   set state = :state, number = :number, document_id = :document, reason = :reason, decided_at = :at, decided_by = :by, decided_by_name = :name
                 where id = :id and state = 'REQUESTED'
                """)
            .param("state", state.name()).param("number", number).param("document", document == null ? null : document.value()).param("reason", reason)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("name", by.personName()).param("id", invoice.id()).update() == 1;
    }

    @Override
    public List<DocumentId> confidential() {
        return db.sql("select document_id from fee.invoice where document_id is not null")
            .query((row, _) -> new DocumentId(row.getObject(1, UUID.class))).list();
    }

    private static Invoice invoice(ResultSet row, int number) throws SQLException {
        var document = row.getObject("document_id", UUID.class);
        var decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Invoice(row.getObject("id", UUID.class), row.getObject("statement_id", UUID.class), row.getString("statement_number"),
            new Localized(row.getString("debtor"), row.getString("debtor_en")), FeeTerms.money(row, "amount"), new TaxData(row.getString("title"), row.getString("taxpayer"),
                row.getString("address"), row.getString("bank"), row.getString("email")), State.valueOf(row.getString("state")),
            row.getObject("asked_at", OffsetDateTime.class).toInstant(), new TeacherId(row.getObject("asked_by", UUID.class)),
            row.getString("asked_by_name"), row.getString("number"), document == null ? null : new DocumentId(document), row.getString("reason"),
            decided == null ? null : decided.toInstant(), row.getString("decided_by_name"));
    }
}
