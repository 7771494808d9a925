package org.xingtan.ledger;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Credits by the dated rule of a person's jurisdiction, where there is one. */
@Repository
public class Credits {

    private final JdbcClient db;
    private final Jurisdictions jurisdictions;

    Credits(JdbcClient db, Jurisdictions jurisdictions) {
        this.db = db;
        this.jurisdictions = jurisdictions;
    }

    /** The rule in force that day where the person works: of the nearest authority that has one, its latest. */
    public Optional<Conversion> ruleOf(TeacherId teacher, LocalDate day) {
        return jurisdictions.pathOf(teacher).flatMap(path -> inForce(path, day));
    }

    Optional<Conversion> inForce(String path, LocalDate day) {
        return db.sql("""
                select c.jurisdiction, c.from_on, c.hours_per_credit, c.basis, c.registered_by
                  from ledger.conversion c
                  join directory.organization_card o on o.id = c.jurisdiction
                 where c.from_on <= :day and o.path = any (cast(:lineage as public.ltree[]))
                 order by public.nlevel(o.path) desc, c.from_on desc
                 limit 1
                """)
            .param("day", day).param("lineage", Jurisdictions.lineage(path))
            .query((row, _) -> new Conversion(new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, LocalDate.class),
                row.getBigDecimal(3), row.getString(4), row.getString(5)))
            .optional();
    }

    /**
     * Registers a rule. The same again changes nothing.
     *
     * @throws IllegalArgumentException when another rule is in force from the same day: rules are dated, not overwritten
     */
    @Transactional
    public void define(Conversion rule) {
        var added = db.sql("""
                insert into ledger.conversion (jurisdiction, from_on, hours_per_credit, basis, registered_by)
                values (:jurisdiction, :from, :rate, :basis, :by)
                on conflict do nothing
                """)
            .param("jurisdiction", rule.jurisdiction().value()).param("from", rule.fromOn()).param("rate", rule.hoursPerCredit())
            .param("basis", rule.basis()).param("by", rule.registeredBy())
            .update();
        if (added == 0 && !isDefined(rule)) {
            throw new IllegalArgumentException("Another conversion is in force from " + rule.fromOn());
        }
    }

    private boolean isDefined(Conversion rule) {
        return db.sql("""
                select exists (select from ledger.conversion
                                where jurisdiction = :jurisdiction and from_on = :from and hours_per_credit = :rate)
                """)
            .param("jurisdiction", rule.jurisdiction().value()).param("from", rule.fromOn()).param("rate", rule.hoursPerCredit())
            .query(Boolean.class).single();
    }
}
