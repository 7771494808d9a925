package org.xingtan.standing;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;

/** The lines of annual requirements as figures know them. A line that is asked for no longer keeps its id. */
@Repository
public class CountedLines {

    private final JdbcClient db;

    CountedLines(JdbcClient db) {
        this.db = db;
    }

    /** By code; {@link LinesMet#ALL} among them. */
    public Map<String, UUID> of(OrganizationId jurisdiction, int year) {
        var found = new HashMap<String, UUID>();
        db.sql("select code, id from standing.counted_line where jurisdiction = :jurisdiction and year = :year")
            .param("jurisdiction", jurisdiction.value()).param("year", year)
            .query(row -> {
                found.put(row.getString(1), row.getObject(2, UUID.class));
            });
        return found;
    }

    /** @return its id, also when it is there already */
    UUID add(OrganizationId jurisdiction, int year, String code) {
        db.sql("""
                insert into standing.counted_line (id, jurisdiction, year, code) values (:id, :jurisdiction, :year, :code)
                on conflict (jurisdiction, year, code) do nothing
                """)
            .param("id", Uuids.next()).param("jurisdiction", jurisdiction.value()).param("year", year).param("code", code).update();
        return of(jurisdiction, year).get(code);
    }

    void keep(AnnualRequirement requirement) {
        codes(requirement).forEach(code -> add(requirement.jurisdiction(), requirement.year(), code));
        db.sql("delete from standing.theme_program where jurisdiction = :jurisdiction and year = :year")
            .param("jurisdiction", requirement.jurisdiction().value()).param("year", requirement.year()).update();
        requirement.themes().forEach(theme -> theme.programs().forEach(program -> db.sql("""
                insert into standing.theme_program (jurisdiction, year, program_id, theme) values (:jurisdiction, :year, :program, :theme)
                """)
            .param("jurisdiction", requirement.jurisdiction().value()).param("year", requirement.year()).param("program", program).param("theme", theme.code())
            .update()));
    }

    private static Stream<String> codes(AnnualRequirement requirement) {
        return Stream.of(Stream.of(LinesMet.ALL, "TOTAL"), requirement.categories().stream().map(AnnualRequirement.Category::code),
            requirement.themes().stream().map(AnnualRequirement.Theme::code)).flatMap(it -> it);
    }
}
