package org.xingtan.ledger;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
        return standing(year, jurisdictions.pathOf(teacher), credited(Set.of(teacher), year).getOrDefault(teacher, Map.of()));
    }

    /**
     * The same for many people at once.
     *
     * @param paths where the units lie that they are in; who is missing is in none
     */
    public Map<TeacherId, Standing> of(Set<TeacherId> teachers, Map<TeacherId, String> paths, int year) {
        var credited = credited(teachers, year);
        var found = new HashMap<TeacherId, Standing>();
        for (var teacher : teachers) {
            var path = Optional.ofNullable(paths.get(teacher)).or(() -> jurisdictions.pathOf(teacher));
            found.put(teacher, standing(year, path, credited.getOrDefault(teacher, Map.of())));
        }
        return found;
    }

    private Map<TeacherId, Map<String, CreditHours>> credited(Set<TeacherId> teachers, int year) {
        var result = new HashMap<TeacherId, Map<String, CreditHours>>();
        db.sql("""
                select teacher_id, category, sum(credited)
                  from ledger.entry
                 where teacher_id = any (?) and year = ?
                 group by teacher_id, category
                 order by teacher_id, category
                """)
            .params(TeacherId.array(teachers), year)
            .query((ResultSet row) -> {
                result.computeIfAbsent(new TeacherId(row.getObject(1, UUID.class)), _ -> new LinkedHashMap<>())
                    .put(row.getString(2), new CreditHours(row.getBigDecimal(3)));
            });
        return result;
    }

    private Standing standing(int year, Optional<String> path, Map<String, CreditHours> credited) {
        return standing(year, path.flatMap(it -> requirements.inForce(it, year)).orElse(null), credited);
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
