package org.xingtan.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.selection.Offerings;
import org.xingtan.selection.TermId;

/** Terms, and what their places cost as they are taken now. */
@Repository
public class FeeTerms implements Offerings.Settling {

    /** What the live places of a category cost. @param places that cost something */
    public record Due(String category, int places, Money amount) {}

    private static final String SELECT = """
        select t.id, t.owner_id, o.path::text as path, o.name, o.name_en, o.code as owner_code, t.code, t.title, t.title_en, t.chosen_until
          from selection.term_card t
          join directory.organization_card o on o.id = t.owner_id
        """;

    private final JdbcClient db;

    FeeTerms(JdbcClient db) {
        this.db = db;
    }

    Optional<FeeTerm> find(UUID id) {
        return db.sql(SELECT + "where t.id = :id").param("id", id).query(FeeTerms::term).optional();
    }

    /** The published terms of authorities in the scope, and those for which somebody in the scope has an account; the newest first. */
    List<FeeTerm> of(Scope scope) {
        return db.sql(SELECT + """
                 where t.published_at is not null
                   and (o.path <@ any (cast(:scope as public.ltree[]))
                        or exists (select from fee.account a
                                     join directory.organization_card d on d.id = a.keeper_id
                                    where a.term_id = t.id and d.path <@ any (cast(:scope as public.ltree[]))))
                 order by t.chosen_until desc nulls first, t.id
                 limit 200
                """)
            .param("scope", scope.toArray()).query(FeeTerms::term).list();
    }

    /** Whether somebody in the scope offers its courses, or has an account of it. */
    boolean isSeen(Scope scope, FeeTerm term) {
        return scope.contains(term.ownerPath()) || db.sql("""
                select exists (select from fee.account a
                                 join directory.organization_card d on d.id = a.keeper_id
                                where a.term_id = :term and d.path <@ any (cast(:scope as public.ltree[])))
                """)
            .param("term", term.id().value()).param("scope", scope.toArray()).query(Boolean.class).single();
    }

    /** Of which something taken is not billed, or something billed not paid or given back, or statements are under way. */
    @Override
    public List<TermId> unsettled(OrganizationId owner) {
        return db.sql("""
                select t.id
                  from selection.term_card t
                 where t.owner_id = :owner
                   and (exists (select from fee.issue i where i.term_id = t.id and i.finished_at is null)
                        or exists (select from fee.account a where a.term_id = t.id and a.billed - a.paid + a.refunded <> 0)
                        or (select coalesce(sum(f.taken * f.price), 0) from selection.offering_card f where f.term_id = t.id)
                           <> (select coalesce(sum(a.billed), 0) from fee.account a where a.term_id = t.id))
                 order by t.id
                """)
            .param("owner", owner.value()).query((row, _) -> new TermId(row.getObject(1, UUID.class))).list();
    }

    /** By category; what is taken the offerings count themselves, so that this is right at any moment. */
    List<Due> due(UUID term) {
        return db.sql("""
                select category, sum(taken)::int as places, sum(taken * price) as amount
                  from selection.offering_card
                 where term_id = :term and price > 0
                 group by category order by category
                """)
            .param("term", term)
            .query((row, _) -> new Due(row.getString("category"), row.getInt("places"), money(row, "amount"))).list();
    }

    /** What is otherwise than the statements of a term say. @param toBill places that cost something and stand on none @param toCredit places that do, and were given back */
    public record Since(int toBill, int toCredit) {

        /** The same but for places that nobody pays: no statement will ever have them. */
        Since without(int unpaid) {
            return new Since(Math.max(0, toBill - unpaid), toCredit);
        }
    }

    /** Of what was billed each place is looked up, of what was not none: how many are taken the offerings count themselves. */
    Since since(UUID term) {
        return db.sql("""
                -- all teachers: everybody who was billed for a place in the term
                select (select coalesce(sum(o.taken), 0) from selection.offering_card o where o.term_id = :term and o.price > 0)::int
                       - count(*) filter (where h.state = 'SELECTED')::int as to_bill,
                       count(*) filter (where h.state is distinct from 'SELECTED')::int as to_credit
                  from fee.account a
                  join fee.statement s on s.account_id = a.id
                  join fee.line l on l.statement_id = s.id and l.kind = 'CHARGE'
                  left join selection.selection_card h on h.teacher_id = l.teacher_id and h.id = l.selection_id
                 where a.term_id = :term
                   and not exists (select from fee.line c where c.teacher_id = l.teacher_id and c.selection_id = l.selection_id and c.kind = 'CREDIT')
                """)
            .param("term", term).query((row, _) -> new Since(row.getInt("to_bill"), row.getInt("to_credit"))).single();
    }

    /** Codes of everything that costs something in an authority's terms, and of those below it. */
    List<String> categories(String path) {
        return db.sql("""
                select distinct f.category
                  from selection.offering_card f
                  join selection.term_card t on t.id = f.term_id
                  join directory.organization_card o on o.id = t.owner_id
                 where o.path <@ cast(:path as public.ltree) and f.price > 0
                 order by f.category
                """)
            .param("path", path).query(String.class).list();
    }

    /**
     * A place of a person that costs something, or that was billed: then with what it was billed as, for the course may be offered otherwise by now.
     *
     * @param withdrawn why the course was withdrawn, where the place went by that
     */
    public record Held(UUID selection, String course, String category, Money price, String termCode, Localized termTitle, String ownerPath, boolean live,
                       @Nullable String withdrawn) {}

    /** What somebody has taken, and what he has given back; the newest first. */
    List<Held> heldBy(TeacherId teacher) {
        return db.sql("""
                select s.id, coalesce(l.course, f.title, p.title) as course, coalesce(l.category, f.category) as category, coalesce(l.amount, f.price) as price, t.code, t.title, t.title_en, o.path::text as owner_path, s.state = 'SELECTED' as live,
                       w.reason as withdrawn
                  from selection.selection_card s
                  join selection.offering_card f on f.offering_id = s.offering_id
                  join program.program_card p on p.id = f.program_id
                  join selection.term_card t on t.id = s.term_id
                  join directory.organization_card o on o.id = t.owner_id
                  left join fee.line l on l.teacher_id = s.teacher_id and l.selection_id = s.id and l.kind = 'CHARGE'
                  left join selection.withdrawal_card w on w.offering_id = s.offering_id and w.withdrawn_at = s.dropped_at
                 where s.teacher_id = :teacher and (s.state = 'SELECTED' and f.price > 0 or l.teacher_id is not null)
                 order by s.chosen_at desc, s.id
                 limit 500
                """)
            .param("teacher", teacher.value())
            .query((row, _) -> new Held(row.getObject("id", UUID.class), row.getString("course"), row.getString("category"), money(row, "price"),
                row.getString("code"), new Localized(row.getString("title"), row.getString("title_en")), row.getString("owner_path"), row.getBoolean("live"),
                row.getString("withdrawn")))
            .list();
    }

    static Money money(ResultSet row, String column) throws SQLException {
        var amount = row.getBigDecimal(column);
        return amount == null ? Money.ZERO : new Money(amount.setScale(2, java.math.RoundingMode.UNNECESSARY));
    }

    private static FeeTerm term(ResultSet row, int number) throws SQLException {
        var until = row.getObject("chosen_until", OffsetDateTime.class);
        return new FeeTerm(new TermId(row.getObject("id", UUID.class)), new OrganizationId(row.getObject("owner_id", UUID.class)), row.getString("path"),
            new Localized(row.getString("name"), row.getString("name_en")), row.getString("owner_code"), row.getString("code"),
            new Localized(row.getString("title"), row.getString("title_en")), until == null ? null : until.toInstant());
    }
}
