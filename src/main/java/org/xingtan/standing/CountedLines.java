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
        var codes = codes(requirement).sorted().toList();
        db.sql("""
                insert into standing.counted_line (id, jurisdiction, year, code)
                select n.id, :jurisdiction, :year, n.code from unnest(:ids, :codes) as n (id, code) order by n.code
                on conflict (jurisdiction, year, code) do nothing
                """)
            .param("jurisdiction", requirement.jurisdiction().value()).param("year", requirement.year())
            .param("ids", codes.stream().map(_ -> Uuids.next()).toArray(UUID[]::new)).param("codes", codes.toArray(String[]::new)).update();
        db.sql("delete from standing.theme_program where jurisdiction = :jurisdiction and year = :year")
            .param("jurisdiction", requirement.jurisdiction().value()).param("year", requirement.year()).update();
        var filled = requirement.themes().stream().flatMap(theme -> theme.programs().stream().map(program -> new Filled(program, theme.code()))).toList();
        db.sql("""
                insert into standing.theme_program (jurisdiction, year, program_id, theme)
                select :jurisdiction, :year, n.program_id, n.theme from unnest(:programs, :themes) as n (program_id, theme)
                """)
            .param("jurisdiction", requirement.jurisdiction().value()).param("year", requirement.year())
            .param("programs", filled.stream().map(Filled::program).toArray(UUID[]::new)).param("themes", filled.stream().map(Filled::theme).toArray(String[]::new)).update();
    }

    private record Filled(UUID program, String theme) {}

    private static Stream<String> codes(AnnualRequirement requirement) {
        return Stream.of(Stream.of(LinesMet.ALL, "TOTAL"), requirement.categories().stream().map(AnnualRequirement.Category::code),
            requirement.themes().stream().map(AnnualRequirement.Theme::code)).flatMap(it -> it);
    }
}
