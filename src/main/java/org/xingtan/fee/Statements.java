package org.xingtan.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Statements that are issued, and their lines. */
@Repository
public class Statements implements Organizations.Heir {

    /** Which statements. @param term null for all terms; {@code open} for those on whose account something is owed */
    record Filter(@Nullable UUID term, @Nullable Payer payer, boolean open, @Nullable String search) {}

    /** What was written before English names were kept with it has that of today, unless the unit is called otherwise since. */
    private static final String IN_ENGLISH = """
        coalesce(s.debtor_en, (select x.name_en from fee.account y join directory.organization_card x on x.id = y.debtor_id
                                where y.id = s.account_id and x.name = s.debtor))
        """.strip();

    static final String DEBTOR = "s.debtor, " + IN_ENGLISH + " as debtor_en";

    private static final String SELECT = """
        select s.id, s.number, s.issued_at, s.due_on, i.n, s.total, s.lines, %s, %s,
               t.owner_id, o.path::text as owner_path, o.name as owner_name, o.name_en as owner_name_en, t.code, t.title, t.title_en,
               (select r.remittance from fee.payer_rule r where r.authority_id = i.authority_id and r.version = i.version) as remittance
          from fee.statement s
          join fee.issue i on i.id = s.issue_id
          join fee.account a on a.id = s.account_id
          join directory.organization_card d on d.id = a.keeper_id
          join selection.term_card t on t.id = a.term_id
          join directory.organization_card o on o.id = t.owner_id
         where s.number is not null
        """.formatted(DEBTOR, Account.COLUMNS);

    /** What was written before the reason was kept with it is said as the withdrawal says it. */
    private static final String LINES = """
        select teacher_id, selection_id, kind, person, course, category, basis, unit, amount,
               coalesce(unit_en, (select x.name_en from directory.organization_card x where x.id = l.unit_id and x.name = l.unit)) as unit_en,
               coalesce(withdrawn, (select w.reason
                                      from selection.selection_card s
                                      join selection.withdrawal_card w on w.offering_id = s.offering_id and w.withdrawn_at = s.dropped_at
                                     where l.kind = 'CREDIT' and s.teacher_id = l.teacher_id and s.id = l.selection_id)) as withdrawn
          from fee.line l
         where statement_id = :statement
        """;

    private final JdbcClient db;

    Statements(JdbcClient db) {
        this.db = db;
    }

    /** Whoever a unit goes up in pays what it owes, and has back what it paid too much. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("update fee.account set keeper_id = :into where keeper_id = :unit").param("into", into.value()).param("unit", unit.value()).update();
    }

    /** The accounts on which it was billed: later statements of the same term stand on them too. */
    @Override
    public List<Organizations.WentOver> wentOver(OrganizationId unit) {
        return db.sql("""
                select t.title, t.title_en, sum(a.billed - a.paid + a.refunded) as balance, k.name, k.name_en
                  from fee.account a
                  join selection.term_card t on t.id = a.term_id
                  join directory.organization_card k on k.id = a.keeper_id
                 where a.debtor_id = :unit and a.keeper_id <> a.debtor_id
                 group by t.id, t.title, t.title_en, t.chosen_until, k.id, k.name, k.name_en
                 order by t.chosen_until desc nulls first, t.id, k.id
                 limit 50
                """)
            .param("unit", unit.value())
            .query((row, _) -> new Organizations.WentOver("fee.account.went-over", List.of(new Localized(row.getString("title"), row.getString("title_en")),
                FeeTerms.money(row, "balance"), new Localized(row.getString("name"), row.getString("name_en"))))).list();
    }

    Optional<Statement> find(UUID id) {
        return db.sql(SELECT + " and s.id = :id").param("id", id).query(Statements::statement).optional();
    }

    /** Of an account, in the order of their issues. */
    List<Statement> of(UUID account) {
        return db.sql(SELECT + " and s.account_id = :account order by i.n").param("account", account).query(Statements::statement).list();
    }

    /** In the scope, by number backwards. */
    Page<Statement> page(Scope scope, Filter filter, @Nullable String after, int limit) {
        var key = Page.decode(after);
        if (key != null && key.length() > 80) {
            throw new Problem(400, "error.cursor");
        }
        var rows = db.sql(SELECT + """
                   and (d.path <@ any (cast(:scope as public.ltree[])) or o.path <@ any (cast(:scope as public.ltree[])))
                   and (cast(:term as uuid) is null or a.term_id = cast(:term as uuid))
                   and (cast(:payer as text) is null or a.payer = :payer)
                   and (not :open or a.billed - a.paid + a.refunded > 0)
                   and (cast(:search as text) is null or position(:search in s.debtor) > 0
                        or position(lower(:search) in lower(%s)) > 0 or s.number = :search)
                   and (cast(:key as text) is null or s.number < :key)
                 order by s.number desc
                 limit :limit
                """.formatted(IN_ENGLISH))
            .param("scope", scope.toArray()).param("term", filter.term()).param("payer", filter.payer() == null ? null : filter.payer().name())
            .param("open", filter.open()).param("search", filter.search()).param("key", key).param("limit", limit + 1)
            .query(Statements::statement).list();
        return Page.of(rows, limit, Statement::number);
    }

    Page<Statement.Line> lines(Statement statement, @Nullable String after, int limit) {
        var key = Page.decode(after);
        if (key != null && !key.matches("[0-9a-f-]{36}/[0-9a-f-]{36}/(CHARGE|CREDIT)")) {
            throw new Problem(400, "error.cursor");
        }
        var parts = key == null ? new String[] {null, null, null} : key.split("/");
        var rows = db.sql(LINES + """
                   and (cast(:teacher as uuid) is null or (teacher_id, selection_id, kind) > (cast(:teacher as uuid), cast(:selection as uuid), :kind))
                 order by teacher_id, selection_id, kind
                 limit :limit
                """)
            .param("statement", statement.id()).param("teacher", parts[0]).param("selection", parts[1]).param("kind", parts[2])
            .param("limit", limit + 1).query(Statements::line).list();
        return Page.of(rows, limit, Statement.Line::key);
    }

    /** All of them, one after the other. */
    void each(Statement statement, Consumer<Statement.Line> take) {
        @Nullable String after = null;
        do {
            var page = lines(statement, after, 1_000);
            page.items().forEach(take);
            after = page.next();
        } while (after != null);
    }

    /** What was billed for a person, by selection: its lines together with the number of the last statement they stand on. */
    List<Billed> of(TeacherId teacher) {
        return db.sql("""
                select l.selection_id, sum(l.amount) as amount, max(s.number) as number, min(l.category) as category, min(a.payer) as payer, min(l.basis) as basis
                  from fee.line l
                  join fee.statement s on s.id = l.statement_id and s.number is not null
                  join fee.account a on a.id = s.account_id
                 where l.teacher_id = :teacher
                 group by l.selection_id
                """)
            .param("teacher", teacher.value())
            .query((row, _) -> new Billed(row.getObject("selection_id", UUID.class), FeeTerms.money(row, "amount"), row.getString("number"),
                new PayerRules.Line(row.getString("category"), Payer.valueOf(row.getString("payer")), row.getString("basis")))).list();
    }

    /** What was billed for one place. @param rule by which it was, whatever is in force by now; a credit goes to whom the charge went */
    public record Billed(UUID selection, Money amount, String number, PayerRules.Line rule) {}

    private static Statement.Line line(ResultSet row, int number) throws SQLException {
        return new Statement.Line(row.getObject("teacher_id", UUID.class), row.getObject("selection_id", UUID.class), row.getString("kind").equals("CREDIT"),
            row.getString("person"), row.getString("course"), row.getString("category"), row.getString("basis"),
            new Localized(row.getString("unit"), row.getString("unit_en")), FeeTerms.money(row, "amount"), row.getString("withdrawn"));
    }

    private static Statement statement(ResultSet row, int number) throws SQLException {
        return new Statement(row.getObject("id", UUID.class), row.getString("number"), row.getObject("issued_at", OffsetDateTime.class).toInstant(),
            row.getObject("due_on", LocalDate.class), row.getInt("n"), FeeTerms.money(row, "total"), row.getInt("lines"),
            new Localized(row.getString("debtor"), row.getString("debtor_en")), Account.read(row),
            new OrganizationId(row.getObject("owner_id", UUID.class)), row.getString("owner_path"),
            new Localized(row.getString("owner_name"), row.getString("owner_name_en")), row.getString("code"),
            new Localized(row.getString("title"), row.getString("title_en")), row.getString("remittance"));
    }
}
