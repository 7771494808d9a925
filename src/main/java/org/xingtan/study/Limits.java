package org.xingtan.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.ledger.Jurisdictions;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.CreditRule.Cap;
import tools.jackson.core.type.TypeReference;

/** How many hours a day holds, as the year asks, and a category in a year: what the authority says of hours that the platform has not measured itself. */
@Repository
class Limits {

    private static final List<String> USUAL = List.of("COMMON", "PROFESSIONAL", "ELECTIVE");

    private record Named(String code, String title, String titleEn, CreditHours need) {}

    private final JdbcClient db;
    private final Jurisdictions jurisdictions;
    private final Requirements requirements;
    private final CategoryNames names;

    Limits(JdbcClient db, Jurisdictions jurisdictions, Requirements requirements, CategoryNames names) {
        this.db = db;
        this.jurisdictions = jurisdictions;
        this.requirements = requirements;
        this.names = names;
    }

    CreditHours day(String path, int year) {
        return requirements.dayOutside(path, year);
    }

    /** What the ledger holds back of an event's hours. */
    List<Cap> caps(String path, String category, int year) {
        var caps = new ArrayList<Cap>();
        caps.add(new Cap(Cap.Scope.DAY, day(path, year)));
        Optional.ofNullable(ofCategories(path).get(category)).ifPresent((CreditHours most) -> caps.add(new Cap(Cap.Scope.CATEGORY, most)));
        return caps;
    }

    private Map<String, CreditHours> ofCategories(String path) {
        return db.sql("select category_hours from recognition.policy_card where jurisdiction = :jurisdiction order by version desc limit 1")
            .param("jurisdiction", jurisdictions.of(path).value()).query(String.class).optional()
            .map(json -> Json.read(json, new TypeReference<Map<String, CreditHours>>() {})).orElse(Map.of());
    }

    /** What a plan of the unit may be made for in a year. */
    PlanForm.Asked asked(String path, int year) {
        return new PlanForm.Asked(categories(path, year), themes(path, year));
    }

    private Map<String, Localized> themes(String path, int year) {
        var found = new LinkedHashMap<String, Localized>();
        requirements.inForce(path, year).ifPresent(it -> it.themes().forEach(theme -> found.put(theme.code(), new Localized(theme.title(), theme.titleEn()))));
        return found;
    }

    /** What the theme of a plan is called, as long as its year asks for it; null without one. */
    @Nullable Localized theme(String path, Plan plan) {
        return plan.theme() == null ? null : themes(path, plan.year()).getOrDefault(plan.theme(), new Localized(plan.theme(), null));
    }

    /** What an event's hours may fill: the categories of the year's requirement, the usual ones where there is none. */
    Map<String, Localized> categories(String path, int year) {
        var found = new LinkedHashMap<String, Localized>();
        db.sql("select categories from ledger.annual_requirement_card where jurisdiction = :jurisdiction and year = :year order by version desc limit 1")
            .param("jurisdiction", jurisdictions.of(path).value()).param("year", year).query(String.class).optional()
            .ifPresentOrElse(json -> Json.read(json, new TypeReference<List<Named>>() {}).forEach(it -> found.put(it.code, new Localized(it.title, it.titleEn))),
                () -> USUAL.forEach(code -> found.put(code, names.of(code))));
        return found;
    }
}
