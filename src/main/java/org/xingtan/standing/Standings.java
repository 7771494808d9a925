package org.xingtan.standing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.ledger.Jurisdictions;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** The annual standing of teachers, always as of this moment. */
@Repository
public class Standings {

    /** What one person has of a year, and how many of its months are asked for. */
    private static final class Held {

        private final Map<String, CreditHours> categories = new LinkedHashMap<>();
        private final Map<String, CreditHours> themes = new HashMap<>();
        private int months = Standing.MONTHS;
        /** Whether the year is over and has counted him, or nowhere. */
        private boolean counted;
        /** Who asked him in it; null for nobody. */
        private @Nullable OrganizationId authority;

        void add(ResultSet row) throws SQLException {
            switch (row.getString(2)) {
                case "CATEGORY" -> categories.put(row.getString(3), new CreditHours(row.getBigDecimal(4)));
                case "THEME" -> themes.put(row.getString(3), new CreditHours(row.getBigDecimal(4)));
                case "AUTHORITY" -> {
                    counted = true;
                    authority = row.getString(3) == null ? null : OrganizationId.of(row.getString(3));
                }
                default -> months = row.getInt(4);
            }
        }
    }

    private static final String HELD = """
        select teacher_id, 'CATEGORY' as part, category as code, sum(credited) as n
          from ledger.entry_card
         where teacher_id = any (:teachers) and year = :year
         group by teacher_id, category
         union all
        select s.teacher_id, 'MONTHS', '', s.months
          from standing.state s
         where s.teacher_id = any (:teachers) and s.year = :year and s.months < 12
         union all
        select s.teacher_id, 'AUTHORITY', s.jurisdiction::text, null
          from standing.state s
         where s.teacher_id = any (:teachers) and s.year = :year and :over
         union all
        select e.teacher_id, 'THEME', e.theme, sum(e.credited)
          from %s e
         where e.teacher_id = any (:teachers) and e.year = :year
         group by e.teacher_id, e.theme
         order by teacher_id, part, code
        """.formatted(LinesMet.THEMED);

    private final OneRead reads;
    private final JdbcOperations db;
    private final Jurisdictions jurisdictions;
    private final Requirements requirements;
    private final CategoryNames names;
    private final Years years;

    Standings(OneRead reads, JdbcOperations db, Jurisdictions jurisdictions, Requirements requirements, CategoryNames names, Years years) {
        this.reads = reads;
        this.db = db;
        this.jurisdictions = jurisdictions;
        this.requirements = requirements;
        this.names = names;
        this.years = years;
    }

    /**
     * Against the requirement of the jurisdiction the person is in now, in a year that is over of the one that asked him, wherever he or his
     * unit is since; hours earned anywhere count. Read where statements are planned once: for one person planning takes longer than reading.
     */
    public Standing of(TeacherId teacher, int year) {
        return Objects.requireNonNull(reads.of(() -> of(Set.of(teacher), Map.of(), year)).get(teacher));
    }

    /**
     * The same for many people at once.
     *
     * @param paths where the units lie that they are in; who is missing is in none
     */
    public Map<TeacherId, Standing> of(Set<TeacherId> teachers, Map<TeacherId, String> paths, int year) {
        return of(teachers, () -> paths, year).from(db);
    }

    /** The same, read with other things; where the units lie may be one of them. */
    public Reading<Map<TeacherId, Standing>> of(Set<TeacherId> teachers, Supplier<Map<TeacherId, String>> paths, int year) {
        return held(teachers, year).as(held -> standings(teachers, held, paths.get(), year));
    }

    private Map<TeacherId, Standing> standings(Set<TeacherId> teachers, Map<TeacherId, Held> held, Map<TeacherId, String> paths, int year) {
        var asked = new HashMap<String, Optional<AnnualRequirement>>();
        var found = new HashMap<TeacherId, Standing>();
        for (var teacher : teachers) {
            var his = held.getOrDefault(teacher, new Held());
            var requirement = his.counted ? Optional.ofNullable(his.authority).flatMap(it -> requirements.inForce(it, year))
                : Optional.ofNullable(paths.get(teacher)).or(() -> jurisdictions.pathOf(teacher))
                    .flatMap(it -> asked.computeIfAbsent(it, at -> requirements.inForce(at, year)));
            found.put(teacher, standing(year, requirement.orElse(null), his));
        }
        return found;
    }

    private Reading<Map<TeacherId, Held>> held(Set<TeacherId> teachers, int year) {
        return Query.of(HELD).param("teachers", TeacherId.array(teachers)).param("year", year).param("over", years.isOver(year)).rows(rows -> {
            var result = new HashMap<TeacherId, Held>();
            while (rows.next()) {
                result.computeIfAbsent(new TeacherId(rows.getObject(1, UUID.class)), _ -> new Held()).add(rows);
            }
            return result;
        });
    }

    private Standing standing(int year, @Nullable AnnualRequirement requirement, Held held) {
        var total = held.categories.values().stream().reduce(CreditHours.ZERO, CreditHours::plus);
        var left = new LinkedHashMap<>(held.categories);
        var lines = new ArrayList<Standing.Line>();
        if (requirement != null) {
            for (var category : requirement.categories()) {
                var have = left.remove(category.code());
                lines.add(line(category.code(), category.name(), category.need(), have, held.months));
            }
        }
        left.forEach((code, have) -> lines.add(new Standing.Line(code, names.of(code), null, have)));
        var themes = requirement == null ? List.<Standing.Line>of() : requirement.themes().stream()
            .map(theme -> line(theme.code(), theme.name(), theme.need(), held.themes.get(theme.code()), held.months)).toList();
        return new Standing(year, requirement, held.months, new Standing.Line("TOTAL", names.of("TOTAL"),
            requirement == null ? null : share(requirement.total(), held.months), total), lines, themes);
    }

    private static Standing.Line line(String code, Localized name, CreditHours need, @Nullable CreditHours have, int months) {
        return new Standing.Line(code, name, share(need, months), have == null ? CreditHours.ZERO : have);
    }

    /** What so many months of the year ask for, rounded down to hundredths. */
    static CreditHours share(CreditHours need, int months) {
        return CreditHours.ofHundredths(need.hundredths() * months / Standing.MONTHS);
    }
}
