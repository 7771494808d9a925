package org.xingtan.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Texts;

/** Reads a plan for those who decide on it. */
@Repository
public class Planned {

    /**
     * What is going to happen to one person.
     *
     * @param act     {@code create}, {@code change}, {@code transfer}, {@code ask} or {@code retire}
     * @param changed names of what is new
     * @param unit    where somebody begins; null when nothing begins
     */
    public record Person(int row, String name, @Nullable String document, String act, List<String> changed, @Nullable Localized unit,
                         @Nullable String state, @Nullable LocalDate since) {}

    private static final String PEOPLE = """
        select * from (
            select i.row_number, i.name, coalesce(i.document_masked, t.document_masked) as document_masked,
                   case when not i.known then 'create'
                        when i.state in ('TRANSFERRED', 'RETIRED', 'LEFT') then 'retire'
                        when 'unit' = any (i.changed) then 'transfer'
                        else 'change' end as act,
                   i.changed, o.name as unit, o.name_en as unit_en, i.state, i.since
              from directory.incoming_card i
              left join directory.teacher_card t on t.teacher_id = i.teacher_id
              left join directory.organization_card o on o.id = i.organization_id
             where i.import_id = :plan
             union all
            select t.row_number, p.name, p.document_masked, 'ask', '{unit}', o.name, o.name_en, t.employment_state, t.since
              from roster.transfer t
              join directory.teacher_card p on p.teacher_id = t.teacher_id
              join directory.organization_card o on o.id = t.to_organization
             where t.import_id = :plan and t.state = 'PLANNED') planned
         where row_number > :after and (act <> 'create' or :all)
         order by row_number
         limit :limit
        """;

    private final JdbcClient db;
    private final Findings findings;

    Planned(JdbcClient db, Findings findings) {
        this.db = db;
        this.findings = findings;
    }

    /** In the order of their rows, those behind {@code after}. */
    List<Person> people(UUID plan, int after, int limit) {
        return read(plan, after, limit, true);
    }

    /** All but those who are new. */
    List<Person> changed(UUID plan) {
        return read(plan, -1, Integer.MAX_VALUE, false);
    }

    List<RowFinding> findings(UUID plan) {
        return findings.all(plan);
    }

    /** A finding as a sentence. */
    static String text(Texts texts, RowFinding it, Locale locale) {
        return texts.get(it.finding().code(), locale, it.finding().arguments().toArray());
    }

    private List<Person> read(UUID plan, int after, int limit, boolean all) {
        return db.sql(PEOPLE).param("plan", plan).param("after", after).param("limit", limit).param("all", all).query((row, _) -> person(row)).list();
    }

    private static Person person(ResultSet row) throws SQLException {
        var unit = row.getString("unit");
        return new Person(row.getInt("row_number"), row.getString("name"), row.getString("document_masked"), row.getString("act"),
            List.of((String[]) row.getArray("changed").getArray()), unit == null ? null : new Localized(unit, row.getString("unit_en")),
            row.getString("state"), row.getObject("since", LocalDate.class));
    }
}
