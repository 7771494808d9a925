package org.xingtan.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;

/** The annual standing of teachers, always as of this moment. */
@Repository
public class Standings {

    private final JdbcClient db;
    private final Jurisdictions jurisdictions;
    private final Requirements requirements;
    private final CategoryNames names;

    Standings(JdbcClient db, Jurisdictions jurisdictions, Requirements requirements, CategoryNames names) {
        this.db = db;
        this.jurisdictions = jurisdictions;
        this.requirements = requirements;
        this.names = names;
    }

    /** Against the requirement of the jurisdiction the person is in now; hours earned anywhere count. */
    public Standing of(TeacherId teacher, int year) {
        var requirement = jurisdictions.pathOf(teacher).flatMap(path -> requirements.inForce(path, year)).orElse(null);
        return standing(year, requirement, credited(teacher, year));
    }

    private Map<String, CreditHours> credited(TeacherId teacher, int year) {
        var result = new LinkedHashMap<String, CreditHours>();
        db.sql("""
                select category, sum(credited)
                  from ledger.entry
                 where teacher_id = :teacher and year = :year
                 group by category
                 order by category
                """)
            .param("teacher", teacher.value()).param("year", year)
            .query(row -> {
                result.put(row.getString(1), new CreditHours(row.getBigDecimal(2)));
            });
        return result;
    }

    private Standing standing(int year, @Nullable AnnualRequirement requirement, Map<String, CreditHours> credited) {
        var total = credited.values().stream().reduce(CreditHours.ZERO, CreditHours::plus);
        var left = new LinkedHashMap<>(credited);
        var lines = new ArrayList<Standing.Line>();
        if (requirement != null) {
            for (var category : requirement.categories()) {
                var have = left.remove(category.code());
                lines.add(new Standing.Line(category.code(), category.name(), category.need(), have == null ? CreditHours.ZERO : have));
            }
        }
        left.forEach((code, have) -> lines.add(new Standing.Line(code, names.of(code), null, have)));
        return new Standing(year, requirement, new Standing.Line("TOTAL", names.of("TOTAL"), requirement == null ? null : requirement.total(), total),
            lines);
    }
}
