package org.xingtan.fee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;

/** Use case: somebody looks how the fees of a term add up for a unit, from the city down to a school. All of it at one moment. */
@Component
public class Reconcile {

    /**
     * How the fees of a term add up for a unit and all below it.
     *
     * @param lineage from the highest unit that the reader sees down to this one
     * @param asOf    the moment it is true for
     */
    public record Report(FeeTerm term, OrganizationCard unit, List<OrganizationCard> lineage, List<ByPayer> payers, List<ByCategory> categories,
                                 List<ByUnit> units, Instant asOf) {

        /**
         * Accounts of one kind of payer.
         *
         * @param payer who was billed; for what is not billed yet who would be today, null where that is nobody: not laid down, or none stands above the unit
         * @param due   what the live places cost now
         */
        public record ByPayer(@Nullable Payer payer, Money due, Sums sums) {}

        /** @param payer as of {@link ByPayer}: a category has several where that was laid down otherwise meanwhile; {@code billed} of what is issued */
        public record ByCategory(String category, Localized title, @Nullable Payer payer, int places, Money due, Money billed) {}

        /**
         * The people of a unit and those below it.
         *
         * @param due    what their live places cost, whoever pays
         * @param billed what is issued for them, whoever pays
         * @param own    the accounts of these units themselves
         */
        public record ByUnit(OrganizationCard unit, boolean isBelow, int places, Money due, Money billed, Sums own) {}

        /** What stands on accounts. @param open what is still owed; {@code credit} what was paid too much */
        public record Sums(Money billed, Money paid, Money refunded, Money open, Money credit) {

            static final Sums NONE = new Sums(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

            Sums plus(Sums other) {
                return new Sums(billed.plus(other.billed), paid.plus(other.paid), refunded.plus(other.refunded), open.plus(other.open), credit.plus(other.credit));
            }

            /** billed = paid − refunded + open − credit. */
            public boolean addsUp() {
                return billed.equals(paid.minus(refunded).plus(open).minus(credit));
            }
        }

        /** All payers together. */
        public Sums sums() {
            return payers.stream().map(ByPayer::sums).reduce(Sums.NONE, Sums::plus);
        }

        public Money due() {
            return categories.stream().map(ByCategory::due).reduce(Money.ZERO, Money::plus);
        }
    }

    /**
     * Places and lines by the unit in which people count, at or below a unit: where they take part in the program, else where they work; with
     * whom they are billed to, if they are, else of what kind it is and all above it. What is joined can be read from either end, so that a school
     * does not wait for the whole city.
     */
    private static final String PLACES = """
        -- all teachers: everybody of these units who has a place in the term
        with live as (
            select o.path, f.category, f.price, h.teacher_id, h.offering_id
              from directory.organization_card o
              join enrollment.participation_card e on e.organization_id = o.id
              join selection.offering_card f on f.program_id = e.program_id
              join selection.place_card h on h.offering_id = f.offering_id and h.teacher_id = e.teacher_id and h.state = 'SELECTED'
             where o.path <@ cast(:path as public.ltree) and f.term_id = :term and f.price > 0
             union all
            select o.path, f.category, f.price, h.teacher_id, h.offering_id
              from directory.organization_card o
              join directory.person_card d on d.organization_id = o.id
              join selection.place_card h on h.teacher_id = d.teacher_id and h.state = 'SELECTED'
              join selection.offering_card f on f.offering_id = h.offering_id
             where o.path <@ cast(:path as public.ltree) and f.term_id = :term and f.price > 0
               and not exists (select from enrollment.participation_card e where e.teacher_id = h.teacher_id and e.program_id = f.program_id)),
        counted as (
            select v.path, v.category, a.payer, count(*) as places, sum(v.price) as due, 0 as billed
              from live v
              left join selection.selection_card c on c.teacher_id = v.teacher_id and c.offering_id = v.offering_id and c.state = 'SELECTED'
              left join fee.line l on l.teacher_id = c.teacher_id and l.selection_id = c.id and l.kind = 'CHARGE'
              left join fee.statement s on s.id = l.statement_id
              left join fee.account a on a.id = s.account_id
             group by v.path, v.category, a.payer
             union all
            select o.path, l.category, a.payer, 0, 0, sum(l.amount)
              from directory.organization_card o
              join fee.line l on l.unit_id = o.id
              join fee.statement s on s.id = l.statement_id and s.number is not null
              join fee.account a on a.id = s.account_id
             where o.path <@ cast(:path as public.ltree) and a.term_id = :term
             group by o.path, l.category, a.payer)
        select c.path::text as path, c.category, c.payer, sum(c.places)::int as places, sum(c.due) as due, sum(c.billed) as billed,
               case when c.payer is null then (select array_agg(distinct a.kind) from directory.organization_card a where a.path @> c.path) end as above
          from counted c
         group by c.path, c.category, c.payer
        """;

    private static final String ACCOUNTS = """
        select d.path::text as path, a.payer, sum(a.billed) as billed, sum(a.paid) as paid, sum(a.refunded) as refunded,
               sum(greatest(0, a.billed - a.paid + a.refunded)) as open, sum(greatest(0, a.paid - a.billed - a.refunded)) as credit
          from fee.account a
          join directory.organization_card d on d.id = a.keeper_id
         where a.term_id = :term and (:all or d.path <@ cast(:path as public.ltree))
         group by d.path, a.payer
        """;

    private record Place(String path, String category, @Nullable Payer payer, int places, Money due, Money billed) {}

    private record Kind(String category, @Nullable Payer payer) {}

    private record Owed(String path, Payer payer, Report.Sums sums) {}

    private final FeesInCharge inCharge;
    private final Acts acts;
    private final Organizations organizations;
    private final JdbcClient db;
    private final Clock clock;

    Reconcile(FeesInCharge inCharge, Acts acts, Organizations organizations, JdbcClient db, Clock clock) {
        this.inCharge = inCharge;
        this.acts = acts;
        this.organizations = organizations;
        this.db = db;
        this.clock = clock;
    }

    /** What it is read with. */
    @Component
    record Acts(PayerRuleBook book, CategoryNames names, Patience patience) {}

    /**
     * @param unit null for the highest that the actor sees of the term
     * @throws NotFound when the term or the unit is none of the actor's
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Report of(Actor actor, UUID id, @Nullable OrganizationId unit) {
        acts.patience.extend();
        var term = inCharge.sees(actor, id);
        var scope = inCharge.looks(actor);
        var top = unit(scope, term, unit);
        var places = places(term, top.path());
        var owed = owed(term, top.path());
        var lineage = organizations.lineage(top.path()).stream().filter(it -> scope.contains(it.path()) && isAtOrBelow(it.path(), term.ownerPath())).toList();
        return new Report(term, top, lineage, byPayer(places, owed), byCategory(places), byUnit(scope, top, places, owed), clock.instant());
    }

    private OrganizationCard unit(Scope scope, FeeTerm term, @Nullable OrganizationId asked) {
        var unit = asked != null ? organizations.find(asked)
            : scope.contains(term.ownerPath()) ? organizations.find(term.owner())
            : organizations.roots(scope).stream().filter(root -> isAtOrBelow(root.path(), term.ownerPath())).findFirst();
        return unit.filter(it -> scope.contains(it.path()) && isAtOrBelow(it.path(), term.ownerPath())).orElseThrow(() -> new NotFound("unit"));
    }

    private static boolean isAtOrBelow(String path, String top) {
        return path.equals(top) || path.startsWith(top + ".");
    }

    private List<Place> places(FeeTerm term, String path) {
        var payers = payers(term);
        return db.sql(PLACES).param("term", term.id().value()).param("path", path)
            .query((row, _) -> new Place(row.getString("path"), row.getString("category"), payer(row, payers), row.getInt("places"),
                FeeTerms.money(row, "due"), FeeTerms.money(row, "billed"))).list();
    }

    private static @Nullable Payer payer(ResultSet row, Map<String, Payer> today) throws SQLException {
        if (row.getString("payer") != null) {
            return Payer.valueOf(row.getString("payer"));
        }
        var payer = today.get(row.getString("category"));
        return payer != null && payer.isAbove() && !List.of((String[]) row.getArray("above").getArray()).contains(payer.name()) ? null : payer;
    }

    /** For the authority itself all accounts: those who stand above it pay as well. */
    private List<Owed> owed(FeeTerm term, String path) {
        return db.sql(ACCOUNTS).param("term", term.id().value()).param("path", path).param("all", path.equals(term.ownerPath()))
            .query((row, _) -> new Owed(row.getString("path"), Payer.valueOf(row.getString("payer")), sums(row))).list();
    }

    private static Report.Sums sums(ResultSet row) throws SQLException {
        return new Report.Sums(FeeTerms.money(row, "billed"), FeeTerms.money(row, "paid"), FeeTerms.money(row, "refunded"),
            FeeTerms.money(row, "open"), FeeTerms.money(row, "credit"));
    }

    /** By category, for what is not billed yet. */
    private Map<String, Payer> payers(FeeTerm term) {
        var payers = new HashMap<String, Payer>();
        acts.book.inForce(term.ownerPath(), clock.instant().atZone(Window.ZONE).toLocalDate())
            .ifPresent(rules -> rules.lines().forEach(line -> payers.put(line.category(), line.payer())));
        return payers;
    }

    private static List<Report.ByPayer> byPayer(List<Place> places, List<Owed> owed) {
        var payers = new ArrayList<@Nullable Payer>(List.of(Payer.values()));
        payers.add(null);
        return payers.stream().filter(payer -> places.stream().anyMatch(it -> it.payer() == payer) || owed.stream().anyMatch(it -> it.payer() == payer))
            .map(payer -> new Report.ByPayer(payer, places.stream().filter(it -> it.payer() == payer).map(Place::due).reduce(Money.ZERO, Money::plus),
                owed.stream().filter(it -> it.payer() == payer).map(Owed::sums).reduce(Report.Sums.NONE, Report.Sums::plus))).toList();
    }

    private List<Report.ByCategory> byCategory(List<Place> places) {
        var all = new HashMap<Kind, Place>();
        places.forEach(it -> all.merge(new Kind(it.category(), it.payer()), it, Reconcile::sum));
        return all.values().stream().sorted(Comparator.comparing(Place::category).thenComparing(Place::payer, Comparator.nullsLast(Comparator.naturalOrder())))
            .map(it -> new Report.ByCategory(it.category(), acts.names.of(it.category()), it.payer(), it.places(), it.due(), it.billed())).toList();
    }

    private static Place sum(Place one, Place other) {
        return new Place(one.path(), one.category(), one.payer(), one.places() + other.places(), one.due().plus(other.due()), one.billed().plus(other.billed()));
    }

    /** Those right below, and the unit itself where it has people or accounts of its own. */
    private List<Report.ByUnit> byUnit(Scope scope, OrganizationCard top, List<Place> places, List<Owed> owed) {
        var rows = new ArrayList<Report.ByUnit>();
        var itself = row(top, false, places.stream().filter(it -> it.path().equals(top.path())).toList(),
            owed.stream().filter(it -> it.path().equals(top.path())).toList());
        if (itself.places() > 0 || !itself.billed().equals(Money.ZERO) || !itself.own().equals(Report.Sums.NONE)) {
            rows.add(itself);
        }
        for (var unit : organizations.children(scope, top.id())) {
            rows.add(row(unit, true, places.stream().filter(it -> isAtOrBelow(it.path(), unit.path())).toList(),
                owed.stream().filter(it -> isAtOrBelow(it.path(), unit.path())).toList()));
        }
        return rows;
    }

    private static Report.ByUnit row(OrganizationCard unit, boolean isBelow, List<Place> places, List<Owed> owed) {
        var sum = places.stream().reduce(new Place(unit.path(), "", null, 0, Money.ZERO, Money.ZERO), Reconcile::sum);
        return new Report.ByUnit(unit, isBelow, sum.places(), sum.due(), sum.billed(),
            owed.stream().map(Owed::sums).reduce(Report.Sums.NONE, Report.Sums::plus));
    }
}
